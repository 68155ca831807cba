// Names of people and case numbers for the rows of a list, looked up together.
import type { Store } from '../engine.ts';
import type { Speaking, Visit } from '../visit.ts';
import { type Case, caseOf, numberOf, type Task, textOf } from './rows.ts';

const most = 1000;

/** Names by username; a username without a person stands for itself. */
export async function namesOf(store: Store, usernames: Iterable<string>): Promise<Map<string, string>> {
  const wanted = [...new Set(usernames)].filter((name) => name !== '').slice(0, most);
  if (wanted.length === 0) return new Map();
  const where = [{ column: 'username', op: 'in' as const, value: wanted }];
  const { rows } = await store.search('users', { where, limit: most });
  return new Map(rows.map((row) => [textOf(row.username), textOf(row.name)]));
}

export async function casesOf(store: Store, keys: Iterable<number>): Promise<Map<number, Case>> {
  const wanted = [...new Set(keys)].slice(0, most);
  if (wanted.length === 0) return new Map();
  const where = [{ column: 'key', op: 'in' as const, value: wanted }];
  const { rows } = await store.search('cases', { where, limit: most });
  return new Map(rows.map(caseOf).map((each) => [each.key, each]));
}

/** An actor of the history in words: programs and requesters are not people of ours. */
export function actorWords(visit: Speaking, actor: string, names: Map<string, string>): string {
  if (actor === 'system' || actor === 'conector' || actor === '') return visit.t('case.system');
  if (actor === 'correo') return visit.t('case.mailbox');
  if (actor === 'anonymous' || actor === 'public') return visit.t('case.public');
  return names.get(actor) ?? actor;
}

/** The groups and people who may take a task. */
export function candidateWords(task: Task, names: Map<string, string>): string {
  return [...task.candidateGroups, ...task.candidateUsers.map((user) => names.get(user) ?? user)].join(', ');
}

/** Who holds a task, or who may take it. */
export function holderWords(visit: Visit, task: Task, names: Map<string, string>): string {
  if (task.assignee === visit.principal.username) return visit.t('tasks.me');
  if (task.assignee !== null) return names.get(task.assignee) ?? task.assignee;
  const groups = candidateWords(task, names);
  return groups === '' ? visit.t('tasks.nobody') : visit.t('tasks.unassigned', { groups });
}

/** Which definition each case runs, by the case's key. */
export async function definitionsOf(visit: Visit, caseKeys: number[]): Promise<Map<number, number>> {
  if (caseKeys.length === 0) return new Map();
  const where = [{ column: 'key', op: 'in' as const, value: caseKeys }];
  const { rows } = await visit.engine.store.search('process_instances', { where, limit: most });
  return new Map(rows.map((row) => [numberOf(row.key), numberOf(row.definition_key)]));
}

export async function definitionOf(visit: Visit, caseKey: number): Promise<number> {
  return (await definitionsOf(visit, [caseKey])).get(caseKey) ?? 0;
}
