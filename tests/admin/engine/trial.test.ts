// A trial as the desk's worker runs it: acts and moments, going back, breaking work, waiting, and the run kept as a scenario.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import type { Offer } from '../../../admin/islands/engine/offers.ts';
import type { Outcome } from '../../../admin/islands/engine/protocol.ts';
import { createDraftReader } from '../../../admin/islands/engine/readDraft.ts';
import { createTrialCalls } from '../../../admin/islands/engine/trialCalls.ts';
import { runTests } from '../../../engine/index.ts';
import { stopWorker } from '../../../engine/model/index.ts';
import { readTests } from '../../../engine/testing/readTests.ts';
import { runTest } from '../../../engine/testing/runTest.ts';
import { drawing, flow } from '../../engine/model/drawing.ts';
import { loan } from './loan.ts';
import { pools } from './pools.ts';

const MONDAY = Date.UTC(2026, 10, 2, 13);

afterAll(stopWorker);

async function begun() {
  const calls = createTrialCalls();
  const opened = await calls.open(loan, 'es');
  const start = { type: 'CREATE_PROCESS_INSTANCE', processDefinitionSelector: { processDefinitionId: 'P' } };
  const outcome = await calls.begin({ now: MONDAY, asked: [] }, [start as never], {});
  return { calls, opened, outcome };
}

type Kind = Offer['kind'];
const offered = <K extends Kind>({ state }: Outcome, kind: K, element?: string) => {
  const found = state.offers.find(
    (offer) =>
      offer.kind === kind && (element === undefined || ('element' in offer && offer.element === element)),
  );
  if (!found) throw new Error(`Expected ${kind} of ${element} among ${JSON.stringify(state.offers)}`);
  return found as Extract<Offer, { kind: K }>;
};
const line = ({ state }: Outcome) => state.story.map(({ kind, element }) => `${kind} ${element}`);
const tokens = ({ state }: Outcome) => state.view.tokens.map(({ element }) => element);

