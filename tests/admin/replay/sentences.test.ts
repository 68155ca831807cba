// No event is silent: every type is told in a sentence, in both languages, alone or under the step that it belongs to.
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { elementWords } from '../../../admin/desk/elementNames.ts';
import { sentenceOf } from '../../../admin/desk/stepWords.ts';
import { type Language, languages, text } from '../../../admin/render/locale.ts';
import { frameAt } from '../../../admin/replay/frame.ts';
import type { ReplayBatch } from '../../../admin/replay/step.ts';
import { replaySteps, takers } from '../../../admin/replay/steps.ts';
import type { Speaking } from '../../../admin/visit.ts';
import { elements } from '../../../engine/core/elements/index.ts';
import type { Event, EventOf, EventType } from '../../../engine/core/events.ts';
import type { ElementModel } from '../../../engine/core/model.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const at = Date.parse('2026-03-02T13:00:00Z');

const speaking = (lang: Language): Speaking => ({
  lang,
  t: (key, values) => text(lang, key, values),
  options: { timeZone: 'America/Bogota' } as Speaking['options'],
});

/** What must have happened before anything else can: one of everything. */
const before: Event[] = [
  { type: 'instanceCreated', key: 1, processId: 'p', rootKey: 1 },
  { type: 'elementActivated', key: 2, element: 'a', scope: 1 },
  {
    type: 'userTaskCreated',
    key: 3,
    owner: 2,
    element: 'a',
    candidateGroups: [],
    candidateUsers: [],
    priority: 50,
  },
  { type: 'jobCreated', key: 4, owner: 2, element: 'a', jobType: 'mail', retries: 3, headers: {} },
  { type: 'subscriptionOpened', key: 5, owner: 2, element: 'b', kind: 'timer', dueAt: at },
  { type: 'incidentRaised', key: 6, owner: 2, element: 'a', code: 'JOIN_STARVED', values: {}, retry: 'join' },
  {
    type: 'clockStarted',
    key: 7,
    owner: 2,
    element: 'a',
    sla: 'operation',
    name: 'Atender',
    metric: 'operation',
    entry: { kind: 'started', at, target: { until: at, calendar: 'c' }, warnAt: [] },
  },
];

const of = { owner: 2, element: 'a' };
const samples: { [T in EventType]: EventOf<T> } = {
  instanceCreated: { type: 'instanceCreated', key: 9, processId: 'p', rootKey: 9 },
  instanceCompleted: { type: 'instanceCompleted' },
  instanceTerminated: { type: 'instanceTerminated', error: { code: 'E', variables: {} } },
  elementActivated: { type: 'elementActivated', key: 9, element: 'h', scope: 1, compensates: 2 },
  elementCompleted: { type: 'elementCompleted', key: 2, taken: ['f'] },
  elementTerminated: { type: 'elementTerminated', key: 2 },
  compensationStarted: { type: 'compensationStarted', scope: 1, by: 2, waits: true, records: [2] },
  elementRestored: { type: 'elementRestored', key: 2, scope: 1, by: 2 },
  elementCompensated: { type: 'elementCompensated', key: 2 },
  compensationEnded: { type: 'compensationEnded', scope: 1, by: 2 },
  compensationAbandoned: { type: 'compensationAbandoned', scope: 1 },
  tokensRemoved: { type: 'tokensRemoved', scope: 1, flows: ['f'] },
  variablesSet: { type: 'variablesSet', scope: 1, variables: { x: 1 } },
  loopStarted: { type: 'loopStarted', key: 2, count: 3 },
  itemCollected: { type: 'itemCollected', key: 2, index: 0, value: 1 },
  gatewayAnswered: { type: 'gatewayAnswered', scope: 1, gateway: 'a', flows: [] },
  gatewayActivated: { type: 'gatewayActivated', scope: 1, gateway: 'a', by: ['f'] },
  activitiesChosen: { type: 'activitiesChosen', scope: 2, elements: [] },
  subscriptionOpened: { type: 'subscriptionOpened', key: 9, ...of, kind: 'message', name: 'm' },
  subscriptionTriggered: { type: 'subscriptionTriggered', key: 5, missed: 2 },
  subscriptionClosed: { type: 'subscriptionClosed', key: 5 },
  conditionChanged: { type: 'conditionChanged', key: 5, holds: false },
  eventPartsHappened: { type: 'eventPartsHappened', ...of, parts: [0] },
  jobCreated: { type: 'jobCreated', key: 9, ...of, jobType: 'mail', retries: 3, headers: {} },
  jobCompleted: { type: 'jobCompleted', key: 4 },
  jobFailed: { type: 'jobFailed', key: 4, retries: 1, retryAt: at, message: 'no route' },
  jobUpdated: { type: 'jobUpdated', key: 4, retries: 3 },
  jobCanceled: { type: 'jobCanceled', key: 4 },
  userTaskCreated: {
    type: 'userTaskCreated',
    key: 9,
    ...of,
    candidateGroups: ['desk'],
    candidateUsers: [],
    priority: 50,
  },
  userTaskAssigned: { type: 'userTaskAssigned', key: 3, assignee: 'ana' },
  userTaskUpdated: { type: 'userTaskUpdated', key: 3, changes: { dueAt: at } },
  userTaskTransitionStarted: {
    type: 'userTaskTransitionStarted',
    key: 3,
    transition: { event: 'completing' },
  },
  userTaskCorrected: { type: 'userTaskCorrected', key: 3, corrections: {} },
  userTaskTransitionEnded: { type: 'userTaskTransitionEnded', key: 3, denied: true, reason: 'late' },
  userTaskCompleted: { type: 'userTaskCompleted', key: 3 },
  userTaskCanceled: { type: 'userTaskCanceled', key: 3 },
  incidentRaised: { type: 'incidentRaised', key: 9, ...of, code: 'X', values: {}, retry: 'join' },
  incidentResolved: { type: 'incidentResolved', key: 6 },
  messageThrown: {
    type: 'messageThrown',
    ...of,
    name: 'm',
    correlationKey: '1',
    variables: {},
    timeToLive: 0,
  },
  signalThrown: { type: 'signalThrown', ...of, name: 's', variables: {} },
  errorThrown: { type: 'errorThrown', ...of, code: 'E', caughtBy: 'b' },
  escalationThrown: { type: 'escalationThrown', ...of, code: 'E', caughtBy: 'b' },
  childCalled: { type: 'childCalled', key: 2, processId: 'q', definitionKey: 7, variables: {} },
  childAbandoned: { type: 'childAbandoned', key: 2 },
  decisionEvaluated: {
    type: 'decisionEvaluated',
    ...of,
    decisionId: 'd',
    decisionName: 'D',
    inputs: [],
    matched: [],
    result: 1,
  },
  instanceModified: {
    type: 'instanceModified',
    activate: ['b'],
    terminate: [2],
    reason: 'por error',
  },
  instanceReopened: { type: 'instanceReopened', key: 1, elements: ['b'], reason: 'faltaba responder' },
  annotated: { type: 'annotated', key: 9, kind: 'comment', text: 'falta la factura', about: 3 },
  starvingForeseen: { type: 'starvingForeseen', scope: 1, joins: ['g'] },
  instanceMigrated: {
    type: 'instanceMigrated',
    definitionKey: 2,
    processId: 'q',
    ids: { a: 'c' },
    flows: {},
    elements: [[2, 'c']],
    subscriptions: [],
    jobs: [],
    userTasks: [],
    incidents: [],
  },
  clockStarted: {
    type: 'clockStarted',
    key: 9,
    ...of,
    sla: 'operation',
    name: 'Atender',
    metric: 'operation',
    entry: { kind: 'started', at, target: { until: at, calendar: 'c' }, warnAt: [] },
  },
  clockEntered: { type: 'clockEntered', key: 7, entry: { kind: 'met', at } },
  clockAwaited: { type: 'clockAwaited', owner: 2, since: at },
  stepResumed: { type: 'stepResumed' },
  stepYielded: { type: 'stepYielded', activations: {} },
};

