// The thread that judges on behalf of judgeInWorker: one folder in, its judgment out, and it ends.
import { parentPort, workerData } from 'node:worker_threads';
import { styleProblems } from '../model/style/index.ts';
import { isDrawing } from '../runtime/drawingFiles.ts';
import { surroundingsOf } from '../runtime/folderLookups.ts';
import type { JudgeReply, JudgeRequest, Judgment } from './judgeInWorker.ts';
import { judgeSoundness } from './judgeSoundness.ts';

/** Of all processes of a folder together, each with its share. */
const TIME_LIMIT_MS = 12_000;

async function judge({ drawings, files }: JudgeRequest): Promise<Judgment> {
  const around = await surroundingsOf(files.map(({ name, text }) => ({ name, content: text })));
  const judgment: Judgment = { soundness: [], style: [] };
  for (const { name, text } of files)
    if (isDrawing(name, Buffer.from(text))) judgment.style.push(...(await styleProblems(text, name)));
  const count = drawings.reduce((sum, { models }) => sum + models.length, 0);
  for (const { name, models } of drawings) {
    const { ports, resolve } = around;
    const found = await judgeSoundness(models, { ports, resolve, timeLimit: TIME_LIMIT_MS / count });
    judgment.soundness.push(...(found ?? []).map((problem) => ({ ...problem, resource: name })));
  }
  return judgment;
}

const port = parentPort;
if (!port) throw new Error('Expected to run as a worker thread, but was imported; use judgeInWorker.');
port.postMessage(
  await judge(workerData as JudgeRequest).then(
    (judgment): JudgeReply => ({ kind: 'judged', judgment }),
    (error: unknown): JudgeReply => ({
      kind: 'fault',
      stack: error instanceof Error ? String(error.stack) : String(error),
    }),
  ),
);
