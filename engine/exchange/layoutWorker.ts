// The thread that draws on behalf of layoutInWorker: one file in, the same file with coordinates out, and it ends.
import { parentPort, workerData } from 'node:worker_threads';
import { layoutDrawing } from '../model/layout/index.ts';

const { xml } = await layoutDrawing(workerData as string, 'drawing.bpmn', 'quick');
parentPort?.postMessage(xml);
