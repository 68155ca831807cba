// A running instance becomes one of another version of its process: what waits goes on waiting, nothing is done again.
import { expect, test } from 'vitest';
import type { ProcessModel } from '../../../engine/core/index.ts';
import { values } from '../../../engine/core/index.ts';
import { processModel } from '../../harness/model.ts';
import { DAY, HOUR, type Play, play } from '../../harness/play.ts';
import {
  and,
  boundary,
  call,
  catching,
  condition,
  end,
  eventBased,
  eventSubprocess,
  message,
  onEvent,
  service,
  start,
  subProcess,
  timer,
  user,
  within,
  xor,
} from '../../harness/shapes.ts';

type Pairs = { [source: string]: string };

const begun = (from: ProcessModel, to: ProcessModel, variables = {}, others: ProcessModel[] = []) =>
  play([from, ...others], variables, { versions: new Map([[2, to]]) });
const migrate = (played: Play, pairs: Pairs = {}) =>
  played.submit({
    type: 'migrateInstance',
    definitionKey: 2,
    mapping: Object.entries(pairs).map(([source, target]) => ({ source, target })),
  });
const code = (done: ReturnType<typeof migrate>) => (done.ok ? 'ok' : done.code);
const subscriptions = (played: Play) => values(played.state().subscriptions);

test('a user task keeps its key and who has it, and goes on where the target leads', () => {
  const from = processModel({ s: start, a: user, e: end }, 's>>a>>e');
  const to = processModel({ s: start, approve: user, more: user, e: end }, 's>>approve>>more>>e');
  const played = begun(from, to);
  const { key } = played.find('userTasks', 'a').found;
  played.submit({ type: 'assignUserTask', userTask: { key }, assignee: 'ana', allowOverride: true });
  expect(code(migrate(played))).toBe('MIGRATION_ELEMENT_UNMAPPED');
  expect(code(migrate(played, { a: 'approve' }))).toBe('ok');
  expect(played.find('userTasks', 'approve').found).toMatchObject({ key, assignee: 'ana' });
  expect(played.state().definitionKey).toBe(2);
  played.complete('approve');
  expect(played.waits()).toEqual(['more']);
});

const forked = (...names: [string, string, string, string]) => {
  const [a, b, join, c] = names;
  return processModel(
    { s: start, split: and, [a]: user, [b]: user, [join]: and, [c]: user, e: end },
    `s>>split>>${a}>>${join}>>${c}>>e`,
    `split>>${b}>>${join}`,
  );
};

test('a token that waits at a join is of the flow that leads to its counterpart', () => {
  const played = begun(forked('a', 'b', 'j', 'c'), forked('b2', 'a2', 'j2', 'c2'));
  played.complete('a');
  expect(code(migrate(played, { b: 'b2', j: 'j2' }))).toBe('MIGRATION_FLOW_UNMAPPED');
  expect(code(migrate(played, { a: 'a2', b: 'b2', j: 'j2' }))).toBe('ok');
  played.complete('b2');
  expect([played.waits(), played.incidents()]).toEqual([['c2'], []]);
  played.complete('c2');
  expect(played.status()).toBe('completed');
});

test('two flows never become one', () => {
  const three = processModel(
    { s: start, split: and, a: user, b: user, c: user, j: and, e: end },
    's>>split>>a>>j>>e',
    'split>>b>>j',
    'split>>c>>j',
  );
  const played = begun(three, forked('a', 'c', 'j', 'e2'));
  played.complete('a');
  played.complete('b');
  expect(code(migrate(played, { b: 'a' }))).toBe('MIGRATION_FLOW_UNMAPPED');
});

test('a starved join goes on in a drawing that does not let it starve', () => {
  const drawn = (join: typeof and) =>
    processModel(
      { s: start, x: xor, a: user, b: user, j: join, e: end },
      's>>x',
      'x[=t]>>a>>j>>e',
      'x[default]>>b>>j',
    );
  const played = begun(drawn(and), drawn(and), { t: true });
  played.complete('a');
  expect(played.incidents()).toEqual(['JOIN_STARVED']);
  expect(code(migrate(played))).toBe('ok');
  expect(played.incidents()).toEqual(['JOIN_STARVED']);
  const mended = begun(drawn(and), drawn(xor), { t: true });
  mended.complete('a');
  expect(code(migrate(mended))).toBe('MIGRATION_ELEMENT_DIFFERS');
});

