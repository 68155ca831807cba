// The auditor's replay: events of an instance become steps, and steps become what the diagram shows.
import { describe, expect, test } from 'vitest';
import { compareFrames } from '../../../admin/replay/compareFrames.ts';
import { frameAt } from '../../../admin/replay/frame.ts';
import { createFrames } from '../../../admin/replay/frames.ts';
import type { ReplayBatch } from '../../../admin/replay/step.ts';
import { replaySteps } from '../../../admin/replay/steps.ts';

const minute = 60_000;
const batches: ReplayBatch[] = [
  {
    sequence: 1,
    at: 0,
    actor: 'public',
    events: [
      { type: 'instanceCreated', key: 100, processId: 'pqrs', rootKey: 100 },
      { type: 'variablesSet', scope: 100, variables: { channel: 'web' } },
      { type: 'elementActivated', key: 101, element: 'start', scope: 100 },
      { type: 'elementCompleted', key: 101, taken: ['f1'] },
      { type: 'elementActivated', key: 102, element: 'classify', scope: 100, consumed: ['f1'] },
      {
        type: 'userTaskCreated',
        key: 103,
        owner: 102,
        element: 'classify',
        candidateGroups: ['desk'],
        candidateUsers: [],
        priority: 50,
      },
    ],
  },
  {
    sequence: 2,
    at: 5 * minute,
    actor: 'ana',
    events: [{ type: 'userTaskAssigned', key: 103, assignee: 'ana' }],
  },
  {
    sequence: 3,
    at: 20 * minute,
    actor: 'ana',
    events: [
      { type: 'userTaskCompleted', key: 103 },
      { type: 'variablesSet', scope: 100, variables: { channel: 'chat', kind: 'reclamo' } },
      { type: 'elementCompleted', key: 102, taken: ['f2'] },
      { type: 'elementActivated', key: 104, element: 'answer', scope: 100, consumed: ['f2'] },
    ],
  },
  {
    sequence: 4,
    at: 30 * minute,
    actor: 'system',
    events: [
      {
        type: 'incidentRaised',
        key: 105,
        owner: 104,
        element: 'answer',
        code: 'NO_FLOW_CHOSEN',
        values: {},
        retry: 'complete',
      },
    ],
  },
  {
    sequence: 5,
    at: 40 * minute,
    actor: 'admin',
    events: [{ type: 'variablesSet', scope: 100, variables: { kind: 'queja' } }],
  },
  {
    sequence: 6,
    at: 60 * minute,
    actor: 'admin',
    events: [{ type: 'elementTerminated', key: 104 }, { type: 'instanceTerminated' }],
  },
];

