// A server that starts on a file is alone on it: what a process before it held is nobody's.
import { expect, test } from 'vitest';
import { drawing, end, serviceTask, start } from './drawings.ts';
import { begin, openedWith } from './openRuntime.ts';

test('what its own workers held is there at once; a worker outside keeps its lease', async () => {
  const runtime = await openedWith(
    drawing('p', [start(), serviceTask('s', 'do', 3), end()], ['start>s>end']),
  );
  await begin(runtime.engine, 'p');
  await begin(runtime.engine, 'p');
  const request = { type: 'do', timeout: 60_000, maxJobsToActivate: 1 };
  const [own] = await runtime.engine.activateJobs({ ...request, worker: 'cauce' });
  const [outside] = await runtime.engine.activateJobs({ ...request, worker: 'elsewhere' });
  const again = await runtime.crash();
  const taken = await again.engine.activateJobs({ ...request, worker: 'cauce' });
  expect(taken).toMatchObject([{ key: own?.key, epoch: 2 }]);
  expect(await again.engine.activateJobs({ ...request, worker: 'cauce' })).toEqual([]);
  expect(outside?.key).not.toBe(own?.key);
});
