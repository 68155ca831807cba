// Where an instance stands is changed by hand: what begins, what ends, what is refused, and what is told.
import { expect, test } from 'vitest';
import type { Modification } from '../../../engine/core/commands.ts';
import { values } from '../../../engine/core/index.ts';
import { processModel } from '../../harness/model.ts';
import { type Play, play } from '../../harness/play.ts';
import {
  and,
  boundary,
  call,
  catching,
  end,
  eventBased,
  eventSubprocess,
  message,
  onEvent,
  start,
  subProcess,
  timer,
  user,
  within,
} from '../../harness/shapes.ts';

const modify = (played: Play, modification: Modification) =>
  played.submit({ type: 'modifyInstance', ...modification });
const keyOf = (played: Play, element: string, at = 0) =>
  values(played.state().elements).filter((each) => each.element === element)[at]?.key ?? 0;
const code = (done: ReturnType<typeof modify>) => (done.ok ? 'ok' : done.code);

const line = processModel({ s: start, a: user, b: user, e: end }, 's>>a>>b>>e');
const parts = { i: start, x: user, y: user, z: end };
const inside = processModel(
  {
    s: start,
    a: user,
    sub: { ...subProcess, inputs: [{ source: '=n + 1', target: 'own' }] },
    e: end,
    ...within('sub', parts),
  },
  's>>a>>sub>>e',
  'i>>x>>y>>z',
);

test('a step is gone over again: what begins does so before what runs ends', () => {
  const played = play(line);
  played.complete('a');
  expect(modify(played, { activate: [{ element: 'a' }], terminate: [{ element: 'b' }] }).ok).toBe(true);
  expect(played.waits()).toEqual(['a']);
  played.complete('a');
  played.complete('b');
  expect(played.status()).toBe('completed');
});

test('what begins inside a subprocess that does not run enters it without its start, inputs mapped', () => {
  const played = play(inside, { n: 1 });
  const variables = [
    { scope: 'y', variables: { local: true } },
    { scope: 'sub', variables: { shared: 1 } },
    { variables: { all: 2 } },
  ];
  modify(played, { activate: [{ element: 'y', variables }], terminate: [{ element: 'a' }] });
  expect([played.waits(), played.times('i'), played.times('sub')]).toEqual([['y'], 0, 1]);
  const held = (element: string) =>
    values(played.state().elements).find((each) => each.element === element)?.variables;
  expect([held('y'), held('sub'), played.variables()]).toEqual([
    { local: true },
    { shared: 1, own: 2 },
    { n: 1, all: 2 },
  ]);
  played.complete('y');
  expect(played.status()).toBe('completed');
});

test('two that begin inside share the subprocess that the first of them enters', () => {
  const played = play(inside, { n: 1 });
  modify(played, { activate: [{ element: 'x' }, { element: 'y' }] });
  expect([played.waits(), played.times('sub')]).toEqual([['a', 'x', 'y'], 1]);
});

test('a container that cannot be entered refuses the whole', () => {
  const played = play({ ...inside, elements: inside.elements.map((each) => ({ ...each })) }, { n: 1 });
  const failing = play(
    processModel(
      {
        s: start,
        a: user,
        sub: { ...subProcess, inputs: [{ source: '=assert(nothing, nothing != null)', target: 'own' }] },
        ...within('sub', parts),
      },
      's>>a>>sub',
      'i>>x>>y>>z',
    ),
  );
  expect(played.status()).toBe('active');
  expect(code(modify(failing, { activate: [{ element: 'b' }] }))).toBe('MODIFICATION_ELEMENT_UNKNOWN');
  expect(code(modify(failing, { activate: [{ element: 'x' }], terminate: [{ element: 'a' }] }))).toBe(
    'MODIFICATION_SCOPE_NOT_ENTERED',
  );
  expect(failing.waits()).toEqual(['a']);
});

test('a scope whose last content is terminated is terminated, it does not complete; the process at last', () => {
  const played = play(inside, { n: 1 });
  played.complete('a');
  modify(played, { terminate: [{ element: 'x' }] });
  expect(played.log('elementTerminated')).toEqual(['x', 'sub']);
  expect([played.status(), played.times('e')]).toEqual(['terminated', 0]);
});

test('of several running scopes one has to be chosen, and one that does not hold the element is refused', () => {
  const repeated = processModel(
    {
      s: start,
      a: user,
      sub: { ...subProcess, multiInstance: { sequential: false, cardinality: '=2' } },
      e: end,
      ...within('sub', parts),
    },
    's>>a>>sub>>e',
    'i>>x>>y>>z',
  );
  const played = play(repeated);
  expect(code(modify(played, { activate: [{ element: 'y' }] }))).toBe('MODIFICATION_INSIDE_REPEATED');
  played.complete('a');
  expect(code(modify(played, { activate: [{ element: 'y' }] }))).toBe('MODIFICATION_SCOPE_AMBIGUOUS');
  const [body, first] = [keyOf(played, 'sub'), keyOf(played, 'sub', 1)];
  for (const ancestor of [body, keyOf(played, 'x')])
    expect(code(modify(played, { activate: [{ element: 'y', ancestor }] }))).toBe('MODIFICATION_SCOPE_WRONG');
  expect(code(modify(played, { activate: [{ element: 'y', ancestor: 7 }] }))).toBe(
    'ELEMENT_INSTANCE_NOT_FOUND',
  );
  modify(played, { activate: [{ element: 'y', ancestor: first }] });
  expect(played.waits()).toEqual(['x', 'x', 'y']);
  modify(played, { move: [{ from: { element: 'x' }, to: 'y', ancestor: 'inferred' }] });
  expect(played.waits()).toEqual(['y', 'y', 'y']);
  modify(played, { terminate: [{ key: first }] });
  expect(played.waits()).toEqual(['y']);
  played.complete('y');
  expect([played.status(), played.times('e')]).toEqual(['completed', 1]);
});