const batch = (sequence: number, events: Event[]): ReplayBatch => ({ sequence, at, actor: 'ana', events });

describe('every type of event', () => {
  test('is known to the replay', () => {
    const declared = ['events', 'compensationEvents', 'migrationEvent', 'clockEvents', 'noteFacts'].flatMap(
      (file) => {
        const source = readFileSync(`${root}engine/core/${file}.ts`, 'utf8');
        return [...source.matchAll(/(?:^\s*(?:\| \(?)?|= )\{?\s*type: '(\w+)'/gm)].map(
          ([, type]) => type ?? '',
        );
      },
    );
    expect(Object.keys(takers).sort()).toEqual([...new Set(declared)].sort());
  });

  test.each(Object.values(samples))('$type is a sentence of its own where nothing else happens', (event) => {
    const steps = replaySteps([batch(1, before), batch(2, [event])]).filter(({ sequence }) => sequence === 2);
    expect(steps.length).toBe(1);
    const told = languages.map((lang) => {
      const telling = { visit: speaking(lang), model: undefined, names: new Map() };
      const { kind, element, notes } = sentenceOf(telling, steps[0]!);
      return `${kind} ${element} ${notes.join(' ')}`;
    });
    expect(told[0]).toMatch(/\p{L}{3}/u);
    expect(told[0]).not.toBe(told[1]);
  });
});

describe('the journals of all scenarios', () => {
  type Journal = { [name: string]: { [stream: string]: Event[] } };
  const scenarios = `${root}tests/scenarios/`;
  const files = (readdirSync(scenarios, { recursive: true }) as string[]).filter((file) =>
    file.endsWith('journal.json'),
  );

  test('are told without a gap, and nothing is left active at the end of an instance', () => {
    const wrong: string[] = [];
    let count = 0;
    for (const file of files) {
      const cases = JSON.parse(readFileSync(scenarios + file, 'utf8')) as Journal;
      for (const [stream, events] of Object.values(cases).flatMap((streams) => Object.entries(streams))) {
        if (!stream.startsWith('instance:')) continue;
        count += 1;
        const steps = replaySteps([batch(1, events)]);
        for (const lang of languages)
          for (const step of steps)
            sentenceOf({ visit: speaking(lang), model: undefined, names: new Map() }, step);
        const isOver = events.some(
          ({ type }) => type === 'instanceCompleted' || type === 'instanceTerminated',
        );
        const active = [...frameAt(steps, steps.length).active.keys()];
        if (isOver && active.length > 0) wrong.push(`${file}: ${active.join(', ')}`);
      }
    }
    expect(wrong).toEqual([]);
    expect(count).toBeGreaterThan(100);
  });
});

test('every kind of element has words for where it has no name', () => {
  for (const type of Object.keys(elements))
    for (const lang of languages)
      expect(elementWords(speaking(lang), { type, name: '' } as ElementModel)).toMatch(/\p{L}{3}/u);
});
