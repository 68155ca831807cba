// Finds what a path names, with what the policy must know of it and the case that it belongs to.
import { type CaseResource, isAdministrator, type TaskResource } from '../access/policy.ts';
import type { Principal } from '../runtime/engine.ts';
import { isAskedIn } from '../store/notes.ts';
import type { Row, Store } from '../store/store.ts';
import type { Loaded, Loader } from './route.ts';
import { integer, names, text, textOrNull } from './rows.ts';

export function taskFacts(row: Row): TaskResource {
  return {
    kind: 'task',
    state: text(row, 'state'),
    assignee: textOrNull(row, 'assignee'),
    candidateGroups: names(row, 'candidate_groups'),
    candidateUsers: names(row, 'candidate_users'),
  };
}

/** Has or had this principal a task in the case? Not asked for those whose roles decide alone. */
export async function isInvolvedIn(store: Store, principal: Principal, rootKey: number): Promise<boolean> {
  const roles = principal.roles;
  if (isAdministrator(principal) || !(roles.includes('staff') || roles.includes('leader'))) return false;
  const page = await store.search('user_tasks', {
    where: [{ column: 'root_key', op: 'eq', value: rootKey }],
    candidates: { groups: principal.groups, user: principal.username, heldByOthers: true },
    limit: 1,
  });
  return page.rows.length > 0;
}

/** What the policy must know of a case. */
export async function caseFacts(store: Store, principal: Principal, rootKey: number): Promise<CaseResource> {
  if (await isInvolvedIn(store, principal, rootKey)) return { kind: 'case', involved: true };
  const consulted = await isConsultedIn(store, principal, rootKey);
  return { kind: 'case', involved: false, ...(consulted && { consulted }) };
}

/** Was this principal asked in the case, and is the answer still waited for? */
export async function isConsultedIn(store: Store, principal: Principal, rootKey: number): Promise<boolean> {
  const { roles, username } = principal;
  if (isAdministrator(principal) || !(roles.includes('staff') || roles.includes('leader'))) return false;
  return isAskedIn(store, username, rootKey);
}

type Caller = Parameters<Loader>[0];

async function ofCase(call: Caller, row: Row, rootKey: number): Promise<Loaded> {
  return { row, facts: await caseFacts(call.engine.store, call.principal, rootKey), caseKey: rootKey };
}

export const byTask: Loader = async (call) => {
  const row = await call.engine.store.find('user_tasks', { key: call.key('userTaskKey') });
  return row && { row, facts: taskFacts(row), caseKey: integer(row, 'root_key') };
};

/** A task that is open, out of memory where it can be: without when it was created, for who only completes it. */
export const byOpenTask: Loader = async (call) => {
  const row = call.engine.openTask(call.key('userTaskKey'));
  return row ? { row, facts: taskFacts(row), caseKey: integer(row, 'root_key') } : byTask(call);
};

export const byInstance: Loader = async (call) => {
  const row = await call.engine.store.find('process_instances', { key: call.key('processInstanceKey') });
  return row && ofCase(call, row, integer(row, 'root_key'));
};

export const byElementInstance: Loader = async (call) => {
  const { store } = call.engine;
  const row = await store.find('element_instances', { key: call.key('elementInstanceKey') });
  const instance = row && (await store.find('process_instances', { key: integer(row, 'instance_key') }));
  return row && instance && ofCase(call, row, integer(instance, 'root_key'));
};

export const byIncident: Loader = async (call) => {
  const row = await call.engine.store.find('incidents', { key: call.key('incidentKey') });
  return row && ofCase(call, row, integer(row, 'root_key'));
};

export const byCase: Loader = async (call) => {
  const row = await call.engine.store.find('cases', { key: call.key('caseKey') });
  return row && ofCase(call, row, integer(row, 'key'));
};

export const byClock: Loader = async (call) => {
  const row = await call.engine.store.find('sla_clocks', { key: call.key('slaKey') });
  return row && ofCase(call, row, integer(row, 'root_key'));
};

export const byNote: Loader = async (call) => {
  const row = await call.engine.store.find('notes', { key: call.key('noteKey') });
  return row && ofCase(call, row, integer(row, 'root_key'));
};
