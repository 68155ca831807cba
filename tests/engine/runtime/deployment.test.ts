import { expect, test } from 'vitest';
import type { Resource } from '../../../engine/runtime/engine.ts';
import { drawing, element, end, extensions, script, start, userTask } from './drawings.ts';
import { ana, begin, count, done, openRuntime, tasks } from './openRuntime.ts';

const file = (name: string, content: string): Resource => ({ name, content: Buffer.from(content) });

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

const catalog = 'value,label\na,"One, ""quoted"""\n';
const uses = drawing(
  'p',
  [
    start(),
    userTask('ask'),
    script('s', 'catalog("items")[value = "a"][1].label', 'label'),
    userTask('after'),
    end(),
  ],
  ['start>ask>s>after>end'],
);

const calendar = JSON.stringify({
  id: 'c',
  name: 'C',
  zone: 'America/Bogota',
  week: { monday: 'whole-day' },
});

test('every problem of every file is told at once, and nothing is deployed', async () => {
  const { engine, store } = await openRuntime({
    checkForm: (_, resource) => [{ severity: 'error', code: 'FORM_WRONG', resource, values: {} }],
  });
  const outcome = await engine.deploy(
    [
      file('good.bpmn', process),
      file('bad.bpmn', '<bpmn:definitions'),
      file('bad.dmn', '<definitions'),
      file('forms/bad.form', '{"id": "f"}'),
      file('forms/worse.form', '{'),
      file('calendars/bad.json', '{"id": 1}'),
      file('calendars/worse.json', 'x'),
      file('catalogs/bad.csv', 'a,a,__proto__\n1,2,3,4\n"open'),
      file('catalogs/binary.csv', 'a\0'),
      file('catalogs/empty.csv', ''),
      file('roles.json', '['),
      file('good.bpmn', process),
    ],
    ana,
  );
  expect(outcome.ok).toBe(false);
  const errors = outcome.problems.filter(({ severity }) => severity === 'error');
  const files = new Set(errors.map(({ resource }) => resource));
  expect([...files].toSorted()).toEqual(
    [
      'good.bpmn',
      'bad.bpmn',
      'bad.dmn',
      'forms/bad.form',
      'forms/worse.form',
      'calendars/bad.json',
      'calendars/worse.json',
      'catalogs/bad.csv',
      'catalogs/binary.csv',
      'catalogs/empty.csv',
      'roles.json',
    ].toSorted(),
  );
  const catalogs = errors.filter(({ resource }) => resource?.startsWith('catalogs/'));
  expect(catalogs.map(({ code }) => code).toSorted()).toEqual([
    'CATALOG_COLUMN_FORBIDDEN',
    'CATALOG_COLUMN_TWICE',
    'CATALOG_NOT_TEXT',
    'CATALOG_QUOTE_OPEN',
    'CATALOG_ROW_TOO_LONG',
    'CATALOG_WITHOUT_HEADER',
  ]);
  for (const table of ['deployments', 'resources', 'process_definitions', 'decision_definitions', 'forms'])
    expect(await count(store, `cauce_${table}`)).toBe(0);
});

test('what a process names and nobody deployed is a warning for each element', async () => {
  const { engine } = await openRuntime();
  const names = drawing(
    'p',
    [
      start(),
      decides,
      element('callActivity', 'c', extensions('<zeebe:calledElement processId="nowhere"/>')),
      element('userTask', 'u', extensions('<zeebe:userTask/><zeebe:formDefinition formId="lost"/>')),
      end(),
    ],
    ['start>decide>c>u>end'],
  );
  const outcome = await engine.deploy([file('p.bpmn', names)], ana);
  expect(outcome.ok).toBe(true);
  const missing = outcome.problems.filter(({ code }) => code === 'LINKED_RESOURCE_NOT_DEPLOYED');
  expect(
    missing.map(({ severity, elementId, values }) => [severity, elementId, values.kind, values.id]),
  ).toEqual(
    expect.arrayContaining([
      ['warning', 'decide', 'decision', 'route'],
      ['warning', 'c', 'process', 'nowhere'],
      ['warning', 'u', 'form', 'lost'],
    ]),
  );
  expect(missing).toHaveLength(3);
});

test('catalogs and calendars are taken newest, whatever deployment brought them, by running instances too', async () => {
  const { engine, store } = await openRuntime();
  await engine.deploy(
    [file('p.bpmn', uses), file('catalogs/items.csv', catalog), file('calendars/c.json', calendar)],
    ana,
  );
  const first = await begin(engine, 'p');
  const second = await begin(engine, 'p');
  const [one = 0, two = 0] = await tasks(store, 'ask');
  done(await engine.completeUserTask(one, {}, { principal: ana }));
  await engine.deploy([file('catalogs/items.csv', 'value;label\na;Two, plain\n')], ana);
  done(await engine.completeUserTask(two, {}, { principal: ana }));
  expect((await engine.visibleVariables(first)).label).toBe('One, "quoted"');
  expect((await engine.visibleVariables(second)).label).toBe('Two, plain');
});
