import { describe, expect, test } from 'vitest';
import { parseProcesses } from '../../../engine/model/index.ts';
import { checkFeel } from '../../../engine/runtime/checkFeel.ts';
import { play } from '../../harness/play.ts';

const HEAD = '<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="t" id="d">';

async function drawn(body: string) {
  const xml = `${HEAD}<process id="process" isExecutable="true">${body}</process></definitions>`;
  const { processes, problems } = await parseProcesses(xml, 'q.bpmn', { checkFeel });
  expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  return processes;
}

const flow = (id: string, from: string, to: string) =>
  `<sequenceFlow id="${id}" sourceRef="${from}" targetRef="${to}" name="${id}"/>`;
const gateway = (tag: string) =>
  `<startEvent id="s"/><task id="ask"/><${tag} id="g" name="Which?"/><task id="a"/><task id="b"/>` +
  flow('f1', 's', 'ask') +
  flow('f2', 'ask', 'g') +
  flow('yes', 'g', 'a') +
  flow('no', 'g', 'b');

describe('a gateway without conditions', () => {
  test('is asked in the form of the task before it', async () => {
    const run = play(await drawn(gateway('exclusiveGateway')));
    expect(run.find('userTasks', 'ask').found).toMatchObject({ asks: ['g'] });
    expect(run.complete('ask', { g: 'no', note: 'n' }).ok).toBe(true);
    expect(run.waits()).toEqual(['b']);
    expect(run.variables()).toEqual({ note: 'n' });
  });

  test('asks by itself when the task gave no answer, and then insists', async () => {
    const run = play(await drawn(gateway('exclusiveGateway')));
    run.complete('ask');
    expect(run.find('userTasks', 'g').found).toMatchObject({ because: 'question', asks: ['g'] });
    expect(run.complete('g')).toMatchObject({ ok: false, code: 'ANSWER_MISSING' });
    expect(run.complete('g', { g: 'yes' }).ok).toBe(true);
    expect(run.waits()).toEqual(['a']);
  });

  test('refuses an answer that is none of its options', async () => {
    const run = play(await drawn(gateway('exclusiveGateway')));
    for (const answer of ['maybe', 'f2', ['yes', 'no'], [], 5, { yes: true }])
      expect(run.complete('ask', { g: answer as string })).toMatchObject({
        ok: false,
        code: 'ANSWER_NOT_AN_OPTION',
      });
    expect(run.waits()).toEqual(['ask']);
  });

  test('that is inclusive takes one answer or a list', async () => {
    const one = play(await drawn(gateway('inclusiveGateway')));
    one.complete('ask', { g: 'yes' });
    expect(one.waits()).toEqual(['a']);
    const both = play(await drawn(gateway('inclusiveGateway')));
    both.complete('ask', { g: ['yes', 'no'] });
    expect(both.waits()).toEqual(['a', 'b']);
  });

  test('asks again each turn of a loop', async () => {
    const body =
      '<startEvent id="s"/><task id="ask"/><exclusiveGateway id="g"/><endEvent id="e"/>' +
      flow('f1', 's', 'ask') +
      flow('f2', 'ask', 'g') +
      flow('again', 'g', 'ask') +
      flow('done', 'g', 'e');
    const run = play(await drawn(body));
    for (let turn = 0; turn < 3; turn++) run.complete('ask', { g: 'again' });
    run.complete('ask', { g: 'done' });
    expect(run.status()).toBe('completed');
    expect(run.times('ask')).toBe(4);
  });

  test('behind something that is no task becomes a task of its lane', async () => {
    const body =
      '<laneSet id="ls"><lane id="l" name="Desk"><flowNodeRef>g</flowNodeRef></lane></laneSet>' +
      '<startEvent id="s"/><exclusiveGateway id="g"/><task id="a"/><task id="b"/>' +
      flow('f1', 's', 'g') +
      flow('yes', 'g', 'a') +
      flow('no', 'g', 'b');
    const run = play(await drawn(body));
    expect(run.find('userTasks', 'g').found).toMatchObject({
      because: 'question',
      candidateGroups: ['Desk'],
    });
    run.complete('g', { g: 'no' });
    expect(run.waits()).toEqual(['b']);
  });
});