test('timers keep the time at which they are due, also on a border', () => {
  const drawn = (wait: string, late: string) =>
    processModel(
      { s: start, a: user, late: boundary('a', timer(late)), t: catching(timer(wait)), e: end },
      's>>a>>e',
      'late>>t>>e',
    );
  const played = begun(drawn('PT2H', 'PT1H'), drawn('PT9H', 'PT9H'));
  const due = () => subscriptions(played).map(({ key, element, dueAt }) => ({ key, element, dueAt }));
  const before = due();
  played.wait(HOUR / 2);
  migrate(played);
  expect(due()).toEqual(before);
  played.wait(HOUR / 2);
  const second = due();
  expect(second[0]?.element).toBe('t');
  migrate(played, { t: 't' });
  expect(due()).toEqual(second);
});

test('subscriptions of events are kept once; those that are dropped end and new ones begin', () => {
  const drawn = (borders: { [id: string]: ReturnType<typeof boundary> }) =>
    processModel(
      { s: start, a: user, ...borders, e: end },
      's>>a>>e',
      ...Object.keys(borders).map((id) => `${id}>>e`),
    );
  const from = drawn({ m: boundary('a', message('hello', '=k')), old: boundary('a', timer('P1D'), false) });
  const to = drawn({ hi: boundary('a', message('hello', '=k')), fresh: boundary('a', timer('P2D'), false) });
  const played = begun(from, to, { k: 'one' });
  const { key } = played.find('subscriptions', 'm').found;
  migrate(played, { m: 'hi' });
  expect(subscriptions(played).map(({ element }) => element)).toEqual(['hi', 'fresh']);
  expect(played.find('subscriptions', 'hi').found).toMatchObject({ key, correlationKey: 'one' });
  played.hear('hi');
  expect([played.status(), played.log('elementTerminated')]).toEqual(['completed', ['a']]);
});

test('event subprocesses of the target open where the source had none, and a condition that holds happens at once', () => {
  const from = processModel({ s: start, a: user, e: end }, 's>>a>>e');
  const to = processModel(
    {
      s: start,
      a: user,
      e: end,
      h: eventSubprocess,
      ...within('h', { hs: onEvent(condition('=x > 1'), false), hu: user }),
    },
    's>>a>>e',
    'hs>>hu',
  );
  const played = begun(from, to, { x: 2 });
  expect(code(migrate(played))).toBe('ok');
  expect(played.waits()).toEqual(['a', 'hs', 'hu']);
});

test('an event that cannot be opened refuses the whole', () => {
  const from = processModel({ s: start, a: user, e: end }, 's>>a>>e');
  const to = processModel({ s: start, a: user, b: boundary('a', timer('=nothing')), e: end }, 's>>a>>e');
  const played = begun(from, to);
  expect(code(migrate(played))).toBe('MIGRATION_EVENT_NOT_OPENED');
});

test('a repeated activity goes with its iterations, and goes on repeating', () => {
  const drawn = (id: string, sequential = false) =>
    processModel(
      {
        s: start,
        [id]: {
          ...user,
          multiInstance: {
            sequential,
            inputCollection: '=list',
            outputCollection: 'out',
            outputElement: '=got',
            inputElement: 'item',
          },
        },
        e: end,
      },
      `s>>${id}>>e`,
    );
  for (const sequential of [false, true]) {
    const played = begun(drawn('a', sequential), drawn('b', sequential), { list: [1, 2, 3] });
    played.complete('a', { got: 'x' });
    expect(code(migrate(played, { a: 'b' }))).toBe('ok');
    played.complete('b', { got: 'y' });
    played.complete('b', { got: 'z' });
    expect([played.status(), played.variables().out]).toEqual(['completed', ['x', 'y', 'z']]);
  }
  expect(code(migrate(begun(drawn('a'), drawn('b', true), { list: [1] }), { a: 'b' }))).toBe(
    'MIGRATION_ELEMENT_DIFFERS',
  );
});

