// One act on several tasks, each on its own: what was done, and where not, why.
import { authorize, type Command, isAdministrator, type Rejection, writeNote } from '../../engine.ts';
import type { Visit } from '../../visit.ts';
import { casesOf, namesOf } from '../names.ts';
import { colleagues } from '../openTask.ts';
import { refusalWords } from '../refusals.ts';
import { commandIdFrom } from '../requestId.ts';
import { plainNumber, type Task, taskOf } from '../rows.ts';
import { type Priority, priorities } from './filters.ts';

export const acts = ['claim', 'release', 'assign', 'priority'] as const;
export type Act = (typeof acts)[number];

/** As many as a page holds, a few times over. */
const most = 200;
const atOnce = 20;
const mostPeople = 300;

const priorityOf: { [name in Priority]: number } = { high: 80, normal: 50, low: 20 };

export interface BulkResult {
  name: string;
  number: string;
  href: string;
  /** Why it was not done. */
  why?: string;
}

export interface Bulk {
  act: Act;
  /** Username or priority. */
  value: string;
  /** Why; work that goes back or to somebody says so in its case. */
  reason: string;
  /** From here come the commands' ids, so that sending twice is doing once. */
  request: string;
}

export const mayReassign = (visit: Visit): boolean =>
  visit.principal.roles.some((role) => role === 'leader' || role === 'admin');

/** Whom a leader may give work: the members of their groups; administrators, members of any. */
export async function assignees(visit: Visit): Promise<{ username: string; name: string }[]> {
  if (!mayReassign(visit)) return [];
  const { reader, tenant } = visit.engine.store;
  const members = reader('cauce_memberships').where({ tenant_id: tenant }).select('username');
  if (!isAdministrator(visit.principal)) members.whereIn('group_id', visit.principal.groups);
  const rows: { username: string; name: string }[] = await reader('cauce_users')
    .where({ tenant_id: tenant, active: 1 })
    .whereIn('username', members)
    .orderBy('username')
    .limit(mostPeople)
    .select('username', 'name');
  return rows.sort((a, b) => a.name.localeCompare(b.name, 'es'));
}

/** Posted keys: whole numbers, each once. */
export function keysOf(visit: Visit): number[] {
  const posted = visit.posted.get('task') ?? [];
  const keys = posted.filter((key) => /^\d{1,16}$/.test(key)).map(Number);
  return [...new Set(keys.filter(Number.isSafeInteger))].slice(0, most);
}

export async function perform(visit: Visit, keys: readonly number[], bulk: Bulk): Promise<BulkResult[]> {
  const { rows } = await visit.engine.store.search('user_tasks', {
    where: [{ column: 'key', op: 'in', value: [...keys] }],
    limit: most,
  });
  const tasks = rows.map(taskOf).filter((task) => authorize(visit.principal, 'task:read', task));
  const byKey = new Map(tasks.map((task) => [task.key, task]));
  const cases = await casesOf(
    visit.engine.store,
    tasks.map((task) => task.rootKey),
  );
  const results: BulkResult[] = [];
  for (let from = 0; from < keys.length; from += atOnce) {
    const some = keys.slice(from, from + atOnce);
    results.push(...(await Promise.all(some.map((key) => one(key, byKey.get(key))))));
  }
  return results;

  async function one(key: number, task: Task | undefined): Promise<BulkResult> {
    const href = `${visit.base}/tareas/${key}`;
    if (!task)
      return { name: visit.t('workList.bulk.unknown'), number: '', href, why: visit.t('workList.bulk.gone') };
    const number = cases.get(task.rootKey)?.number ?? plainNumber(task.rootKey);
    const why = await whyNot(visit, task, bulk);
    return { name: task.name, number, href, ...(why !== undefined && { why }) };
  }
}

/** Undefined: it was done. */
async function whyNot(visit: Visit, task: Task, bulk: Bulk): Promise<string | undefined> {
  const { act, value, request } = bulk;
  const { engine, principal } = visit;
  const asked = [request, act, value, bulk.reason, task.key].join(' ');
  const submission = { principal, commandId: commandIdFrom(asked) };
  const said = (outcome: { ok: true } | { ok: false; rejection: Rejection }) =>
    outcome.ok ? undefined : refusalWords(visit, outcome.rejection);
  if (task.state !== 'CREATED') return visit.t('workList.bulk.closed');
  switch (act) {
    case 'claim':
      if (!authorize(principal, 'task:claim', task)) return heldWords(visit, task);
      return said(await engine.assignUserTask(task.key, principal.username, false, submission));
    case 'release': {
      if (task.assignee === null) return visit.t('workList.bulk.free');
      const isOwn = task.assignee === principal.username;
      if (!isOwn && !authorize(principal, 'task:assign', task)) return heldWords(visit, task);
      return said(await handOver(visit, task, bulk, null, submission));
    }
    case 'assign': {
      if (!authorize(principal, 'task:assign', task)) return visit.t('workList.bulk.notYours');
      const chosen = (await colleagues(visit, task)).find(({ username }) => username === value);
      if (!chosen) return visit.t('workList.bulk.otherGroup');
      return said(await handOver(visit, task, bulk, value, submission));
    }
    case 'priority': {
      const priority = priorities.find((each) => each === value);
      if (!priority || !authorize(principal, 'task:update', task)) return visit.t('workList.bulk.notYours');
      return said(await engine.updateUserTask(task.key, { priority: priorityOf[priority] }, submission));
    }
  }
}

/** In one batch with the note that says why. */
function handOver(
  { engine }: Visit,
  task: Task,
  { reason }: Bulk,
  assignee: string | null,
  submission: Parameters<typeof writeNote>[2],
) {
  const userTask = { key: task.key };
  const assign: Command = { type: 'assignUserTask', userTask, assignee, allowOverride: true };
  const note = {
    caseKey: task.rootKey,
    kind: assignee === null ? ('returned' as const) : ('delegated' as const),
    text: reason,
    about: task.key,
    ...(assignee !== null && { mentions: [assignee] }),
  };
  return writeNote(engine, note, submission, [assign]);
}

async function heldWords(visit: Visit, { assignee }: Task): Promise<string> {
  if (assignee === null) return visit.t('workList.bulk.notYours');
  const names = await namesOf(visit.engine.store, [assignee]);
  return visit.t('workList.bulk.held', { name: names.get(assignee) ?? assignee });
}
