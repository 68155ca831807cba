// Work that waits for somebody: user tasks for people, jobs for workers.
import type { UserTaskFacts } from './events.ts';
import type { Node } from './executable.ts';
import type { Json } from './json.ts';
import type { ElementInstance } from './state.ts';
import { emit, evaluate, nextKey, raise, type Step } from './step.ts';
import { taskCreated } from './taskFacts.ts';
import { announceCreation } from './taskListeners.ts';
import { instantFrom } from './timerValues.ts';

export type Because = NonNullable<UserTaskFacts['because']>;

/** Priority where the drawing gives none, as in the Camunda 8 API. */
const DEFAULT_PRIORITY = 50;

/** Creates the user task of an element. Its assignment, dates and priority come from the drawing; else its lane. */
export function createUserTask(step: Step, node: Node, me: ElementInstance, because?: Because): void {
  const facts = node.plainTask || userTaskFacts(step, node, me, because === 'adHoc' ? 'offer' : 'activate');
  if (!facts) return;
  node.plainTask ??= isPlain(node) && facts;
  const key = nextKey(step);
  if (because === undefined && !node.taskListeners)
    return emit(step, taskCreated(key, me.key, node.id, facts));
  // Who listens hears before the task has its assignee.
  const { assignee, ...unassigned } = facts;
  emit(step, {
    type: 'userTaskCreated',
    key,
    owner: me.key,
    element: node.id,
    ...(node.taskListeners ? unassigned : facts),
    // A gateway that the form before it should have asked, and did not, asks by itself.
    ...((because === 'question' || because === 'adHoc') && { asks: [node.id] }),
    ...(because && { because }),
  });
  if (node.taskListeners) announceCreation(step, node, key, assignee);
}

const attributes = [
  'assignee',
  'candidateGroups',
  'candidateUsers',
  'dueDate',
  'followUpDate',
  'priority',
] as const;

/** Nothing of it is computed: texts, and no date, which may depend on where the process is. */
function isPlain({ model }: Node): boolean {
  const { config = {} } = model ?? {};
  if (typeof config.dueDate === 'string' || typeof config.followUpDate === 'string') return false;
  return attributes.every((name) => {
    const text = config[name];
    return typeof text !== 'string' || !text.startsWith('=');
  });
}

function userTaskFacts(
  step: Step,
  node: Node,
  me: ElementInstance,
  retry: 'activate' | 'offer',
): UserTaskFacts | undefined {
  const { config = {}, lane } = node.model ?? {};
  const read = (name: string) => {
    const text = config[name];
    if (typeof text !== 'string') return { ok: true as const, value: null };
    return evaluate(step, text, me.key);
  };
  const given: { [name: string]: Json } = {};
  for (const name of attributes) {
    const value = read(name);
    if (!value.ok) return fail(step, me, retry, value.code, { ...value.values, attribute: name });
    given[name] = value.value;
  }
  const groups = names(given.candidateGroups);
  const users = names(given.candidateUsers);
  const assignee = typeof given.assignee === 'string' && given.assignee !== '' ? given.assignee : undefined;
  const dueAt = instant(step, given.dueDate);
  const followUpAt = instant(step, given.followUpDate);
  if (dueAt === false || followUpAt === false)
    return fail(step, me, retry, 'DATE_NOT_VALID', {
      attribute: dueAt === false ? 'dueDate' : 'followUpDate',
    });
  const ownLane = groups.length === 0 && users.length === 0 && assignee === undefined && lane !== undefined;
  return {
    ...(assignee !== undefined && { assignee }),
    candidateGroups: ownLane ? [lane] : groups,
    candidateUsers: users,
    ...(dueAt !== undefined && { dueAt }),
    ...(followUpAt !== undefined && { followUpAt }),
    priority: priorityOf(given.priority),
    ...(typeof config.formId === 'string' && { formId: config.formId }),
    ...(typeof config.externalForm === 'string' && { externalForm: config.externalForm }),
    ...(node.asks.length > 0 && { asks: node.asks }),
  };
}

function fail(
  step: Step,
  me: ElementInstance,
  retry: 'activate' | 'offer',
  code: string,
  values: { [name: string]: Json },
): undefined {
  raise(step, me.key, retry, { code, values });
  return undefined;
}

/** A FEEL list of texts, or text with commas between names. */
function names(value: Json | undefined): string[] {
  if (Array.isArray(value))
    return value.filter((name): name is string => typeof name === 'string' && name !== '');
  if (typeof value !== 'string') return [];
  return value
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
}

/** Epoch milliseconds; undefined when no date is given, false when it is none. */
function instant(step: Step, value: Json | undefined): number | undefined | false {
  if (value === null || value === undefined || value === '') return undefined;
  if (typeof value !== 'string') return false;
  return instantFrom(value, step.ports) ?? false;
}

function priorityOf(value: Json | undefined): number {
  const number = typeof value === 'string' ? Number(value) : value;
  if (typeof number !== 'number' || !Number.isFinite(number)) return DEFAULT_PRIORITY;
  return Math.max(0, Math.min(100, Math.round(number)));
}

/** Retries where the drawing gives none, as in Zeebe. */
const DEFAULT_RETRIES = 3;

/** What a job is made of, as the drawing says it; the type and the retries may be FEEL. */
export interface JobConfig {
  jobType?: Json;
  retries?: Json;
  headers?: Json;
}

/** Creates the job of an element; `retry` is what resolving an incident does again. */
export function createJob(
  step: Step,
  node: Node,
  me: ElementInstance,
  config: JobConfig = node.model?.config ?? {},
  retry: 'activate' | 'complete' | 'transition' | 'offer' = 'activate',
): void {
  const type = evaluate(step, String(config.jobType ?? ''), me.key);
  if (!type.ok) return raise(step, me.key, retry, type);
  if (typeof type.value !== 'string' || type.value === '')
    return raise(step, me.key, retry, {
      code: 'JOB_TYPE_NOT_TEXT',
      values: { expression: config.jobType ?? '' },
    });
  const retries = evaluate(step, String(config.retries ?? DEFAULT_RETRIES), me.key);
  if (!retries.ok) return raise(step, me.key, retry, retries);
  emit(step, {
    type: 'jobCreated',
    key: nextKey(step),
    owner: me.key,
    element: node.id,
    jobType: type.value,
    retries: Math.max(1, Math.trunc(Number(retries.value)) || DEFAULT_RETRIES),
    headers: (config.headers ?? {}) as { [name: string]: string },
  });
}