describe('a trial', () => {
  test('goes from moment to moment, with what each changed', async () => {
    const { calls, opened, outcome } = await begun();
    expect(opened.problems.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(opened.processes.map(({ element }) => element)).toEqual(['P', 'payment']);
    expect(line(outcome)).toEqual(['began P', 'reached asked', 'reached review']);
    expect(tokens(outcome)).toEqual(['review']);
    const done = await calls.act(offered(outcome, 'task'), {
      variables: { client: 'c-1', amount: 50, decide: 'yes' },
    });
    expect(done.state.view.moment).toBe(4);
    expect(done.state.story[3]).toMatchObject({ kind: 'left', element: 'review' });
    expect(done.state.view.values.filter(({ changed }) => changed).map(({ name }) => name)).toEqual([
      'amount',
      'client',
    ]);
    const last = await calls.goTo(99);
    expect(line(last).slice(4)).toEqual(['reached decide', 'reached check']);
    expect(last.state.story.at(-1)?.flows).toEqual(['yes']);
  });

  test('asks with the form of the draft, and takes nothing that the form would not', async () => {
    const { calls, outcome } = await begun();
    const task = offered(outcome, 'task');
    const form = await calls.formFor(task, false);
    expect(form?.html).toContain('name="client"');
    expect(form?.html).toContain('¿Se aprueba?');
    const refused = await calls.answer(task, { client: '', amount: '5', decide: 'yes' }, []);
    expect('html' in refused && refused.html).toContain('cf-summary');
    const taken = await calls.answer(task, { client: 'c-1', amount: '50', decide: 'no' }, []);
    if ('html' in taken) throw new Error(taken.html);
    expect((await calls.goTo(99)).state.view.instances[0]?.status).toBe('completed');
  });

  test('lets work fail, throws errors, lets timers fire and messages come, and mends incidents', async () => {
    const { calls, outcome } = await begun();
    const timer = offered(outcome, 'timer');
    expect(timer.fires.map(({ element }) => element)).toEqual(['late']);
    const fired = await calls.act(timer, {});
    expect(fired.state.view.at).toBe(MONDAY + 2 * 86_400_000);
    expect(line(await calls.goTo(99))).toContain('reached remind');
    const reviewed = await calls.act(offered(fired, 'task', 'review'), {
      variables: { client: 'c-1', amount: 50, decide: 'yes' },
    });
    const failed = await calls.act(offered(reviewed, 'job', 'check'), { failure: 'No contesta' });
    const stuck = await calls.goTo(99);
    expect(stuck.state.view.marks.P?.stuck).toEqual(['check']);
    const mended = await calls.act(offered(failed, 'incident'), {});
    expect((await calls.goTo(99)).state.view.marks.P?.stuck).toEqual([]);
    await calls.act(offered(mended, 'job', 'check'), { error: 'UNKNOWN' });
    expect(line(await calls.goTo(99))).toContain('reached refused');
    await calls.undo();
    const again = await calls.goTo(99);
    const checked = await calls.act(offered(again, 'job', 'check'), {});
    const paying = await calls.act(offered(checked, 'task', 'transfer'), {});
    expect(paying.state.view.instances.map(({ process }) => process)).toEqual(['P', 'payment']);
    await calls.act(offered(paying, 'message'), {});
    const end = await calls.goTo(99);
    expect(tokens(end)).toEqual(['remind']);
    expect(end.refused).toBeUndefined();
  });

  test('drops what was done after an earlier moment once something else is done there', async () => {
    const { calls, outcome } = await begun();
    await calls.act(offered(outcome, 'task'), { variables: { client: 'c', amount: 50, decide: 'yes' } });
    const back = await calls.goTo(3);
    expect(tokens(back)).toEqual(['review']);
    const other = await calls.act(offered(back, 'task', 'review'), {
      variables: { client: 'c', amount: 50, decide: 'no' },
    });
    expect(other.state.steps).toHaveLength(2);
    expect(line(other)).toContain('reached refused');
    expect(line(other)).not.toContain('reached check');
  });

  test('finds answers that lead to an element, and says when none does', async () => {
    const { calls } = await begun();
    const found = await calls.runTo('refused', 'P');
    expect(found.reached).toBe(true);
    expect(found.state.story[found.state.view.moment - 1]).toMatchObject({ element: 'refused' });
    expect((await calls.runTo('granted', 'P')).reached).toBe(false);
  });

  test('keeps a run as a scenario that a test of the folder plays, and that fails once the drawing differs', async () => {
    const { calls } = await begun();
    await calls.runTo('signed', 'P');
    const last = await calls.goTo(999);
    await calls.act(offered(last, 'message'), {});
    const { file, text } = await calls.scenario('Crédito otorgado: señora Ñáñez');
    expect(file).toBe('scenarios/credito-otorgado-senora-nanez.test.json');
    const folder = mkdtempSync(join(tmpdir(), 'cauce-tests-'));
    for (const { name, text: content } of [...loan, { name: file, text }]) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), content);
    }
    const failuresOf = async () =>
      (await runTests(folder)).flatMap(({ problems, tests }) => [
        ...problems,
        ...tests.flatMap(({ failure }) => failure ?? []),
      ]);
    expect(await failuresOf()).toEqual([]);
    writeFileSync(join(folder, 'loan.bpmn'), loan[0]?.text.replace('client"', 'amount"') ?? '');
    expect(await failuresOf()).not.toEqual([]);
    rmSync(folder, { recursive: true });
  });

  test('lets pools that were begun apart tell each other what they send, and goes on by examples to the end', async () => {
    const calls = createTrialCalls();
    const opened = await calls.open([{ name: 'pools.bpmn', text: pools }], 'es');
    expect(opened.processes.map(({ partners }) => partners)).toEqual([['answers'], ['asks']]);
    const start = (process: string) =>
      ({
        type: 'CREATE_PROCESS_INSTANCE',
        processDefinitionSelector: { processDefinitionId: process },
      }) as never;
    await calls.begin({ now: MONDAY, asked: [] }, [start('answers'), start('asks')], {});
    await calls.runOn();
    const end = await calls.goTo(999);
    expect(end.state.view.instances.map(({ status }) => status)).toEqual(['completed', 'completed']);
    expect(line(end).filter((each) => each.startsWith('reached e'))).toHaveLength(2);
  });

  test('answers as a scenario of the draft does, and begins at its instant', async () => {
    const scenario = {
      process: 'P',
      now: '2026-03-02T09:00:00-05:00',
      variables: {},
      answers: { review: { client: 'c-9', amount: 99, decide: 'yes' }, check: { score: 7 } },
      messages: [{ name: 'note', correlationKey: 'c-9', variables: { signed_by: 'ana' } }],
      expected: { state: 'completed' },
    };
    const calls = createTrialCalls();
    const { samples } = await calls.open(
      [...loan, { name: 'scenarios/a.json', text: JSON.stringify(scenario) }],
      'es',
    );
    const [sample] = samples;
    if (!sample) throw new Error('Expected a sample.');
    expect(sample.now).toBe(Date.parse(scenario.now));
    await calls.begin({ now: sample.now, asked: sample.asked }, sample.steps, sample.answers);
    await calls.runOn();
    const end = await calls.goTo(999);
    const values = Object.fromEntries(end.state.view.values.map(({ name, value }) => [name, value]));
    expect(values).toMatchObject({ client: 'c-9', score: 7, signed_by: 'ana' });
    expect(line(end)).toContain('reached granted');
  });

  test('answers the second of several open tasks, asks what a process begins with, and keeps both', async () => {
    const extended = (inside: string) => `<bpmn:extensionElements>${inside}</bpmn:extensionElements>`;
    const several = drawing(
      `<bpmn:startEvent id="s">${extended('<zeebe:formDefinition formId="begin"/>')}</bpmn:startEvent>${flow('f1', 's', 't')}
      <bpmn:userTask id="t" name="Firmar">${extended('<zeebe:userTask/>')}<bpmn:multiInstanceLoopCharacteristics>${extended('<zeebe:loopCharacteristics inputCollection="=people" inputElement="person" outputCollection="answers" outputElement="=answer"/>')}</bpmn:multiInstanceLoopCharacteristics></bpmn:userTask>${flow('f2', 't', 'e')}<bpmn:endEvent id="e"/>`,
    );
    const form = {
      type: 'default',
      id: 'begin',
      components: [{ type: 'textfield', key: 'title', validate: { required: true } }],
    };
    const files = [
      { name: 'several.bpmn', text: several },
      { name: 'begin.form', text: JSON.stringify(form) },
    ];
    const calls = createTrialCalls();
    const { processes } = await calls.open(files, 'es');
    expect(processes[0]?.hasForm).toBe(true);
    const nothing = await calls.begin({ now: MONDAY, asked: [] }, [], {});
    const start = offered(nothing, 'start');
    expect((await calls.formFor(start, true))?.html).toContain('value="Ejemplo"');
    const begun = await calls.act(start, { variables: { title: 'Acta', people: ['ana', 'luis'] } });
    const tasks = begun.state.offers.filter((offer) => offer.kind === 'task');
    expect(tasks.map(({ occurrence }) => occurrence)).toEqual([1, 2]);
    const second = tasks[1];
    if (!second) throw new Error('Expected two tasks.');
    const signed = await calls.act(second, { variables: { answer: 'second' } });
    await calls.act(offered(signed, 'task'), { variables: { answer: 'first' } });
    const end = await calls.goTo(99);
    const values = Object.fromEntries(end.state.view.values.map(({ name, value }) => [name, value]));
    expect(values.answers).toEqual(['first', 'second']);
    const { text } = await calls.scenario('Firmas');
    const read = readTests(JSON.parse(text));
    if (!('tests' in read) || !read.tests[0]) throw new Error(text);
    const { models, around } = await createDraftReader().read(files);
    const outcome = runTest(read.tests[0], { models, ports: around.ports, resolve: around.resolveAnew() });
    expect(outcome.failure).toBeUndefined();
  });
});
