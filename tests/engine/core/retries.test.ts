// Whoever resolves an incident has done again what failed, and nothing of what was done before it.
import { expect, test } from 'vitest';
import { values } from '../../../engine/core/index.ts';
import type { ElementModel } from '../../../engine/core/model.ts';
import { processModel } from '../../harness/model.ts';
import { play } from '../../harness/play.ts';
import { boundary, catching, end, maps, service, start, subProcess, user } from '../../harness/shapes.ts';

const listening = (event: 'start' | 'end', ...jobTypes: string[]): Pick<ElementModel, 'listeners'> => ({
  listeners: { [event]: jobTypes.map((jobType) => ({ jobType, retries: '3', headers: {} })) },
});
const adHoc = (settings: Partial<ElementModel['adHoc']>, config: ElementModel['config'] = {}) => ({
  type: 'adHocSubProcess' as const,
  adHoc: { sequential: false, cancelRemaining: true, ...settings },
  config,
});
const jobTypes = (played: ReturnType<typeof play>) =>
  values(played.state().jobs).map(({ jobType }) => jobType);
const throwBy = (played: ReturnType<typeof play>, element: string) => {
  const { found } = played.find('userTasks', element);
  played.submit({ type: 'throwUserTaskError', userTask: { key: found.key }, code: 'E', variables: {} });
};

test('a job that is done after it failed leaves no incident that keeps its scope from ending', () => {
  const inside = { i: { ...start, parent: 'sub' }, task: { ...user, parent: 'sub' } };
  const model = processModel(
    { s: start, sub: { ...subProcess, ...listening('start', 'tell') }, ...inside, e: end },
    's>>sub>>e',
    'i>>task',
  );
  const played = play(model);
  const job = played.find('jobs', 'sub').found.key;
  played.submit({ type: 'failJob', job, retries: 0, message: 'no' });
  expect(played.incidents()).toEqual(['JOB_FAILED']);
  played.work('sub');
  expect(played.incidents()).toEqual([]);
  played.complete('task');
  expect(played.status()).toBe('completed');
});

test('an error that nobody caught leaves only its own incident of a job that had failed', () => {
  const played = play(processModel({ s: start, a: service(), e: end }, 's>>a>>e'));
  const job = played.find('jobs', 'a').found.key;
  played.submit({ type: 'failJob', job, retries: 0, message: 'no' });
  played.throwError('a', 'E');
  expect(played.incidents()).toEqual(['ERROR_NOT_CAUGHT']);
  played.resolve('a');
  expect([played.waits(), played.incidents()]).toEqual([['a'], []]);
});

test('an error instead of "it happened" on a border does not begin the activity again', () => {
  const plain = { s: start, a: service(), b: boundary('a', undefined), e: end };
  const played = play(processModel(plain, 's>>a>>e'));
  throwBy(played, 'b');
  expect([played.waits(), played.incidents()]).toEqual([['a'], ['ERROR_NOT_CAUGHT']]);
  played.resolve('a');
  expect(played.waits()).toEqual(['a', 'b']);

  const twice = { ...plain, a: { ...service(), multiInstance: { sequential: false, cardinality: '=2' } } };
  const repeated = play(processModel(twice, 's>>a>>e'));
  throwBy(repeated, 'b');
  repeated.resolve('a');
  expect(repeated.waits()).toEqual(['a', 'a', 'b']);
});

test('an error instead of an answer what comes next asks again, and keeps what was collected', () => {
  const collecting = { outputCollection: 'out', outputElement: '="x"', completionCondition: '=done' };
  const t = { ...user, parent: 'a' };
  const played = play(processModel({ s: start, a: adHoc(collecting), t, e: end }, 's>>a>>e'), {
    done: false,
  });
  played.complete('t');
  throwBy(played, 'a');
  played.resolve('a');
  expect([played.waits(), played.times('t')]).toEqual([['a'], 1]);
  const { owner } = values(played.state().userTasks)[0] ?? {};
  played.submit({ type: 'activateAdHoc', elementInstance: owner ?? 0, elements: [{ element: 't' }] });
  played.complete('t', { done: true });
  expect(played.variables()).toEqual({ done: true, out: ['x', 'x'] });
});

