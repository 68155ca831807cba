// Pools of one file that send each other messages: they run together, each message finding its case.
import { describe, expect, test } from 'vitest';
import { createPorts } from '../../../engine/expressions/index.ts';
import { runTrial } from '../../../engine/simulation/trial.ts';
import { NOW, play } from '../../harness/play.ts';
import { file, flow, parse } from '../model/drawing.ts';

const messageFlow = (id: string, from: string, to: string, more = '') =>
  `<bpmn:messageFlow id="${id}" sourceRef="${from}" targetRef="${to}" ${more}/>`;

/** `paths` like `a>b>c`. */
const pool = (id: string, nodes: string, path: string) => {
  const ids = path.split('>');
  const flows = ids.slice(1).map((to, at) => flow(`${id}_${at}`, ids[at] ?? '', to));
  return `<bpmn:process id="${id}">${nodes}${flows.join('')}</bpmn:process>`;
};

const pools = (flows: string, processes: string, more = '', roots = '') =>
  file(`${roots}<bpmn:collaboration id="col"><bpmn:participant id="poolA" name="A" processRef="A"/>
    <bpmn:participant id="poolB" name="B" processRef="B"/>${more}${flows}</bpmn:collaboration>${processes}`);

const caught = (id: string, tag = 'intermediateCatchEvent', ref = '') =>
  `<bpmn:${tag} id="${id}"><bpmn:messageEventDefinition${ref && ` messageRef="${ref}"`}/></bpmn:${tag}>`;

/** A asks B, which begins by that, and waits for B's answer. */
const asking = pools(
  messageFlow('ask', 'send', 'begin') + messageFlow('answer', 'reply', 'wait'),
  pool(
    'A',
    `<bpmn:startEvent id="s"/><bpmn:sendTask id="send"/>${caught('wait')}<bpmn:endEvent id="e"/>`,
    's>send>wait>e',
  ) +
    pool(
      'B',
      `${caught('begin', 'startEvent')}<bpmn:userTask id="work"/>${caught('reply', 'endEvent')}`,
      'begin>work>reply',
    ),
);

async function models(xml: string) {
  const { processes, problems } = await parse(xml);
  if (processes.length === 0) throw new Error(JSON.stringify(problems));
  return processes;
}

async function trial(xml: string, more: Partial<Parameters<typeof runTrial>[0]> = {}) {
  const outcome = runTrial({
    models: await models(xml),
    ports: createPorts(),
    now: NOW,
    auto: true,
    ...more,
  });
  if (!outcome.ok) throw new Error(outcome.code);
  const completed = outcome.trace.filter(({ event }) => event === 'completed').map(({ element }) => element);
  return { ...outcome, completed };
}

