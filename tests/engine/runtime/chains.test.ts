// Processes that start themselves by a message or a signal, in a file.
import { expect, test } from 'vitest';
import { LONGEST_CHAIN } from '../../../engine/core/limits.ts';
import { call, drawing, end, heard, message, signal, signaled, start, userTask } from './drawings.ts';
import { ana, begin, count, deploy, openRuntime, tasks } from './openRuntime.ts';

const chained = (thrown: string, root: string, ...between: string[]) =>
  drawing(
    'again',
    [start(), start(thrown, 'started'), ...between, end('e', thrown)],
    between.length > 0 ? ['start>between>e', 'started>between'] : ['start>e', 'started>e'],
    root,
  );

test.each([
  ['signal', signaled('again'), signal('again')],
  ['message', heard('again'), message('again', '="k"')],
])(
  'a process that starts itself by a %s stops with an incident, after a restart too',
  async (_, thrown, root) => {
    const runtime = await openRuntime();
    await deploy(runtime.engine, chained(thrown, root));
    await begin(runtime.engine, 'again');
    await runtime.engine.settle(20_000);
    expect(await count(runtime.store, 'cauce_process_instances')).toBe(LONGEST_CHAIN);
    expect(await incidentsOf(runtime)).toEqual(['e CHAIN_TOO_LONG']);
    const { engine, store } = await runtime.restart();
    await engine.settle(20_000);
    expect(await count(store, 'cauce_process_instances')).toBe(LONGEST_CHAIN);
    expect(await count(store, 'cauce_routed')).toBe(0);
  },
);

test('a called process carries the chain on, and a person in between ends it', async () => {
  const root = signal('again');
  const runtime = await openRuntime();
  const inner = drawing('inner', [start(), end('e', signaled('again'))], ['start>e'], root);
  const outer = drawing(
    'again',
    [start(signaled('again'), 'started'), call('c', 'inner'), end()],
    ['started>c>end'],
    root,
  );
  await deploy(runtime.engine, inner, outer);
  await begin(runtime.engine, 'inner');
  await runtime.engine.settle(20_000);
  expect(await incidentsOf(runtime)).toEqual(['e CHAIN_TOO_LONG']);

  const { engine, store } = await openRuntime();
  await deploy(engine, chained(signaled('again'), root, userTask('between')));
  await begin(engine, 'again');
  for (let turn = 0; turn < LONGEST_CHAIN + 5; turn++) {
    const [task] = await tasks(store, 'between');
    await engine.completeUserTask(task as number, {}, { principal: ana });
    await engine.settle(20_000);
  }
  expect(await tasks(store, 'between')).toHaveLength(1);
  expect(await count(store, 'cauce_incidents')).toBe(0);
});

async function incidentsOf({ store }: Awaited<ReturnType<typeof openRuntime>>): Promise<string[]> {
  const rows = await store.reader('cauce_incidents').where({ state: 'ACTIVE' });
  return rows.map(({ element_id, code }) => `${element_id} ${code}`);
}
