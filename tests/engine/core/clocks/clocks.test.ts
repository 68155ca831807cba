import { expect, test } from 'vitest';
import {
  definitions,
  drawing,
  process as drawnProcess,
  element,
  end,
  eventSubprocess,
  extensions,
  start,
  userTask,
} from '../../runtime/drawings.ts';
import { clocksOf, eight, ledgerOf, playing, sla, until } from './promised.ts';

const task = (id: string, promised: string, more = ''): string =>
  element('userTask', id, extensions(`<zeebe:userTask/>${promised}`) + more);

const oneTask = (attributes: { [name: string]: string }) =>
  drawing('p', [start(), task('a', sla({ ...eight, target: '8', ...attributes })), end()], ['start>a>end']);

/** The process promises; its tasks follow each other. */
const inTurn = (attributes: { [name: string]: string }, ...tasks: string[]) =>
  definitions(
    drawnProcess(
      'p',
      [extensions(sla({ ...eight, ...attributes })), start(), ...tasks.map((id) => userTask(id)), end()],
      [['start', ...tasks, 'end'].join('>')],
    ),
  );

test('a clock of eight business hours starts with its task, warns, is breached, and is missed', async () => {
  const run = await playing(oneTask({ warnAt: '75%, 90%' }));
  until(run, '2026-11-19T15:30:00');
  expect(ledgerOf(run)).toEqual([
    'Resolver started due 2026-11-19T15:30:00',
    'Resolver warned 75 due 2026-11-19T15:30:00',
    'Resolver warned 90 due 2026-11-19T15:30:00',
  ]);
  until(run, '2026-11-19T15:31:00');
  run.complete('a');
  expect(ledgerOf(run).slice(3)).toEqual(['Resolver breached due 2026-11-19T15:30:00', 'Resolver missed']);
  expect(run.status()).toBe('completed');
});

test('at the due instant it is met, and nothing waits any more', async () => {
  const run = await playing(oneTask({}));
  until(run, '2026-11-19T15:30:00');
  run.complete('a');
  expect(ledgerOf(run)).toEqual(['Resolver started due 2026-11-19T15:30:00', 'Resolver met']);
});

test('a task whose drawing names no date is due when its clock is', async () => {
  const run = await playing(oneTask({}));
  const [task] = run.events().filter(({ type }) => type === 'userTaskUpdated');
  expect(task).toMatchObject({ changes: { dueAt: Date.parse('2026-11-19T15:30:00-05:00') } });
});

test('a breach throws its escalation from the owner, where a boundary event catches it', async () => {
  const escalation = '<bpmn:escalation id="late" escalationCode="LATE" />';
  const caught = '<bpmn:escalationEventDefinition escalationRef="late" />';
  const boundary = `<bpmn:boundaryEvent id="b" attachedToRef="a" cancelActivity="false">${caught}</bpmn:boundaryEvent>`;
  const xml = drawing(
    'p',
    [
      start(),
      task('a', sla({ ...eight, target: '8', escalation: 'LATE' })),
      boundary,
      userTask('tell'),
      end(),
    ],
    ['start>a>end', 'b>tell>end'],
    escalation,
  );
  const run = await playing(xml);
  expect(run.waits()).toContain('a');
  until(run, '2026-11-20T09:00:00');
  expect(run.waits()).toEqual(['a', 'tell']);
});

test('an event subprocess of the process catches what the clock of the process throws', async () => {
  const caught = '<bpmn:escalationEventDefinition escalationRef="late" />';
  const xml = definitions(
    '<bpmn:escalation id="late" escalationCode="LATE" />' +
      drawnProcess(
        'p',
        [
          extensions(sla({ ...eight, target: '8', escalation: 'LATE' })),
          start(),
          userTask('a'),
          end(),
          eventSubprocess('late_one', [start(caught, 's'), userTask('tell'), end('e')], ['s>tell>e']).replace(
            '<bpmn:startEvent id="s"',
            '<bpmn:startEvent isInterrupting="false" id="s"',
          ),
        ],
        ['start>a>end'],
      ),
  );
  const run = await playing(xml);
  until(run, '2026-11-20T09:00:00');
  expect(run.waits()).toEqual(['a', 'tell']);
});

test('it is paused while the requester waits, and goes on when the wait is over', async () => {
  const run = await playing(
    inTurn({ target: '8', pauseWhen: 'wait' }, 'a', 'wait', 'b'),
    {},
    Date.parse('2026-11-18T09:00:00-05:00'),
  );
  until(run, '2026-11-18T11:00:00');
  run.complete('a');
  until(run, '2026-11-20T14:00:00');
  run.complete('wait');
  expect(ledgerOf(run)).toEqual([
    'Resolver started due 2026-11-19T09:00:00',
    'Resolver paused',
    'Resolver resumed due 2026-11-23T11:00:00',
  ]);
});

