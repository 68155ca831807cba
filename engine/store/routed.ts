// Routed commands: effects on other streams, committed with their cause and waiting to be run.
import type { Knex } from 'knex';
import type { Json } from '../core/json.ts';
import { dialectOf } from './dialects/dialectOf.ts';
import { envelopeOf, erased, openText } from './envelopes.ts';
import type { KeyStore } from './keys.ts';

export interface RoutedRow {
  id: string;
  target: string;
  payload: Json;
  /** Instant of the batch that routed it, epoch milliseconds. */
  createdAt: number;
}

/**
 * Not consumed yet, in the order of their events: what one instance told another first must come first, such as an
 * escalation before the end of who threw it. Ids are hashes.
 */
export async function readRouted(
  db: Knex,
  keys: KeyStore,
  tenant: string,
  limit: number,
): Promise<RoutedRow[]> {
  const rows = (await db('cauce_routed')
    .where({ tenant_id: tenant })
    .orderBy(dialectOf(db).insertionOrder)
    .limit(limit)
    .select('id', 'target', 'payload', 'created_at as createdAt')) as (Omit<RoutedRow, 'payload'> & {
    payload: string;
  })[];
  const routed: RoutedRow[] = [];
  for (const { payload, ...row } of rows) {
    routed.push({ ...row, payload: await openPayload(keys, JSON.parse(payload) as Json) });
  }
  return routed;
}

async function openPayload(keys: KeyStore, payload: Json): Promise<Json> {
  const sealed = envelopeOf(payload);
  if (sealed === undefined) return payload;
  const key = await keys.find(sealed.split(':')[1] ?? '');
  return key === undefined || key === 'erased'
    ? erased
    : (JSON.parse(openText(key, 'routed', sealed)) as Json);
}
