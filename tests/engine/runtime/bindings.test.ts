// Which version a call activity calls: the one deployed with it, the newest, one of a tag, or one of a number.
import { expect, test } from 'vitest';
import { drawing, element, end, extensions, start, userTask } from './drawings.ts';
import { begin, deploy, openRuntime, tasks } from './openRuntime.ts';

/** Each version waits at a task of its own name. */
const child = (task: string, tag: string) =>
  drawing('child', [start(), userTask(task), end()], [`start>${task}>end`]).replace(
    'isExecutable="true">',
    `isExecutable="true">${extensions(`<zeebe:versionTag value="${tag}"/>`)}`,
  );

const parent = (id: string, attributes: string) =>
  drawing(
    id,
    [
      start(),
      element('callActivity', 'c', extensions(`<zeebe:calledElement processId="child" ${attributes}/>`)),
      end(),
    ],
    ['start>c>end'],
  );

const parents = [
  parent('none', ''),
  parent('deployed', 'bindingType="deployment"'),
  parent('latest', 'bindingType="latest"'),
  parent('tagged', 'bindingType="versionTag" versionTag="two"'),
  parent('numbered', 'bindingType="version" version="2"'),
  parent('missing', 'bindingType="versionTag" versionTag="none"'),
];

test('each binding calls the version that it says, whatever was deployed since', async () => {
  const { engine, store } = await openRuntime();
  await deploy(engine, child('first', 'one'), ...parents);
  await deploy(engine, child('second', 'two'));
  await deploy(engine, child('third', 'three'));
  const called: { [parent: string]: string[] } = {};
  for (const id of ['none', 'deployed', 'latest', 'tagged', 'numbered', 'missing']) {
    const before = new Set(await tasks(store));
    await begin(engine, id);
    await engine.settle(20_000);
    const made = (await tasks(store)).filter((key) => !before.has(key));
    const rows = await store.reader('cauce_user_tasks').whereIn('key', made).select('element_id');
    called[id] = rows.map(({ element_id }) => element_id);
  }
  expect(called).toEqual({
    none: ['first'],
    deployed: ['first'],
    latest: ['third'],
    tagged: ['second'],
    numbered: ['second'],
    missing: [],
  });
  expect(await store.reader('cauce_incidents').select('code')).toEqual([
    { code: 'CALLED_PROCESS_NOT_FOUND' },
  ]);
});
