// What people do to clocks, and what moves under them: modifications, migrations.
import { expect, test } from 'vitest';
import { definitions, element, end, extensions, process, start, userTask } from '../../runtime/drawings.ts';
import { clocksOf, eight, ledgerOf, local, playing, readDrawing, sla, until } from './promised.ts';

const NINE = local('2026-11-18T09:00:00');

const inTurn = (attributes: { [name: string]: string }, ...tasks: string[]) =>
  definitions(
    process(
      'p',
      [extensions(sla({ ...eight, ...attributes })), start(), ...tasks.map((id) => userTask(id)), end()],
      [['start', ...tasks, 'end'].join('>')],
    ),
  );

const rejected = (code: string) => expect.objectContaining({ ok: false, code });

test('a pause is taken only where the case stands in a wait that allows it, with a reason, and may be told afterwards', async () => {
  const run = await playing(inTurn({ target: '8', pauseWhen: 'wait' }, 'a', 'wait', 'b'), {}, NINE);
  const key = clocksOf(run).Resolver as number;
  const pause = (more: object) => run.submit({ type: 'pauseClock', key, reason: 'espera', ...more });
  expect(pause({})).toEqual({
    ok: false,
    code: 'SLA_PAUSE_NOT_ALLOWED',
    values: { sla: 'Resolver', states: ['wait'] },
  });
  until(run, '2026-11-18T11:00:00');
  run.complete('a');
  expect(run.submit({ type: 'resumeClock', key, reason: ' ' })).toEqual(rejected('SLA_REASON_MISSING'));
  expect(run.submit({ type: 'resumeClock', key, reason: 'llegó por teléfono' })).toMatchObject({ ok: true });
  expect(run.submit({ type: 'resumeClock', key, reason: 'otra vez' })).toEqual(rejected('SLA_NOT_PAUSED'));
  until(run, '2026-11-18T16:00:00');
  expect(pause({ from: local('2026-11-18T14:00:00'), to: local('2026-11-18T13:00:00') })).toEqual(
    rejected('SLA_PAUSE_BACKWARDS'),
  );
  expect(pause({ to: local('2026-11-18T17:00:00') })).toEqual(rejected('SLA_PAUSE_ENDS_IN_THE_FUTURE'));
  expect(pause({ from: local('2026-11-18T14:00:00'), to: local('2026-11-18T15:00:00') })).toMatchObject({
    ok: true,
  });
  expect(ledgerOf(run).at(-1)).toBe('Resolver resumed due 2026-11-19T10:00:00');
  run.complete('wait');
  expect(ledgerOf(run).at(-1)).toBe('Resolver resumed due 2026-11-19T10:00:00');
});

test('an extension comes before the due date, once, with notice, and at most to the double', async () => {
  const legal = { metric: 'resolution', name: 'Responder', calendar: 'co-legal', mode: 'legal-days' };
  const run = await playing(inTurn({ ...legal, target: '5' }, 'a'), {}, local('2026-11-18T10:00:00'));
  const key = clocksOf(run).Responder as number;
  const extend = (term: number, notified = true, at = key) =>
    run.submit({ type: 'extendClock', key: at, term, reason: 'faltan pruebas', notified });
  expect(extend(8, true, key + 1)).toEqual(rejected('SLA_CLOCK_NOT_FOUND'));
  expect(extend(8, false)).toEqual(rejected('SLA_EXTENSION_WITHOUT_NOTICE'));
  expect(extend(11)).toEqual(rejected('SLA_EXTENSION_TOO_LONG'));
  expect(extend(0)).toMatchObject({ ok: false });
  expect(extend(8)).toMatchObject({ ok: true });
  expect(extend(9)).toEqual(rejected('SLA_EXTENDED_ALREADY'));
  expect(ledgerOf(run)).toEqual([
    'Responder started due 2026-11-25T23:59:59',
    'Responder extended due 2026-11-30T23:59:59',
  ]);
  const late = await playing(inTurn({ ...legal, target: '5' }, 'a'), {}, local('2026-11-18T10:00:00'));
  until(late, '2026-11-26T08:00:00');
  const after = { type: 'extendClock', key: clocksOf(late).Responder as number, term: 8 } as const;
  expect(late.submit({ ...after, reason: 'tarde', notified: true })).toEqual(
    rejected('SLA_EXTENSION_AFTER_DUE'),
  );
});

test('a step of the drawing that tells of it extends what is promised', async () => {
  const xml = inTurn(
    { target: '8', extendWhen: 'tell', extendTo: '=whole', extendReason: '=why' },
    'tell',
    'b',
  );
  const run = await playing(xml, {}, NINE);
  run.complete('tell', { whole: 12, why: 'faltan pruebas' });
  expect(ledgerOf(run).at(-1)).toBe('Resolver extended due 2026-11-19T14:00:00');
  expect(run.incidents()).toEqual([]);
});