test('a question what comes next that could not be asked is asked, and nothing begins again', () => {
  const config = { candidateGroups: '=assert(group, group != "none")' };
  const t = { ...user, parent: 'a' };
  const a = adHoc({ completionCondition: '=done' }, config);
  const played = play(processModel({ s: start, a, t, e: end }, 's>>a>>e'), { group: 'g', done: false });
  played.complete('t', { group: 'none' });
  expect(played.incidents()).toEqual(['FEEL_ASSERTION_FAILED']);
  played.set({ group: 'g' });
  played.resolve('a');
  expect([played.waits(), played.times('t')]).toEqual([['a'], 1]);

  const jobType = '=if group = "none" then null else "agent"';
  const b = adHoc({ activeElements: '=["t"]', completionCondition: '=done' }, { jobType });
  const asked = play(processModel({ s: start, a: b, t, e: end }, 's>>a>>e'), { group: 'g', done: false });
  asked.complete('t', { group: 'none' });
  expect(asked.incidents()).toEqual(['JOB_TYPE_NOT_TEXT']);
  asked.set({ group: 'g' });
  asked.resolve('a');
  expect([jobTypes(asked), asked.times('t')]).toEqual([['agent'], 1]);
});

test('a worker that throws is asked again what begins, and nothing begins twice', () => {
  const a = adHoc({ activeElements: '=["t"]', completionCondition: '=done' }, { jobType: 'agent' });
  const t = { ...user, parent: 'a' };
  const played = play(processModel({ s: start, a, t, e: end }, 's>>a>>e'));
  played.complete('t');
  played.throwError('a', 'E');
  played.resolve('a');
  expect([played.waits(), played.times('t')]).toEqual([['a'], 1]);
});

test('where no flow could be chosen, outputs and listeners are not done again', () => {
  const a = { ...user, outputs: maps(['=n + 1', 'n']), ...listening('end', 'mail') };
  const played = play(processModel({ s: start, a, b: end, c: end }, 's>>a', 'a[=q]>>b', 'a[=r]>>c'), {
    n: 1,
  });
  played.complete('a');
  played.work('a');
  expect(played.incidents()).toEqual(['NO_FLOW_CHOSEN']);
  played.set({ q: true });
  played.resolve('a');
  expect([played.status(), played.variables()]).toEqual(['completed', { n: 2, q: true }]);
});

test('where the completion condition of an ad-hoc subprocess failed, a result is collected once', () => {
  const collecting = { outputCollection: 'out', outputElement: '="x"', completionCondition: '=done' };
  const inside = { t: { ...user, parent: 'a' }, u: { ...user, parent: 'a' } };
  const model = processModel({ s: start, a: adHoc(collecting), ...inside, e: end }, 's>>a>>e');
  const played = play(model, { done: 3 });
  played.complete('t');
  expect(played.incidents()).toEqual(['CONDITION_NOT_BOOLEAN']);
  played.set({ done: true });
  played.resolve('t');
  expect(played.variables()).toEqual({ done: true, out: ['x'] });
});

test('the completion condition of an ad-hoc subprocess sees what is collected by the activity that leaves', () => {
  const collecting = {
    outputCollection: 'out',
    outputElement: '="x"',
    completionCondition: '=count(out) = 1',
  };
  const inside = { t: { ...user, parent: 'a' }, u: { ...user, parent: 'a' } };
  const played = play(processModel({ s: start, a: adHoc(collecting), ...inside, e: end }, 's>>a>>e'));
  played.complete('t');
  expect([played.status(), played.variables()]).toEqual(['completed', { out: ['x'] }]);
});