describe('replaySteps', () => {
  const steps = replaySteps(batches);

  test('an element that completes at once is one step; one that waits is two, with the time it took', () => {
    expect(steps.map((step) => `${step.kind} ${step.element}`)).toEqual([
      'passed start',
      'arrived classify',
      'assigned classify',
      'completed classify',
      'arrived answer',
      'incident answer',
      'valuesSet pqrs',
      'terminated answer',
      'caseTerminated pqrs',
    ]);
    expect(steps.map((step) => step.number)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(steps[3]).toMatchObject({ actor: 'ana', at: 20 * minute, duration: 20 * minute, taken: ['f2'] });
  });

  test('each step carries the values that it set, with what they were before', () => {
    expect(steps[0]!.changes).toEqual([{ name: 'channel', scope: 100, after: 'web' }]);
    expect(steps[3]!.changes).toEqual([
      { name: 'channel', scope: 100, before: 'web', after: 'chat' },
      { name: 'kind', scope: 100, after: 'reclamo' },
    ]);
    expect(steps[6]!.changes).toEqual([{ name: 'kind', scope: 100, before: 'reclamo', after: 'queja' }]);
  });

  test('values set after the last step of a batch belong to that step', () => {
    const [step] = replaySteps([
      {
        sequence: 1,
        at: 0,
        actor: 'system',
        events: [
          { type: 'elementActivated', key: 2, element: 'a', scope: 1 },
          { type: 'variablesSet', scope: 1, variables: { x: 1 } },
        ],
      },
    ]);
    expect(step!.changes).toEqual([{ name: 'x', scope: 1, after: 1 }]);
  });

  test('setting a value to what it is already is no change', () => {
    const set = (sequence: number, x: number): ReplayBatch => ({
      sequence,
      at: sequence,
      actor: 'ana',
      events: [
        { type: 'variablesSet', scope: 1, variables: { x, y: [x] } },
        { type: 'elementActivated', key: sequence, element: 'a', scope: 1 },
      ],
    });
    const [first, second, third] = replaySteps([set(2, 1), set(3, 1), set(4, 2)]);
    expect(first?.changes).toHaveLength(2);
    expect(second?.changes).toEqual([]);
    expect(third?.changes).toEqual([
      { name: 'x', scope: 1, before: 1, after: 2 },
      { name: 'y', scope: 1, before: [1], after: [2] },
    ]);
  });

  test('a loop gives distinct steps', () => {
    const round = (key: number, at: number): ReplayBatch => ({
      sequence: key,
      at,
      actor: 'ana',
      events: [
        { type: 'elementActivated', key, element: 'again', scope: 1 },
        { type: 'elementCompleted', key },
      ],
    });
    const loop = replaySteps([round(2, 0), round(3, minute)]);
    expect(loop.map((step) => step.at)).toEqual([0, minute]);
    expect(frameAt(loop, 2).badges.get('again')).toMatchObject({ visits: 2, at: minute });
  });
});

describe('frameAt', () => {
  const steps = replaySteps(batches);

  test('nothing has happened before the first step', () => {
    const frame = frameAt(steps, 0);
    expect([frame.visited.size, frame.active.size, frame.values.length]).toEqual([0, 0, 0]);
  });

  test('shows where the token is, what was visited and which flows were taken', () => {
    const frame = frameAt(steps, 5);
    expect([...frame.active.keys()]).toEqual(['answer']);
    expect([...frame.visited]).toEqual(['start', 'classify', 'answer']);
    expect([...frame.flows.keys()]).toEqual(['f1', 'f2']);
    expect(frame.badges.get('classify')).toEqual({
      visits: 1,
      actor: 'ana',
      at: 20 * minute,
      step: 4,
      duration: 20 * minute,
    });
  });

  test('gives the values as of then and marks what the last step changed', () => {
    expect(frameAt(steps, 4).values).toEqual([
      { name: 'channel', scope: 100, value: 'chat', changed: true, before: 'web' },
      { name: 'kind', scope: 100, value: 'reclamo', changed: true },
    ]);
    expect(frameAt(steps, 7).values).toEqual([
      { name: 'channel', scope: 100, value: 'chat', changed: false, before: 'web' },
      { name: 'kind', scope: 100, value: 'queja', changed: true, before: 'reclamo' },
    ]);
    expect(frameAt(steps, 1).values).toEqual([{ name: 'channel', scope: 100, value: 'web', changed: true }]);
  });

  test('an incident stays on its element until it is resolved or the element ends', () => {
    expect([...frameAt(steps, 6).stuck]).toEqual(['answer']);
    const last = frameAt(steps, 9);
    expect([...last.stuck]).toEqual([]);
    expect([...last.terminated]).toEqual(['answer']);
    expect(last.active.size).toBe(0);
  });

  test('going back is the same fold with fewer steps', () => {
    frameAt(steps, 9);
    expect([...frameAt(steps, 2).active.keys()]).toEqual(['classify']);
  });
});

describe('a long replay', () => {
  const long = replaySteps(
    Array.from({ length: 3_000 }, (_, index): ReplayBatch => {
      const key = 200 + index;
      const element = `e${index % 7}`;
      return {
        sequence: index + 1,
        at: index * minute,
        actor: 'ana',
        events: [
          { type: 'variablesSet', scope: 100, variables: { [`v${index % 5}`]: index } },
          { type: 'elementActivated', key, element, scope: 100 },
          ...(index % 3 === 0 ? [{ type: 'elementCompleted' as const, key, taken: ['f'] }] : []),
        ],
      };
    }),
  );

  test('gives the same frame wherever one jumps from, forward and back', () => {
    const frames = createFrames(long);
    for (const step of [3_000, 1, 249, 250, 251, 2_999, 0, 1_750, -4, 9_999])
      expect([step, frames.at(step)]).toEqual([
        step,
        frameAt(long, Math.min(Math.max(step, 0), long.length)),
      ]);
  });

  test('says which time a loop is at an element', () => {
    expect(long.slice(0, 8).map(({ visit }) => visit)).toEqual([...Array(7).fill(undefined), 2]);
  });

  test('compares two of its instants: values, tokens, what was touched in between', () => {
    const frames = createFrames(long);
    const found = compareFrames(frames.at(2), frames.at(4));
    expect(found.values).toEqual([
      { name: 'v2', after: 2 },
      { name: 'v3', after: 3 },
    ]);
    expect([found.left, found.reached, found.touched]).toEqual([[], ['e2'], ['e2', 'e3']]);
  });
});

test('tokens on their way are told: those that wait at a join, until it takes them or their scope ends', () => {
  const batch = (sequence: number, events: ReplayBatch['events']): ReplayBatch => {
    return { sequence, at: sequence * minute, actor: 'ana', events };
  };
  const steps = replaySteps([
    batch(1, [
      { type: 'instanceCreated', key: 100, processId: 'p', rootKey: 100 },
      { type: 'elementActivated', key: 101, element: 'box', scope: 100 },
      { type: 'elementActivated', key: 102, element: 'fork', scope: 101 },
      { type: 'elementCompleted', key: 102, taken: ['toA', 'toB'] },
      { type: 'elementActivated', key: 103, element: 'a', scope: 101, consumed: ['toA'] },
      { type: 'elementActivated', key: 104, element: 'b', scope: 101, consumed: ['toB'] },
    ]),
    batch(2, [{ type: 'elementCompleted', key: 103, taken: ['aDone'] }]),
    batch(3, [
      { type: 'elementTerminated', key: 104 },
      { type: 'elementTerminated', key: 101 },
    ]),
  ]);
  const waiting = (step: number) => [...frameAt(steps, step).waiting.values()].map(({ flow }) => flow);
  expect(steps.map(({ kind, element }) => `${kind} ${element}`).slice(1, 5)).toEqual([
    'passed fork',
    'arrived a',
    'arrived b',
    'completed a',
  ]);
  expect([2, 3, 4, 5, 6, 7].map(waiting)).toEqual([['toA', 'toB'], ['toB'], [], ['aDone'], ['aDone'], []]);
});