describe('two pools', () => {
  test('run as one case: what the first sends begins the second, whose answer comes back', async () => {
    const run = play(await models(asking), { order: 7 }, { businessKey: 'K' });
    run.complete('send', { offer: 1 });
    const { instance } = run.find('userTasks', 'work');
    expect(run.state(instance)).toMatchObject({ rootKey: run.key, businessKey: 'K', parent: undefined });
    expect(run.variables(instance)).toMatchObject({ order: 7, offer: 1 });
    run.complete('work', { price: 3 });
    expect([run.status(), run.status(instance), run.variables()]).toEqual([
      'completed',
      'completed',
      { order: 7, offer: 1, price: 3 },
    ]);
  });

  test('of two cases do not hear each other', async () => {
    const all = await models(asking);
    const run = play(all, { n: 1 });
    const other = run.runtime.start('A', { n: 2 });
    for (let task = 0; task < 2; task++) run.complete('send');
    const first = run.find('userTasks', 'work').instance;
    run.complete('work');
    expect(run.status(first)).toBe('completed');
    expect(run.status()).toBe('completed');
    expect(other.ok && run.status(other.instanceKey)).toBe('active');
  });

  test('let a person say what the other pool did not send', async () => {
    const run = play(await models(asking));
    run.complete('send');
    expect(run.find('userTasks', 'wait').found).toMatchObject({ because: 'occurrence' });
    run.complete('wait');
    expect(run.status()).toBe('completed');
    run.complete('work');
    expect(run.incidents()).toEqual([]);
  });

  test('wait for each other in a trial, whose people answer for nobody who may still speak', async () => {
    const { state, completed } = await trial(asking);
    expect(state).toBe('completed');
    expect(completed.indexOf('wait')).toBeGreaterThan(completed.indexOf('reply'));
  });

  test('that both begin by themselves run beside each other, and what comes early is kept', async () => {
    const xml = pools(
      messageFlow('ask', 'send', 'hear') + messageFlow('answer', 'say', 'wait'),
      pool(
        'A',
        `<bpmn:startEvent id="s"/><bpmn:task id="send"/><bpmn:receiveTask id="wait"/><bpmn:endEvent id="e"/>`,
        's>send>wait>e',
      ) +
        pool(
          'B',
          `<bpmn:startEvent id="s2"/><bpmn:intermediateCatchEvent id="pause"><bpmn:timerEventDefinition><bpmn:timeDuration>P3D</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:intermediateCatchEvent>${caught('hear')}${caught('say', 'intermediateThrowEvent')}<bpmn:endEvent id="e2"/>`,
          's2>pause>hear>say>e2',
        ),
    );
    const { state, completed } = await trial(xml);
    expect([state, completed.filter((each) => ['hear', 'say', 'wait', 'e'].includes(each))]).toEqual([
      'completed',
      ['hear', 'say', 'wait', 'e'],
    ]);
  });
});

describe('a pool that a time begins', () => {
  const timed = (cycle: string) =>
    pools(
      messageFlow('ask', 'say', 'wait'),
      pool(
        'A',
        `<bpmn:startEvent id="s"/>${caught('wait')}<bpmn:task id="then"/><bpmn:endEvent id="e"/>`,
        's>wait>then>e',
      ) +
        pool(
          'B',
          `<bpmn:startEvent id="s2"><bpmn:timerEventDefinition><bpmn:timeCycle>${cycle}</bpmn:timeCycle></bpmn:timerEventDefinition></bpmn:startEvent>${caught('say', 'endEvent')}`,
          's2>say',
        ),
    );

  test('runs beside the other in a trial, once, when its time comes', async () => {
    const { state, completed, at } = await trial(timed('0 0 9 * * *'));
    expect([state, completed]).toEqual(['completed', ['s', 's2', 'say', 'wait', 'then', 'e']]);
    // Nine in Bogota.
    expect(at).toBe(Date.UTC(2026, 0, 31, 14));
  });

  test('begins once in its own trial, at once, and its timer begins no more', async () => {
    const { completed, at } = await trial(timed('R/PT1H'), { processId: 'B' });
    expect([completed.filter((each) => each === 's2'), at]).toEqual([['s2'], NOW]);
  });

  test('does not begin where timers are left alone or the trial ends before', async () => {
    for (const more of [{ timers: false }, { until: NOW }]) {
      const { completed } = await trial(timed('R/PT1H'), { ...more, auto: false });
      expect(completed).toEqual(['s']);
    }
  });
});

