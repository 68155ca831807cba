// Files from outside are parsed apart: what takes too long or too much memory is refused, and the next file goes on.
import { afterAll, expect, test } from 'vitest';
import { parseInWorker, stopWorker } from '../../../engine/model/index.ts';
import { around, drawing, parse } from './drawing.ts';

const checkFeelModule = new URL('../../../engine/expressions/check.ts', import.meta.url).href;
const small = drawing(around('userTask'));
/** Each duplicate makes the XML library count its position from the start of the file. */
const slow = drawing(Array.from({ length: 20_000 }, () => '<bpmn:task id="t"/>\n').join(''));

afterAll(stopWorker);

test('gives what parsing in this thread gives', async () => {
  const inWorker = await parseInWorker(Buffer.from(small), 'test.bpmn', { checkFeelModule });
  expect(inWorker).toEqual(await parse(small));
  expect(inWorker.processes).toHaveLength(1);
});

test('a file that takes too long is refused, and those behind it are parsed', async () => {
  const [refused, next] = await Promise.all([
    parseInWorker(slow, 'slow.bpmn', { checkFeelModule, timeLimit: 300 }),
    parseInWorker(small, 'next.bpmn', { checkFeelModule }),
  ]);
  expect(refused.problems).toEqual([
    { severity: 'error', code: 'MODEL_TOO_SLOW', resource: 'slow.bpmn', values: { limit: 300 } },
  ]);
  expect(next.processes).toHaveLength(1);
});

test('a file that takes too much memory is refused, and those behind it are parsed', async () => {
  const greedy = new URL('greedyCheck.ts', import.meta.url).href;
  await stopWorker();
  const content = drawing(
    around(
      'scriptTask',
      '<bpmn:extensionElements><zeebe:script expression="=1" resultVariable="r"/></bpmn:extensionElements>',
    ),
  );
  const refused = await parseInWorker(content, 'large.bpmn', { checkFeelModule: greedy, timeLimit: 20_000 });
  expect(refused.problems.map((problem) => problem.code)).toEqual(['MODEL_TOO_LARGE']);
  expect((await parseInWorker(small, 'next.bpmn', { checkFeelModule })).processes).toHaveLength(1);
});

test('our own mistake is an exception, not a problem of the file', async () => {
  await stopWorker();
  const missing = new URL('missing.ts', import.meta.url).href;
  await expect(parseInWorker(small, 'a.bpmn', { checkFeelModule: missing })).rejects.toThrow();
  expect((await parseInWorker(small, 'b.bpmn', { checkFeelModule })).processes).toHaveLength(1);
});