test('a promise that is not known yet counts from the activation once it is', async () => {
  const run = await playing(inTurn({ target: '=hours' }, 'a', 'b'), { hours: null });
  expect(ledgerOf(run)).toEqual([]);
  until(run, '2026-11-19T10:00:00');
  run.complete('a', { hours: 8 });
  expect(ledgerOf(run)).toEqual(['Resolver started due 2026-11-19T15:30:00']);
});

test('it counts from the filing, and may be breached as it begins', async () => {
  const run = await playing(inTurn({ target: '=8', from: '=filed_at', warnAt: '50%' }, 'a'), {
    filed_at: '2026-11-09T08:30:00-05:00',
  });
  expect(ledgerOf(run)).toEqual([
    'Resolver started due 2026-11-10T08:30:00',
    'Resolver breached on attach due 2026-11-10T08:30:00',
  ]);
});

test('another priority gives another target from the same start, with past pauses kept', async () => {
  const run = await playing(
    inTurn({ target: '=hours', pauseWhen: 'wait' }, 'a', 'wait', 'b'),
    { hours: 40 },
    Date.parse('2026-11-18T08:00:00-05:00'),
  );
  until(run, '2026-11-18T14:00:00');
  run.complete('a');
  until(run, '2026-11-18T15:00:00');
  run.complete('wait');
  run.set({ hours: 8 });
  run.set({ hours: 8 });
  expect(ledgerOf(run).slice(-1)).toEqual(['Resolver retargeted due 2026-11-19T09:00:00']);
  run.set({ hours: null });
  expect(ledgerOf(run).slice(-1)).toEqual(['Resolver cancelled']);
  expect(clocksOf(run)).toEqual({});
});

test('the answer stops it although the process goes on, and reopening begins a new cycle', async () => {
  const promised = { target: '8', stopWhen: 'answer', restartWhen: 'reopen' };
  const run = await playing(inTurn(promised, 'answer', 'reopen', 'again'));
  run.complete('answer');
  run.set({ any: 1 });
  until(run, '2026-11-23T08:00:00');
  run.complete('reopen');
  expect(ledgerOf(run)).toEqual([
    'Resolver started due 2026-11-19T15:30:00',
    'Resolver met',
    'Resolver started due 2026-11-23T17:00:00',
  ]);
  run.submit({ type: 'cancelInstance' });
  expect(ledgerOf(run).slice(-1)).toEqual(['Resolver cancelled']);
});

test('an end that hands the case over calls it off', async () => {
  const run = await playing(inTurn({ target: '8', cancelWhen: 'end' }, 'a'));
  run.complete('a');
  expect(ledgerOf(run).slice(-1)).toEqual(['Resolver cancelled']);
});

test('only where the drawing says so does it begin from zero when the case comes back', async () => {
  const ledgers = [];
  for (const more of [{}, { restartOnReturn: 'true' }]) {
    const promised = {
      target: '=if product = "recaudos" then {term: 2, mode: "business-days"} else 8',
      from: '=filed_at',
    };
    const run = await playing(
      inTurn({ ...promised, ...more }, 'a'),
      {
        product: 'recaudos',
        filed_at: '2026-11-09T08:30:00-05:00',
      },
      Date.parse('2026-11-09T08:30:00-05:00'),
    );
    until(run, '2026-11-11T08:30:00');
    run.set({ product: 'digital', filed_at: '2026-11-11T08:30:00-05:00' });
    ledgers.push(ledgerOf(run));
  }
  expect(ledgers[0]?.slice(1)).toEqual([
    'Resolver retargeted due 2026-11-10T08:30:00',
    'Resolver breached on attach due 2026-11-10T08:30:00',
  ]);
  expect(ledgers[1]).toEqual([
    'Resolver started due 2026-11-11T08:30:00',
    'Resolver cancelled',
    'Resolver started due 2026-11-12T08:30:00',
  ]);
});

test('what cannot be promised is an incident, and resolving it asks again', async () => {
  const run = await playing(inTurn({ target: '=hours' }, 'a'), { hours: [] });
  expect(run.incidents()).toEqual(['SLA_TARGET_NOT_VALID']);
  run.set({ hours: 8 });
  run.resolve('p');
  expect(ledgerOf(run)).toEqual(['Resolver started due 2026-11-19T15:30:00']);
  run.complete('a');
  expect(run.status()).toBe('completed');
});
