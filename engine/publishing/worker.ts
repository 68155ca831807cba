// The worker thread that inspects folders on behalf of inspectInWorker: one request in, its answer out, again and again.
import { parentPort } from 'node:worker_threads';
import { type Inspection, type InspectRequest, inspect } from './inspect.ts';

export type InspectReply = { inspection: Inspection } | { fault: string };

const port = parentPort;
if (!port) throw new Error('Expected to run as a worker thread, but was imported; use inspectInWorker.');

port.on('message', async (request: InspectRequest) => {
  port.postMessage(await reply(request));
});

async function reply(request: InspectRequest): Promise<InspectReply> {
  try {
    return { inspection: await inspect(request) };
  } catch (error) {
    return { fault: error instanceof Error ? String(error.stack) : String(error) };
  }
}