test('a clock handed to another body is over', async () => {
  const run = await playing(inTurn({ target: '8' }, 'a'), {}, NINE);
  const key = clocksOf(run).Resolver as number;
  run.submit({ type: 'transferClock', key, to: 'Superintendencia', reason: 'competencia' });
  expect(ledgerOf(run).at(-1)).toBe('Resolver transferred');
  expect(clocksOf(run)).toEqual({});
  run.complete('a');
  expect(run.status()).toBe('completed');
});

test('a migration carries clocks, calls off what the target does not promise, and begins what is new', async () => {
  const one = inTurn({ target: '8' }, 'a', 'b');
  const two = inTurn({ target: '12', warnAt: '75%' }, 'a', 'b').replace(
    /(<bpmn:userTask id="a"[^>]*>)<bpmn:extensionElements>/,
    `$1<bpmn:extensionElements>${sla({ ...eight, metric: 'operation', name: 'Equipo', target: '4' })}`,
  );
  const bare = definitions(process('p', [start(), userTask('a'), userTask('b'), end()], ['start>a>b>end']));
  const versions = new Map([
    [2, (await readDrawing(two))[0]!],
    [3, (await readDrawing(bare))[0]!],
  ]);
  const run = await playing(one, {}, NINE, versions);
  run.submit({ type: 'migrateInstance', definitionKey: 2, mapping: [] });
  expect(ledgerOf(run)).toEqual([
    'Resolver started due 2026-11-19T09:00:00',
    'Resolver retargeted due 2026-11-19T14:00:00',
    'Equipo started due 2026-11-18T14:00:00',
  ]);
  run.submit({ type: 'migrateInstance', definitionKey: 3, mapping: [] });
  expect(ledgerOf(run).slice(3)).toEqual(['Resolver cancelled', 'Equipo cancelled']);
  run.complete('a');
  run.complete('b');
  expect(run.status()).toBe('completed');
});

test('where promises are kept, a migration moves no clock, and what it calls off may be promised again', async () => {
  const one = inTurn({ target: '8', pauseWhen: 'a' }, 'a', 'b');
  const two = inTurn({ target: '12', pauseWhen: 'c' }, 'c', 'b');
  const bare = definitions(process('p', [start(), userTask('c'), userTask('b'), end()], ['start>c>b>end']));
  const versions = new Map([
    [2, (await readDrawing(two))[0]!],
    [3, (await readDrawing(bare))[0]!],
    [4, (await readDrawing(one))[0]!],
  ]);
  const run = await playing(one, {}, NINE, versions);
  const due = ledgerOf(run)[0];
  const renamed = { keepDue: true as const, mapping: [{ source: 'a', target: 'c' }] };
  expect(run.submit({ type: 'migrateInstance', definitionKey: 2, ...renamed })).toMatchObject({ ok: true });
  expect(ledgerOf(run).filter((line) => !/paused|resumed/.test(line))).toEqual([due]);
  run.complete('c');
  expect(ledgerOf(run).at(-1)).toBe('Resolver resumed due 2026-11-19T09:00:00');
  run.submit({ type: 'migrateInstance', definitionKey: 3, mapping: [], keepDue: true });
  expect(ledgerOf(run).at(-1)).toBe('Resolver cancelled');
  run.submit({ type: 'migrateInstance', definitionKey: 4, mapping: [], keepDue: true });
  expect(ledgerOf(run).at(-1)).toBe('Resolver started due 2026-11-19T09:00:00');
});

test('moved by hand, what a clock belongs to and what pauses it move with the case', async () => {
  const boxed = element(
    'subProcess',
    'team',
    `${extensions(sla({ ...eight, metric: 'operation', name: 'Equipo', target: '4', pauseWhen: 'wait' }))}${start('', 's')}${userTask('work')}${userTask('wait')}${end('e')}<bpmn:sequenceFlow id="g1" sourceRef="s" targetRef="work"/><bpmn:sequenceFlow id="g2" sourceRef="work" targetRef="wait"/><bpmn:sequenceFlow id="g3" sourceRef="wait" targetRef="e"/>`,
  );
  const xml = definitions(process('p', [start(), boxed, userTask('b'), end()], ['start>team>b>end']));
  const run = await playing(xml, {}, NINE);
  run.submit({ type: 'modifyInstance', move: [{ from: { element: 'work' }, to: 'wait' }] });
  run.submit({ type: 'modifyInstance', move: [{ from: { element: 'wait' }, to: 'work' }] });
  run.submit({ type: 'modifyInstance', move: [{ from: { element: 'team' }, to: 'b' }] });
  expect(ledgerOf(run)).toEqual([
    'Equipo started due 2026-11-18T14:00:00',
    'Equipo paused',
    'Equipo resumed due 2026-11-18T14:00:00',
    'Equipo cancelled',
  ]);
});
