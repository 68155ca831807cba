// The thread that reads one DMN file for dmnThread and then ends.
import { parentPort } from 'node:worker_threads';
import { readDmn } from './readDmn.ts';

const port = parentPort;
if (!port) throw new Error('Expected to run as a worker thread, but was imported; use readInThread.');

port.on('message', async ({ xml, resourceName }: { xml: string; resourceName: string }) => {
  port.postMessage(await readDmn(xml, resourceName));
});
port.postMessage('ready');
