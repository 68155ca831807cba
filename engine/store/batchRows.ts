// What a batch and a snapshot leave in the tables beside the read models, sealed where the case has a data subject.
import type { Json } from '../core/json.ts';
import { canonicalJson } from './canonical.ts';
import { batchHash } from './chainHash.ts';
import type { Batch, SnapshotWrite } from './commit.ts';
import { sealText, sealValue } from './envelopes.ts';
import type { DataKey, KeyStore } from './keys.ts';
import { type Contents, sealContents } from './personal.ts';
import { commandTable, journalTable, routedTable, snapshotTable } from './tables.ts';
import type { WriteSet } from './writeSet.ts';

export function seal(key: DataKey, batch: Batch): Contents {
  const publicNames = new Set(batch.instance?.model.dataSubject?.publicNames);
  return sealContents({ key, publicNames, batch: `${batch.stream}|${batch.sequence}` }, batch);
}

export function journal(
  writes: WriteSet,
  tenant: string,
  batch: Batch,
  previousHash: string,
  stored: Contents,
  key?: DataKey,
): { hash: string; size: number } {
  const { commands, inputs, events } = stored;
  const { stream, sequence, commandId, actor, at, deploymentHash, semantics } = batch;
  // The payload says which key sealed it, so that reading needs nothing else.
  const payload = canonicalJson({
    commands,
    inputs,
    events,
    ...(key && { sealed: key.id }),
  } as unknown as Json);
  const hash = batchHash({
    previousHash,
    tenant,
    stream,
    sequence,
    commandId,
    actor,
    at,
    deploymentHash,
    semantics,
    payload,
  });
  writes.insert(journalTable, {
    tenant_id: tenant,
    stream,
    sequence,
    command_id: commandId,
    actor,
    at,
    deployment_hash: deploymentHash,
    semantics,
    payload,
    previous_hash: previousHash,
    hash,
  });
  return { hash, size: payload.length };
}

export function route(writes: WriteSet, tenant: string, batch: Batch, key?: DataKey): void {
  const { stream, sequence, at, principal, commandId, bodyHash } = batch;
  for (const { id, target, payload } of batch.routed) {
    const text = canonicalJson(key ? sealValue(key, 'routed', `routed|${id}`, payload) : payload);
    writes.insert(routedTable, { tenant_id: tenant, id, target, payload: text, created_at: at });
  }
  if (batch.doneRouted !== undefined) writes.remove(routedTable, [tenant, batch.doneRouted]);
  if (!batch.idempotent) return;
  const row = { tenant_id: tenant, principal, id: commandId, body_hash: bodyHash, stream, sequence, at };
  writes.insert(commandTable, row);
}

export async function keep(
  writes: WriteSet,
  tenant: string,
  keys: KeyStore,
  snapshot: SnapshotWrite,
): Promise<number> {
  const { stream, sequence, version, hash, rootKey } = snapshot;
  const key = rootKey === undefined ? undefined : await keys.find(String(rootKey));
  if (key === 'erased') return 0;
  const text = JSON.stringify(snapshot.state);
  const state = key
    ? JSON.stringify({ $sealed: sealText(key, 'snapshot', `${stream}|${sequence}|snapshot`, text) })
    : text;
  writes.insert(snapshotTable, { tenant_id: tenant, stream, sequence, version, hash, state });
  return text.length;
}
