// A process that calls another, and what the tests of calls ask.
import { call, drawing, end, script, start, userTask } from './drawings.ts';
import { ana, done, type Opened, tasks } from './openRuntime.ts';

export const child = drawing(
  'child',
  [start(), userTask('work'), script('s', 'given + 1', 'result'), end()],
  ['start>work>s>end'],
);

export const parent = drawing(
  'parent',
  [start(), call('c', 'child'), userTask('after'), end()],
  ['start>c>after>end'],
);

/** Completes every open task of that element, and waits for what follows. */
export async function complete({ engine, store }: Opened, element: string, variables = {}): Promise<void> {
  const keys = await tasks(store, element);
  const outcomes = await Promise.all(
    keys.map((key) => engine.completeUserTask(key, variables, { principal: ana })),
  );
  for (const outcome of outcomes) done(outcome);
  await engine.settle(20_000);
}

/** Of all instances, oldest first. */
export async function states({ store }: Opened): Promise<string[]> {
  const rows = await store.reader('cauce_process_instances').orderBy('key');
  return rows.map(({ process_id, state }) => `${process_id} ${state}`);
}
