// The process that verifies: opens the database to read only, says how far it is, then what it found.
import { openStore } from '../store/openStore.ts';
import type { Check, Verified } from './finding.ts';
import { verifyCase } from './verifyCase.ts';
import { verifyEverything } from './verifyEverything.ts';
import type { VerifyRequest } from './verifyInProcess.ts';

export type VerifyReply =
  | { kind: 'progress'; check: Check; done: number }
  | { kind: 'verified'; verified: Verified }
  | { kind: 'failed'; error: Error };

/** So often at most: whoever listens has other things to do. */
const EVERY_MS = 150;

const send = (reply: VerifyReply): void => void process.send?.(reply);

let last = 0;
let current: Check | undefined;
const tell = (check: Check, done: number): void => {
  const now = performance.now();
  if (check === current && now - last < EVERY_MS) return;
  current = check;
  last = now;
  send({ kind: 'progress', check, done });
};

async function verify({ store: options, caseKey, zone }: VerifyRequest): Promise<Verified> {
  const store = await openStore({ ...options, readOnly: true });
  try {
    return caseKey === undefined
      ? await verifyEverything(store, tell, zone)
      : await verifyCase(store, caseKey, tell, zone);
  } finally {
    await store.close();
  }
}

/** Whoever asked is gone. An orderly end would wait for the statement that is under way. */
const abandoned = (): unknown => process.kill(process.pid, 'SIGKILL');

process.once('disconnect', abandoned);
// Whoever asked is told to end, too, and ends this in its turn.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => {});

process.once('message', async (request: VerifyRequest) => {
  try {
    send({ kind: 'verified', verified: await verify(request) });
  } catch (error) {
    send({ kind: 'failed', error: error instanceof Error ? error : new Error(String(error)) });
  }
  process.off('disconnect', abandoned);
  process.disconnect();
});
