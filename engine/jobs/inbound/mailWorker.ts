// The thread that takes one mail apart for mailThread and then ends.
import { parentPort } from 'node:worker_threads';
import { readMailBody } from './mailBody.ts';

const port = parentPort;
if (!port) throw new Error('Expected to run as a worker thread, but was imported; use readInThread.');

port.on('message', async (source: Uint8Array) => {
  try {
    const body = await readMailBody(source);
    port.postMessage({ body }, [...new Set(body.files.map(({ content }) => content.buffer as ArrayBuffer))]);
  } catch {
    // What the library says may quote the mail.
    port.postMessage({ body: null });
  }
});
port.postMessage('ready');
