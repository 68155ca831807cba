// Routed commands: effects on other streams, committed with their cause and waiting to be run.
import type { Knex } from 'knex';
import type { Json } from '../core/json.ts';
import { dialectOf } from './dialects/dialectOf.ts';
import { envelopeOf, erased, openText } from './envelopes.ts';
import type { KeyStore } from './keys.ts';
import { lineOf } from './routedIds.ts';

export interface RoutedRow {
  id: string;
  target: string;
  payload: Json;
  /** Instant of the batch that routed it, epoch milliseconds. */
  createdAt: number;
}

/**
 * Not consumed yet, in the order in which they were routed. `before`: those alone that the source of this one told its
 * caller earlier, which must come first, such as an escalation before the end of who threw it.
 */
export async function readRouted(
  db: Knex,
  keys: KeyStore,
  tenant: string,
  limit: number,
  before?: string,
): Promise<RoutedRow[]> {
  const asked = db('cauce_routed').where({ tenant_id: tenant });
  const rows = (await (before === undefined
    ? asked.orderBy(dialectOf(db).insertionOrder)
    : asked
        .andWhere('id', '>=', lineOf(before) ?? before)
        .andWhere('id', '<', before)
        .orderBy('id')
  )
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
