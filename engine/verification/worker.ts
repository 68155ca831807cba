// The thread that verifies: opens the database to read only, says how far it is, then what it found.
import { parentPort, workerData } from 'node:worker_threads';
import { openStore } from '../store/openStore.ts';
import type { Check, Verified } from './finding.ts';
import { verifyCase } from './verifyCase.ts';
import { verifyEverything } from './verifyEverything.ts';
import type { VerifyRequest } from './verifyInThread.ts';

export type VerifyReply =
  | { kind: 'progress'; check: Check; done: number }
  | { kind: 'verified'; verified: Verified };

/** So often at most: whoever listens has other things to do. */
const EVERY_MS = 150;

const { store: options, caseKey, zone } = workerData as VerifyRequest;
const send = (reply: VerifyReply): void => parentPort?.postMessage(reply);

let last = 0;
let current: Check | undefined;
const tell = (check: Check, done: number): void => {
  const now = performance.now();
  if (check === current && now - last < EVERY_MS) return;
  current = check;
  last = now;
  send({ kind: 'progress', check, done });
};

const store = await openStore({ ...options, readOnly: true });
try {
  const verified =
    caseKey === undefined
      ? await verifyEverything(store, tell, zone)
      : await verifyCase(store, caseKey, tell, zone);
  send({ kind: 'verified', verified });
} finally {
  await store.close();
}