test('what begins by its event alone, is unknown, or does not run is refused, and nothing changes', () => {
  const model = processModel(
    {
      s: start,
      a: user,
      late: boundary('a', timer('P1D')),
      gate: eventBased,
      m: catching(message('m')),
      e: end,
      t: catching(timer('P1D')),
      handler: eventSubprocess,
      ...within('handler', { hs: onEvent(message('h')), hu: user }),
    },
    's>>a>>gate>>m>>e',
    'gate>>t',
    'hs>>hu',
  );
  const played = play(model, { key: 'k' });
  for (const element of ['s', 'late', 'm', 'handler', 'hs'])
    expect(code(modify(played, { activate: [{ element }] }))).toBe('MODIFICATION_ELEMENT_NOT_ACTIVATABLE');
  expect(code(modify(played, { terminate: [{ element: 'm' }] }))).toBe('MODIFICATION_NOTHING_RUNS');
  expect(code(modify(played, { terminate: [{ element: 'x' }] }))).toBe('MODIFICATION_ELEMENT_UNKNOWN');
  expect(code(modify(played, { terminate: [{ key: played.key }] }))).toBe('ELEMENT_INSTANCE_NOT_FOUND');
  const variables = [{ scope: 'gate', variables: {} }];
  expect(code(modify(played, { activate: [{ element: 'a', variables }] }))).toBe(
    'MODIFICATION_SCOPE_UNKNOWN',
  );
});

test('what begins inside an interrupting event subprocess interrupts nothing', () => {
  const model = processModel(
    {
      s: start,
      a: user,
      e: end,
      handler: eventSubprocess,
      ...within('handler', { hs: onEvent(message('h')), hu: user }),
    },
    's>>a>>e',
    'hs>>hu',
  );
  const played = play(model, { key: 'k' });
  modify(played, { activate: [{ element: 'hu' }] });
  expect(played.waits()).toEqual(['a', 'hs', 'hu']);
  played.complete('a');
  played.complete('hu');
  expect(played.status()).toBe('completed');
});

const fork = processModel(
  { s: start, split: and, a: user, b: user, join: and, c: user, e: end },
  's>>split>>a>>join>>c>>e',
  'split>>b>>join',
);

test('a join that nothing will fill is told of at once, and is an incident when a token waits there alone', () => {
  const played = play(fork);
  modify(played, { terminate: [{ element: 'b' }], reason: 'b was asked by mistake' });
  expect(played.events().filter(({ type }) => type === 'starvingForeseen')).toEqual([
    { type: 'starvingForeseen', scope: played.key, joins: ['join'] },
  ]);
  expect(played.events()).toContainEqual({
    type: 'instanceModified',
    activate: [],
    terminate: [expect.any(Number)],
    reason: 'b was asked by mistake',
  });
  expect(played.incidents()).toEqual([]);
  played.complete('a');
  expect(played.incidents()).toEqual(['JOIN_STARVED']);
  modify(played, { activate: [{ element: 'b' }] });
  expect(played.incidents()).toEqual([]);
  played.complete('b');
  played.complete('c');
  expect(played.status()).toBe('completed');
});

test('nothing is told of joins that can be filled, whichever part of the branches runs', () => {
  const played = play(fork);
  modify(played, { move: [{ from: { element: 'a' }, to: 'a' }] });
  played.complete('a');
  modify(played, { move: [{ from: { element: 'b' }, to: 'b' }] });
  expect(played.events().filter(({ type }) => type === 'starvingForeseen')).toEqual([]);
  played.complete('b');
  expect(played.waits()).toEqual(['c']);
});

test('tokens that wait at a join are ended and moved by its element', () => {
  const played = play(fork);
  played.complete('a');
  modify(played, { terminate: [{ element: 'b' }] });
  expect(played.incidents()).toEqual(['JOIN_STARVED']);
  modify(played, { move: [{ from: { element: 'join' }, to: 'c' }] });
  expect([played.waits(), played.incidents()]).toEqual([['c'], []]);
  played.complete('c');
  expect(played.status()).toBe('completed');
});

test('a called process is canceled with the call activity that is terminated', () => {
  const child = { ...processModel({ s: start, k: user }, 's>>k'), id: 'child' };
  const played = play([processModel({ s: start, a: call('child'), b: user, e: end }, 's>>a>>b>>e'), child]);
  expect(played.waits()).toEqual(['k']);
  modify(played, { move: [{ from: { element: 'a' }, to: 'b', ancestor: 'sourceParent' }] });
  expect(played.waits()).toEqual(['b']);
});

test('an activity of an ad-hoc subprocess begins in it, and the subprocess around it is entered first', () => {
  const adHoc = { type: 'adHocSubProcess' as const, adHoc: { sequential: false, cancelRemaining: true } };
  const model = processModel(
    { s: start, a: user, hoc: adHoc, e: end, ...within('hoc', { x: user, y: user }) },
    's>>a>>hoc>>e',
  );
  const played = play(model);
  modify(played, { move: [{ from: { element: 'a' }, to: 'y' }] });
  expect(played.waits()).toEqual(['y']);
  played.complete('y');
  expect(played.status()).toBe('completed');
});