test('jobs keep their key and retries, incidents stay, and a call keeps the process that it called', () => {
  const child = { ...processModel({ s: start, k: user }, 's>>k'), id: 'child' };
  const drawn = (job: string, called: string) =>
    processModel(
      { s: start, split: and, [job]: service('mail'), [called]: call('child'), e: end },
      `s>>split>>${job}>>e`,
      `split>>${called}>>e`,
    );
  const played = begun(drawn('j', 'c'), drawn('j2', 'c2'), {}, [child]);
  const { key } = played.find('jobs', 'j').found;
  played.submit({ type: 'failJob', job: key, retries: 0, message: 'no' });
  expect(code(migrate(played, { j: 'j2', c: 'c2' }))).toBe('ok');
  expect(played.find('jobs', 'j2').found).toMatchObject({ key, retries: 0, jobType: 'mail' });
  expect([played.incidents(), played.find('incidents', 'j2').found.element]).toEqual([['JOB_FAILED'], 'j2']);
  played.resolve('j2');
  played.work('j2');
  played.complete('k');
  expect(played.status()).toBe('completed');
});

test('what can be undone is undone by the target', () => {
  const drawn = (id: string, undo: string) =>
    processModel(
      {
        s: start,
        [id]: user,
        [`${id}c`]: { ...boundary(id, [{ type: 'compensate', config: {} }]), compensation: undo },
        [undo]: { ...user, forCompensation: true },
        b: user,
        t: { type: 'intermediateThrowEvent', eventDefinitions: [{ type: 'compensate', config: {} }] },
        e: end,
      },
      `s>>${id}>>b>>t>>e`,
    );
  const played = begun(drawn('pay', 'refund'), drawn('charge', 'giveBack'));
  played.complete('pay');
  expect(code(migrate(played))).toBe('MIGRATION_ELEMENT_UNMAPPED');
  migrate(played, { pay: 'charge' });
  played.complete('b');
  expect(played.waits()).toEqual(['giveBack']);
  played.complete('giveBack');
  expect(played.status()).toBe('completed');
});

test('an event-based gateway waits for the same events under their new names', () => {
  const drawn = (g: string, m: string, t: string) =>
    processModel(
      { s: start, [g]: eventBased, [m]: catching(message('m', '=k')), [t]: catching(timer('P1D')), e: end },
      `s>>${g}>>${m}>>e`,
      `${g}>>${t}>>e`,
    );
  const played = begun(drawn('g', 'm', 't'), drawn('g2', 'm2', 't2'), { k: 'k' });
  const before = subscriptions(played).map(({ key }) => key);
  migrate(played, { g: 'g2', m: 'm2', t: 't2' });
  expect(subscriptions(played).map(({ key }) => key)).toEqual(before);
  played.wait(DAY);
  expect(played.log('elementActivated').slice(-2)).toEqual(['t2', 'e']);
});

test('what lies in another subprocess, is of another kind or unknown is refused, and nothing changes', () => {
  const from = processModel({ s: start, a: user, e: end }, 's>>a>>e');
  const to = processModel(
    { s: start, a: service(), sub: subProcess, ...within('sub', { i: start, x: user }), e: end },
    's>>a>>sub>>e',
    'i>>x',
  );
  const played = begun(from, to);
  expect(code(migrate(played))).toBe('MIGRATION_ELEMENT_DIFFERS');
  expect(code(migrate(played, { a: 'x' }))).toBe('MIGRATION_SCOPE_CHANGED');
  expect(code(migrate(played, { a: 'none' }))).toBe('MIGRATION_ELEMENT_UNKNOWN');
  expect(code(migrate(played, { none: 'a' }))).toBe('MIGRATION_ELEMENT_UNKNOWN');
  const done = played.submit({ type: 'migrateInstance', definitionKey: 3, mapping: [] });
  expect(code(done)).toBe('PROCESS_NOT_FOUND');
  const twice = [
    { source: 'a', target: 'a' },
    { source: 'a', target: 'x' },
  ];
  expect(code(played.submit({ type: 'migrateInstance', definitionKey: 2, mapping: twice }))).toBe(
    'MIGRATION_MAPPED_TWICE',
  );
});