describe('a message flow', () => {
  test('uses the name that either end gives, and tells where they differ', async () => {
    const roots = '<bpmn:message id="m1" name="one"/><bpmn:message id="m2" name="two"/>';
    const named = (sent: string, awaited: string) =>
      pools(
        messageFlow('f', 'send', 'hear'),
        pool('A', `<bpmn:startEvent id="s"/>${caught('send', 'endEvent', sent)}`, 's>send') +
          pool('B', `${caught('hear', 'startEvent', awaited)}<bpmn:userTask id="work"/>`, 'hear>work'),
        '',
        roots,
      );
    for (const [sent, awaited, thrown] of [
      ['m1', 'm1', ['one']],
      ['m1', '', ['one']],
      ['', 'm2', ['two']],
      ['', '', ['B/f']],
      ['m1', 'm2', ['one', 'two']],
    ] as const) {
      const run = play(await models(named(sent, awaited)));
      const events = run.events().flatMap((event) => (event.type === 'messageThrown' ? [event.name] : []));
      expect([events, run.waits()]).toEqual([thrown, ['work']]);
    }
    const { problems } = await parse(named('m1', 'm2'));
    expect(problems.map(({ code }) => code)).toContain('MESSAGE_FLOW_NAMES_DIFFER');
  });

  test('to a pool without a process leaves its sender going on; from one, a person says that it came', async () => {
    const xml = pools(
      messageFlow('f1', 'send', 'outside') + messageFlow('f2', 'outside', 'hear'),
      pool(
        'A',
        `<bpmn:startEvent id="s"/>${caught('send', 'intermediateThrowEvent')}${caught('hear')}<bpmn:endEvent id="e"/>`,
        's>send>hear>e',
      ),
      '<bpmn:participant id="outside" name="Client"/>',
    );
    const run = play(await models(xml.replace('processRef="B"', '')));
    expect(run.find('userTasks', 'hear').found).toMatchObject({ because: 'occurrence' });
    expect(run.events().some(({ type }) => type === 'messageThrown')).toBe(false);
  });

  test('to the border of a pool begins its process', async () => {
    const xml = pools(
      messageFlow('f', 'send', 'poolB'),
      pool('A', `<bpmn:startEvent id="s"/>${caught('send', 'endEvent')}`, 's>send') +
        pool('B', `${caught('hear', 'startEvent')}<bpmn:userTask id="work"/>`, 'hear>work'),
    );
    expect(play(await models(xml)).waits()).toEqual(['work']);
  });

  test('to a plain start begins its process, and any activity sends as it ends', async () => {
    const xml = pools(
      messageFlow('f', 'sub', 's2'),
      pool(
        'A',
        `<bpmn:startEvent id="s"/><bpmn:subProcess id="sub"><bpmn:userTask id="inner"/></bpmn:subProcess>`,
        's>sub',
      ) + pool('B', `<bpmn:startEvent id="s2"/><bpmn:userTask id="work"/>`, 's2>work'),
    );
    const run = play(await models(xml));
    expect(run.waits()).toEqual(['inner']);
    run.complete('inner');
    expect(run.waits()).toEqual(['work']);
    const { completed } = await trial(xml);
    expect(completed.filter((each) => each === 'work')).toHaveLength(1);
  });

  test('between pools that begin each other for ever ends in an incident', async () => {
    const xml = pools(
      messageFlow('f1', 'e1', 's2') + messageFlow('f2', 'e2', 's1'),
      pool('A', `<bpmn:startEvent id="s1"/>${caught('e1', 'endEvent')}`, 's1>e1') +
        pool('B', `<bpmn:startEvent id="s2"/>${caught('e2', 'endEvent')}`, 's2>e2'),
    );
    expect((await trial(xml)).incidents.map(({ code }) => code)).toEqual(['CHAIN_TOO_LONG']);
  });
});

test('a thrown message is published as the drawing says: its key, its id, its time to live', async () => {
  const publish = (attributes: string) =>
    file(`<bpmn:message id="m" name="news"/><bpmn:process id="A"><bpmn:startEvent id="s"/>${flow('f', 's', 'e')}
      <bpmn:endEvent id="e"><bpmn:extensionElements><zeebe:publishMessage ${attributes}/></bpmn:extensionElements>
      <bpmn:messageEventDefinition messageRef="m"/></bpmn:endEvent></bpmn:process>`);
  const thrown = async (attributes: string) => {
    const run = play(await models(publish(attributes)), { n: 5 });
    return run.incidents()[0] ?? run.events().find(({ type }) => type === 'messageThrown');
  };
  expect(
    await thrown('correlationKey="=n" messageId="=&quot;id&quot; + string(n)" timeToLive="PT2H"'),
  ).toMatchObject({
    name: 'news',
    correlationKey: '5',
    messageId: 'id5',
    timeToLive: 7_200_000,
  });
  expect(await thrown('timeToLive="=n"')).toBe('TIMER_NOT_VALID');
});
