// Random but possible histories of one instance, cut into batches: what projections must read alike however committed.
import fc from 'fast-check';
import type { Event } from '../../../engine/core/events.ts';
import { created, facts } from './openTestStore.ts';

interface History {
  key: number;
  next: number;
  events: Event[];
  open: {
    elements: number[];
    tasks: number[];
    timers: number[];
    messages: number[];
    jobs: number[];
    incidents: number[];
  };
}

type Step = (history: History, pick: number) => void;

function take(list: number[], pick: number): number | undefined {
  return list.length === 0 ? undefined : list.splice(pick % list.length, 1)[0];
}

function peek(list: number[], pick: number): number | undefined {
  return list.length === 0 ? undefined : list[pick % list.length];
}

const steps: Step[] = [
  (h, pick) => {
    const key = h.next++;
    h.open.elements.push(key);
    const milestone = pick % 3 === 0 ? { milestone: `step-${pick % 5}` } : {};
    h.events.push({
      type: 'elementActivated',
      key,
      element: pick % 2 ? 'register' : 'notify',
      scope: h.key,
      ...milestone,
    });
  },
  (h, pick) => {
    const key = take(h.open.elements, pick);
    if (key === undefined) return;
    if (pick % 4 === 0) h.events.push({ type: 'elementTerminated', key });
    else h.events.push({ type: 'elementCompleted', key, taken: ['f1', `f${pick % 3}`] });
  },
  (h, pick) => {
    const key = h.next++;
    h.open.tasks.push(key);
    h.events.push({
      type: 'userTaskCreated',
      key,
      owner: h.key,
      element: 'register',
      candidateGroups: pick % 2 ? ['desk', 'desk', 'legal'] : [],
      candidateUsers: pick % 3 ? ['luz'] : [],
      priority: pick % 100,
      ...(pick % 4 === 0 && { assignee: 'ana' }),
      ...(pick % 5 === 0 && { dueAt: 1_700_000_000_000 + pick }),
    });
  },
  (h, pick) => {
    const key = peek(h.open.tasks, pick);
    if (key === undefined) return;
    h.events.push({ type: 'userTaskAssigned', key, assignee: pick % 3 === 0 ? null : `user-${pick % 4}` });
  },
  (h, pick) => {
    const key = peek(h.open.tasks, pick);
    if (key === undefined) return;
    const changes =
      pick % 2 ? { candidateGroups: [`group-${pick % 4}`], priority: 7 } : { dueAt: null, followUpAt: pick };
    h.events.push({ type: 'userTaskUpdated', key, changes });
  },
  (h, pick) => {
    const key = take(h.open.tasks, pick);
    if (key !== undefined) h.events.push({ type: pick % 3 ? 'userTaskCompleted' : 'userTaskCanceled', key });
  },
  (h, pick) => {
    const key = h.next++;
    const kind = (['timer', 'message', 'signal'] as const)[pick % 3] ?? 'timer';
    (kind === 'timer' ? h.open.timers : h.open.messages).push(key);
    const what =
      kind === 'timer' ? { dueAt: pick, repetitions: 3 } : { name: 'paid', correlationKey: String(pick % 7) };
    h.events.push({ type: 'subscriptionOpened', key, owner: h.key, element: 'wait', kind, ...what });
  },
  (h, pick) => {
    const repeated = pick % 2 === 0 ? peek(h.open.timers, pick) : undefined;
    if (repeated !== undefined) {
      const next = { dueAt: pick + 1, repetitions: pick % 3 };
      h.events.push({ type: 'subscriptionTriggered', key: repeated, next });
      return;
    }
    const key = take(pick % 3 ? h.open.messages : h.open.timers, pick);
    if (key !== undefined)
      h.events.push({ type: pick % 5 ? 'subscriptionTriggered' : 'subscriptionClosed', key });
  },
  (h, pick) => {
    const key = h.next++;
    h.open.jobs.push(key);
    const headers = { to: `${pick}@example.org` };
    h.events.push({
      type: 'jobCreated',
      key,
      owner: h.key,
      element: 'notify',
      jobType: 'mail',
      retries: 3,
      headers,
    });
  },
  (h, pick) => {
    const key = peek(h.open.jobs, pick);
    if (key === undefined) return;
    if (pick % 3 === 0) h.events.push({ type: 'jobUpdated', key, retries: pick % 4 });
    else
      h.events.push({
        type: 'jobFailed',
        key,
        retries: pick % 3,
        retryAt: pick,
        message: `failed with ñ ${pick}`,
      });
  },
  (h, pick) => {
    const key = take(h.open.jobs, pick);
    if (key !== undefined) h.events.push({ type: pick % 2 ? 'jobCompleted' : 'jobCanceled', key });
  },
  (h, pick) => {
    const key = h.next++;
    h.open.incidents.push(key);
    const owner = peek(h.open.elements, pick) ?? h.key;
    const values = { expression: `=x + ${pick}`, list: [1, null, 'ñ'] };
    h.events.push({
      type: 'incidentRaised',
      key,
      owner,
      element: 'notify',
      code: 'FEEL',
      values,
      retry: 'activate',
    });
  },
  (h, pick) => {
    const key = take(h.open.incidents, pick);
    if (key !== undefined) h.events.push({ type: 'incidentResolved', key });
  },
  (h, pick) => {
    const scope = pick % 3 === 0 ? h.next : h.key;
    const variables = {
      [`name_${pick % 4}`]: pick,
      ...(pick % 5 === 0 && { case_number: `PQRS-${pick}` }),
      ...(pick % 7 === 0 && { due_date: '2026-04-22T23:59:59-05:00' }),
    };
    h.events.push({ type: 'variablesSet', scope, variables });
  },
  (h, pick) => {
    const matched = [{ rule: '1', outputs: { days: pick } }];
    const inputs = [{ name: 'kind', value: 'claim' }];
    const decision = { decisionId: 'term', decisionName: 'Term', inputs, matched, result: pick };
    h.events.push({ type: 'decisionEvaluated', owner: h.key, element: 'notify', ...decision });
  },
];

/** Batches of events for an instance with that key: the first creates it, the last may end it. */
export function histories(key: number): fc.Arbitrary<Event[][]> {
  const moves = fc.array(fc.tuple(fc.nat(steps.length - 1), fc.nat(1000), fc.boolean()), {
    minLength: 5,
    maxLength: 80,
  });
  return fc.tuple(moves, fc.constantFrom('running', 'completed', 'terminated')).map(([chosen, end]) => {
    const open = { elements: [], tasks: [], timers: [], messages: [], jobs: [], incidents: [] };
    const history: History = { key, next: key + 1, events: [created(facts(key))], open };
    const batches: Event[][] = [];
    for (const [step, pick, cut] of chosen) {
      steps[step]?.(history, pick);
      if (!cut) continue;
      batches.push(history.events);
      history.events = [];
    }
    if (end === 'completed') history.events.push({ type: 'instanceCompleted' });
    if (end === 'terminated') history.events.push({ type: 'instanceTerminated' });
    return [...batches, history.events];
  });
}
