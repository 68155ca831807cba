import { expect, test } from 'vitest';
import type { Resource } from '../../../engine/runtime/engine.ts';
import { drawing, element, end, extensions, start, userTask } from './drawings.ts';
import { ana, begin, count, deploy, done, openRuntime, tasks } from './openRuntime.ts';

const file = (name: string, content: string): Resource => ({ name, content: Buffer.from(content) });

/** One output for every input. */
const decision = (id: string, output: string): string => `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="${id}_d" name="${id}" namespace="urn:test">
<decision id="${id}" name="${id}"><decisionTable id="${id}_t"><output id="${id}_o" name="out" typeRef="string"/>
<rule id="${id}_r"><outputEntry id="${id}_e"><text>"${output}"</text></outputEntry></rule></decisionTable></decision></definitions>`;

const decides = element(
  'businessRuleTask',
  'decide',
  extensions('<zeebe:calledDecision decisionId="route" resultVariable="to"/>'),
);

const process = drawing(
  'p',
  [start(), userTask('ask'), decides, userTask('after'), end()],
  ['start>ask>decide>after>end'],
);

test('identical bytes keep their version, deployed one after another or at once', async () => {
  const { engine, store } = await openRuntime();
  const files = () => [file('p.bpmn', process), file('route.dmn', decision('route', 'a'))];
  const first = await engine.deploy(files(), ana);
  const [second, third] = await Promise.all([engine.deploy(files(), ana), engine.deploy(files(), ana)]);
  for (const outcome of [second, third]) {
    if (!outcome.ok || !first.ok) throw new Error('Expected a deployment');
    expect(outcome.deploymentKey).toBe(first.deploymentKey);
    expect(outcome.definitions.map(({ version, unchanged }) => [version, unchanged])).toEqual([
      [1, true],
      [1, true],
    ]);
  }
  expect(await count(store, 'cauce_deployments')).toBe(1);
});

test('a changed decision is another version of the process, and running instances keep theirs', async () => {
  let runtime = await openRuntime();
  const deploy = (output: string) =>
    runtime.engine.deploy([file('p.bpmn', process), file('route.dmn', decision('route', output))], ana);
  await deploy('old');
  const before = await begin(runtime.engine, 'p');
  const outcome = await deploy('new');
  expect(outcome.ok && outcome.definitions.map(({ kind, version }) => [kind, version])).toEqual([
    ['process', 2],
    ['decision', 2],
  ]);
  const after = await begin(runtime.engine, 'p');
  runtime = await runtime.restart();
  for (const key of await tasks(runtime.store, 'ask'))
    done(await runtime.engine.completeUserTask(key, {}, { principal: ana }));
  const decided = await Promise.all(
    [before, after].map(async (key) => (await runtime.engine.visibleVariables(key)).to),
  );
  expect(decided).toEqual(['old', 'new']);
});

test('a decision of an earlier deployment decides; a newer one takes part when the process is deployed again', async () => {
  const runtime = await openRuntime();
  const { engine, store } = runtime;
  const decided = async () => {
    const key = await begin(engine, 'p');
    const [task = 0] = (await tasks(store, 'ask')).slice(-1);
    done(await engine.completeUserTask(task, {}, { principal: ana }));
    return (await engine.visibleVariables(key)).to;
  };
  await engine.deploy([file('route.dmn', decision('route', 'first'))], ana);
  const alone = await engine.deploy([file('p.bpmn', process)], ana);
  expect(alone.ok && alone.problems.filter(({ code }) => code === 'LINKED_RESOURCE_NOT_DEPLOYED')).toEqual(
    [],
  );
  expect(await decided()).toBe('first');
  await engine.deploy([file('route.dmn', decision('route', 'second'))], ana);
  expect(await decided()).toBe('first');
  const again = await engine.deploy([file('p.bpmn', process)], ana);
  expect(again.ok && again.definitions[0]?.version).toBe(2);
  expect(await decided()).toBe('second');
});

test('the latest version is what the last deployment said, however reading and deploying fall together', async () => {
  const { engine, store } = await openRuntime();
  await engine.deploy([file('p.bpmn', process)], ana);
  for (let version = 2; version <= 8; version++) {
    const next = process.replace('name="ask"', `name="ask ${version}"`);
    const reads = Array.from({ length: 5 }, () => begin(engine, 'p'));
    const deployed = engine.deploy([file('p.bpmn', next)], ana);
    for (let at = 0; at < 5; at++) reads.push(begin(engine, 'p'));
    await Promise.all([deployed, ...reads]);
    const key = await begin(engine, 'p');
    expect((await store.find('process_instances', { key }))?.version).toBe(version);
  }
});

test('a definition can be started although somebody asked for its key before it was there', async () => {
  const { engine, store } = await openRuntime();
  await deploy(engine, drawing('one', [start(), end()], ['start>end']));
  const [{ key }] = await store.reader('cauce_process_definitions').select('key');
  for (let ahead = Number(key) + 1; ahead < Number(key) + 20; ahead++)
    expect(await engine.start({ definitionKey: ahead, variables: {}, principal: ana })).toMatchObject({
      ok: false,
    });
  await deploy(engine, drawing('two', [start(), end()], ['start>end']));
  expect(done(await engine.start({ processId: 'two', variables: {}, principal: ana })).ok).toBe(true);
});
