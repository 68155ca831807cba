// Sound drawings are left in peace, whatever stands in them; and large ones end at a bound that is said.
import { readFile } from 'node:fs/promises';
import { afterAll, describe, expect, test } from 'vitest';
import type { ProcessModel } from '../../../../engine/core/index.ts';
import { createPorts } from '../../../../engine/expressions/index.ts';
import { parseInWorker, stopWorker } from '../../../../engine/model/index.ts';
import { checkFeelModule } from '../../../../engine/runtime/checkFeel.ts';
import { soundness } from '../../../../engine/simulation/soundness/index.ts';
import { processModel } from '../../../harness/model.ts';
import { NOW } from '../../../harness/play.ts';
import * as shapes from '../../../harness/shapes.ts';

const { and, boundary, call, catching, definition, end, ending, eventBased, message, or } = shapes;
const { script, service, start, subProcess, timer, user, within, xor } = shapes;

afterAll(stopWorker);

function judge(model: ProcessModel, limits: { mostStates?: number; isOver?: () => boolean } = {}) {
  const judging = soundness([model], model, { ports: createPorts(), now: NOW, ...limits });
  for (let step = judging.next(); ; step = judging.next()) if (step.done) return step.value;
}

const each = { sequential: false, inputCollection: '=items', inputElement: 'item' };

const sound: [string, ProcessModel][] = [
  [
    'a choice that is merged',
    processModel(
      { s: start, x: xor, a: user, m: xor, b: user, e: end },
      's>>x[=a]>>a>>m>>b>>e',
      'x[default]>>m',
    ),
  ],
  [
    'branches that are joined',
    processModel(
      { s: start, f: and, a: user, b: script('1'), j: and, c: user, e: end },
      's>>f>>a>>j>>c>>e',
      'f>>b>>j',
    ),
  ],
  [
    'an inclusive split and join',
    processModel(
      { s: start, f: or, a: user, b: user, c: user, j: or, d: user, e: end },
      's>>f[=a]>>a>>j>>d>>e',
      'f[=b]>>b>>j',
      'f[default]>>c>>j',
    ),
  ],
  [
    'the first of several events',
    processModel(
      {
        s: start,
        g: eventBased,
        m: catching(message('m')),
        t: catching(timer('P3D')),
        x: xor,
        a: user,
        e: end,
      },
      's>>g>>m>>x>>a>>e',
      'g>>t>>x',
    ),
  ],
  [
    'two events beside the work that lead to the same task',
    processModel(
      {
        s: start,
        a: user,
        r: boundary('a', timer('P1D'), false),
        b: user,
        t: boundary('b', timer('P1D'), false),
        h: user,
        e: end,
        f: end,
      },
      's>>a>>b>>e',
      'r>>h>>f',
      't>>h',
    ),
  ],
  [
    'a reminder that ends by itself',
    processModel(
      {
        s: start,
        a: user,
        r: boundary('a', timer('R/P1D', 'timeCycle'), false),
        n: script('1'),
        re: end,
        b: user,
        e: end,
      },
      's>>a>>b>>e',
      'r>>n>>re',
    ),
  ],
  [
    'a reminder each day and an end after a week',
    processModel(
      {
        s: start,
        a: user,
        r: boundary('a', timer('R/P1D', 'timeCycle'), false),
        n: service(),
        w: boundary('a', timer('P7D')),
        e: end,
        f: end,
      },
      's>>a>>e',
      'r>>n',
      'w>>f',
    ),
  ],
  [
    'an error and its handler',
    processModel(
      {
        s: start,
        a: service(),
        b: boundary('a', definition('error', { code: 'BAD' })),
        c: user,
        x: xor,
        e: end,
      },
      's>>a>>x>>e',
      'b>>c>>x',
    ),
  ],
  [
    'a scope with its own end and a term',
    processModel(
      {
        s: start,
        sub: subProcess,
        t: boundary('sub', timer('P1D')),
        c: user,
        e: end,
        f: end,
        ...within('sub', { is: start, f1: and, a: user, b: user, j: and, ie: end }),
      },
      's>>sub>>e',
      't>>c>>f',
      'is>>f1>>a>>j>>ie',
      'f1>>b>>j',
    ),
  ],
  [
    'repetition, one after another and at once',
    processModel(
      {
        s: start,
        a: { ...user, multiInstance: each },
        b: { ...user, multiInstance: { ...each, sequential: true, completionCondition: '=done' } },
        e: end,
      },
      's>>a>>b>>e',
    ),
  ],
  [
    'work that is sent back',
    processModel(
      { s: start, m: xor, a: user, b: user, x: xor, e: end },
      's>>m>>a>>b>>x[=again]>>m',
      'x[default]>>e',
    ),
  ],
  [
    'a terminate end beside others',
    processModel(
      { s: start, f: and, a: user, b: user, t: ending('terminate'), e: end },
      's>>f>>a>>t',
      'f>>b>>e',
    ),
  ],
  [
    'a called process',
    processModel(
      { s: start, c: call('other'), t: boundary('c', timer('P1D')), e: end, f: end },
      's>>c>>e',
      't>>f',
    ),
  ],
];

describe('nothing is said of', () => {
  test.each(sound)('%s', (_, model) => {
    expect(judge(model).problems).toEqual([]);
  });

  test('the shipped process for requests', async () => {
    const file = 'processes/pqrs/to-be.bpmn';
    const { processes } = await parseInWorker(await readFile(file), file, { checkFeelModule });
    expect(processes).toHaveLength(1);
    for (const model of processes) {
      const { problems, states } = judge(model);
      expect(problems).toEqual([]);
      expect(states).toBeGreaterThan(40);
    }
  });
});

describe('the number of states', () => {
  test('grows with the length of a drawing and no faster', () => {
    const ids = Array.from({ length: 200 }, (_, at) => `t${at}`);
    const elements = Object.fromEntries(ids.map((id) => [id, user]));
    const { problems, states } = judge(
      processModel({ s: start, ...elements, e: end }, ['s', ...ids, 'e'].join('>>')),
    );
    expect(problems).toEqual([]);
    expect(states).toBeLessThan(300);
  });

  test('has a bound, which is said, and what lies beyond it is not called dead', () => {
    const ids = Array.from({ length: 10 }, (_, at) => `t${at}`);
    const elements = Object.fromEntries(ids.map((id) => [id, user]));
    const model = processModel(
      { s: start, f: and, ...elements, j: and, e: end },
      's>>f',
      'j>>e',
      ...ids.map((id) => `f>>${id}>>j`),
    );
    expect(judge(model)).toMatchObject({ problems: [], states: 1025 });
    const { problems } = judge(model, { mostStates: 300 });
    expect(problems.map(({ code, severity }) => [code, severity])).toEqual([
      ['SOUNDNESS_BOUND_REACHED', 'warning'],
    ]);
    expect(judge(model, { isOver: () => true }).problems[0]?.code).toBe('SOUNDNESS_BOUND_REACHED');
  });
});
