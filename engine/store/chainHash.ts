// The hash that chains a stream's batches: over everything in the row, the payload as it is stored.
import { hash } from 'node:crypto';

export interface HashedBatch {
  previousHash: string;
  tenant: string;
  stream: string;
  sequence: number;
  commandId: string;
  actor: string;
  at: number;
  deploymentHash: string | null;
  semantics: number;
  payload: string;
}

export function batchHash(batch: HashedBatch): string {
  // As a JSON list the fields cannot run into each other.
  const head = JSON.stringify([
    batch.previousHash,
    batch.tenant,
    batch.stream,
    batch.sequence,
    batch.commandId,
    batch.actor,
    batch.at,
    batch.deploymentHash,
    batch.semantics,
  ]);
  return hash('sha256', `${head}\n${batch.payload}`);
}
