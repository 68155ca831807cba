// The worker thread that parses on behalf of parseInWorker: one file in, its outcome out, again and again.
import { parentPort, workerData } from 'node:worker_threads';
import type { CheckFeel } from './feel.ts';
import { type ParseOutcome, parseProcesses } from './parseProcesses.ts';

export interface ParseRequest {
  content: Uint8Array | string;
  resourceName: string;
  /** Address of the module that exports `checkFeel`. */
  checkFeelModule: string;
}

/** `ready` once; then an outcome for each request, or the text of our own mistake. */
export type ParseReply =
  | { kind: 'ready' }
  | { kind: 'outcome'; outcome: ParseOutcome }
  | { kind: 'fault'; stack: string };

const port = parentPort;
if (!port) throw new Error('Expected to run as a worker thread, but was imported; use parseInWorker.');

port.on('message', async (request: ParseRequest) => {
  port.postMessage(await reply(request));
});
// Loaded before the first file comes, whose time it would cost.
await import((workerData as { checkFeelModule: string }).checkFeelModule);
port.postMessage({ kind: 'ready' } satisfies ParseReply);

async function reply({ content, resourceName, checkFeelModule }: ParseRequest): Promise<ParseReply> {
  try {
    const { checkFeel } = (await import(checkFeelModule)) as { checkFeel: CheckFeel };
    return { kind: 'outcome', outcome: await parseProcesses(content, resourceName, { checkFeel }) };
  } catch (error) {
    return { kind: 'fault', stack: error instanceof Error ? String(error.stack) : String(error) };
  }
}