test('after an uncaught error the work alone is done again: no inputs, no listeners', () => {
  const a = { ...service(), inputs: maps(['=n + 1', 'n']), ...listening('start', 'mail', 'post') };
  const played = play(processModel({ s: start, a, e: end }, 's>>a>>e'), { n: 1 });
  played.work('a');
  played.work('a');
  played.throwError('a', 'E');
  played.resolve('a');
  expect(jobTypes(played)).toEqual(['work']);
  expect(values(played.state().elements).map(({ variables }) => variables?.n)).toEqual([1, 2]);
});

test('start listeners that have heard are not called again when a timer on the border failed', () => {
  const timer = [{ type: 'timer' as const, config: { kind: 'timeDuration', value: '=due' } }];
  const a = { ...user, ...listening('start', 'mail') };
  const model = processModel({ s: start, a, b: boundary('a', timer), e: end }, 's>>a>>e', 'b>>e');
  const played = play(model, { due: 'soon' });
  played.work('a');
  expect(played.incidents()).toEqual(['TIMER_NOT_VALID']);
  played.set({ due: 'PT1H' });
  played.resolve('a');
  expect([jobTypes(played), played.waits()]).toEqual([[], ['a', 'b']]);
});

test('of several listeners only those are called that have not heard yet', () => {
  const a = { ...user, ...listening('start', 'one', '=two') };
  const b = { ...user, ...listening('end', 'one', '=two') };
  const model = processModel({ s: start, a, b, e: end }, 's>>a>>b>>e');
  const played = play({
    ...model,
    listeners: { end: [...(listening('end', 'one', '=two').listeners?.end ?? [])] },
  });
  const secondAfterFirst = (element: string) => {
    played.work(element);
    expect(played.incidents()).toEqual(['JOB_TYPE_NOT_TEXT']);
    played.set({ two: 'two' });
    played.resolve(element);
    expect(jobTypes(played)).toEqual(['two']);
    played.work(element);
    played.set({ two: null });
  };
  secondAfterFirst('a');
  played.complete('a');
  played.complete('b');
  secondAfterFirst('b');
  played.work('process');
  expect(played.incidents()).toEqual(['JOB_TYPE_NOT_TEXT']);
  played.set({ two: 'two' });
  played.resolve('process');
  expect(jobTypes(played)).toEqual(['two']);
  played.work('process');
  expect(played.status()).toBe('completed');
});

test('a catch event that listens is awaited once more, not heard of once more', () => {
  const catches = { ...catching([{ type: 'message', config: { name: '=name', correlationKey: 'k' } }]) };
  const c = { ...catches, ...listening('start', 'mail') };
  const played = play(processModel({ s: start, c, e: end }, 's>>c>>e'));
  played.work('c');
  expect(played.incidents()).toHaveLength(1);
  played.set({ name: 'm' });
  played.resolve('c');
  expect([jobTypes(played), played.waits()]).toEqual([[], ['c']]);
});

test('a repetition whose last iteration ended while a condition of its border had failed ends when that is resolved', () => {
  const definition = { type: 'conditional' as const, config: { condition: '=if x = 4 then 4 else x > 9' } };
  const model = processModel(
    {
      s: start,
      each: { ...service(), multiInstance: { sequential: false, cardinality: '=2' } },
      b: { ...boundary('each', [definition]), interrupting: false },
      e: end,
      f: end,
    },
    's>>each>>e',
    'b>>f',
  );
  const played = play(model, { x: 0 });
  const jobs = values(played.state().jobs).map(({ key }) => key);
  played.submit({ type: 'completeJob', job: jobs[0] as number, variables: { x: 4 } });
  expect(played.incidents()).toEqual(['CONDITION_NOT_BOOLEAN']);
  played.submit({ type: 'completeJob', job: jobs[1] as number, variables: { x: 0 } });
  const [incident] = values(played.state().incidents);
  played.submit({ type: 'resolveIncident', incident: incident?.key as number });
  expect(played.status()).toBe('completed');
});
