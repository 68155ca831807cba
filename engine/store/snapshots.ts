// Snapshots: a cache of folded state. Losing one costs a fold from the start, nothing else.
import type { Knex } from 'knex';
import type { Json } from '../core/json.ts';
import { envelopeOf, openText } from './envelopes.ts';
import type { KeyStore } from './keys.ts';

export interface StoredSnapshot {
  sequence: number;
  version: number;
  hash: string;
  state: Json;
  /** Length of the stored state. */
  size: number;
}

export async function readSnapshot(
  db: Knex,
  keys: KeyStore,
  tenant: string,
  stream: string,
): Promise<StoredSnapshot | undefined> {
  const row = (await db('cauce_snapshots').where({ tenant_id: tenant, stream }).first()) as
    | { sequence: number; version: number; hash: string; state: string }
    | undefined;
  if (!row) return undefined;
  const { sequence, version, hash } = row;
  const size = row.state.length;
  const state = JSON.parse(row.state) as Json;
  const sealed = envelopeOf(state);
  if (sealed === undefined) return { sequence, version, hash, state, size };
  const key = await keys.find(sealed.split(':')[1] ?? '');
  if (key === undefined || key === 'erased') return undefined;
  return { sequence, version, hash, size, state: JSON.parse(openText(key, 'snapshot', sealed)) as Json };
}
