// The worker thread that inspects one folder on behalf of inspectInWorker, and ends.
import { parentPort, workerData } from 'node:worker_threads';
import { type Inspection, type InspectRequest, inspect } from './inspect.ts';

export type InspectReply = { inspection: Inspection } | { fault: string };

const port = parentPort;
if (!port) throw new Error('Expected to run as a worker thread, but was imported; use inspectInWorker.');

port.postMessage(await reply());

async function reply(): Promise<InspectReply> {
  try {
    return { inspection: await inspect(workerData as InspectRequest) };
  } catch (error) {
    return { fault: error instanceof Error ? String(error.stack) : String(error) };
  }
}
