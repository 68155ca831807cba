// The one place that says who may do what; `listLimits` says the same of lists.
import type { Principal, Role } from '../runtime/engine.ts';
import type { Action } from './actions.ts';

export type { Action } from './actions.ts';

export interface TaskResource {
  kind: 'task';
  state: string;
  assignee: string | null;
  candidateGroups: string[];
  candidateUsers: string[];
}

/**
 * A case and whatever belongs to it. `involved`: the principal has or had a task in it; `consulted`: was asked something in
 * it and has not answered yet.
 */
export interface CaseResource {
  kind: 'case';
  involved: boolean;
  consulted?: boolean;
}

export interface DocumentResource {
  kind: 'document';
  createdBy: string;
  /** False while no case has taken it. */
  attached: boolean;
  involved: boolean;
  consulted?: boolean;
}

export type ResourceFacts = TaskResource | CaseResource | DocumentResource;

/** Roles that may do an action on anything. Administrators may do everything and are not repeated. */
const anywhere: { [A in Action]: readonly Role[] } = {
  public: [],
  signedIn: ['designer', 'leader', 'staff', 'auditor', 'service'],
  'task:list': ['auditor', 'service'],
  'task:read': ['auditor', 'service'],
  'task:claim': ['service'],
  'task:assign': ['service'],
  'task:update': ['service'],
  'task:complete': ['service'],
  'case:list': ['auditor', 'service'],
  'case:read': ['auditor', 'service'],
  'case:history': ['auditor'],
  'case:relate': ['service'],
  'case:mend': ['service'],
  'case:annotate': ['service'],
  'clock:change': ['service'],
  'instance:start': ['designer', 'leader', 'staff', 'service'],
  'instance:cancel': ['service'],
  'instance:modify': ['service'],
  'instance:migrate': ['designer', 'service'],
  'variable:write': ['service'],
  'activity:begin': ['service'],
  'message:publish': ['service'],
  'job:list': ['auditor', 'service'],
  'job:work': ['service'],
  'incident:resolve': ['service'],
  'definition:read': ['designer', 'leader', 'staff', 'auditor', 'service'],
  'catalog:read': ['designer', 'leader', 'staff', 'auditor', 'service'],
  'catalog:write': ['designer', 'service'],
  'calendar:read': ['designer', 'leader', 'staff', 'auditor', 'service'],
  'calendar:write': ['designer', 'service'],
  'calendar:recalculate': ['designer', 'service'],
  'deployment:create': ['designer', 'service'],
  'draft:read': ['designer'],
  'draft:write': ['designer'],
  'decision:evaluate': ['designer', 'service'],
  'document:create': ['leader', 'staff', 'service'],
  'document:read': ['auditor', 'service'],
  'document:delete': ['service'],
  'people:read': ['leader', 'auditor', 'service'],
  'people:write': [],
  'inbound:read': ['auditor', 'service'],
  'indicator:read': ['designer', 'leader', 'auditor', 'service'],
  'figure:write': ['leader', 'service'],
  'report:read': ['designer', 'leader', 'auditor'],
  'report:schedule': ['leader'],
  'operation:read': ['designer', 'leader', 'staff', 'auditor', 'service'],
  'operation:write': [],
  'administration:read': ['auditor'],
  'audit:read': ['auditor'],
  'audit:verify': ['auditor'],
  'absence:write': ['leader', 'staff'],
  'team:read': ['leader'],
};

/** Every action that there is, in the order of the policy. */
export const actions = Object.keys(anywhere) as readonly Action[];

function isOf(principal: Principal, roles: readonly Role[]): boolean {
  return principal.roles.some((role) => role === 'admin' || roles.includes(role));
}

export function isAdministrator(principal: Principal): boolean {
  return principal.roles.includes('admin');
}

/** Whether the task is this person's to see: held by them or offered to them. */
export function isInvolved(principal: Principal, task: TaskResource): boolean {
  return (
    task.assignee === principal.username ||
    task.candidateUsers.includes(principal.username) ||
    task.candidateGroups.some((group) => principal.groups.includes(group))
  );
}

function mayOnTask(principal: Principal, action: Action, task: TaskResource): boolean {
  if (!isOf(principal, ['staff', 'leader']) || !isInvolved(principal, task)) return false;
  const isLeader = principal.roles.includes('leader');
  const isFree = task.assignee === null || task.assignee === principal.username;
  switch (action) {
    case 'task:read':
      return true;
    case 'task:claim':
    case 'task:complete':
      // Somebody else's work is taken over by reassigning it, which leaves a trace, never by completing it.
      return isFree;
    case 'task:assign':
    case 'task:update':
      return isLeader;
    default:
      return false;
  }
}

function mayOnDocument(principal: Principal, action: Action, document: DocumentResource): boolean {
  const isOwn = !document.attached && document.createdBy === principal.username;
  if (action === 'document:delete') return isOwn;
  const ofCase = document.involved || document.consulted === true;
  return action === 'document:read' && (isOwn || (isOf(principal, ['staff', 'leader']) && ofCase));
}

/**
 * May this principal do this, to this? Without a resource: is there anything at all that they may do it to?
 * Nobody signed in is null, and may only what is public.
 */
export function authorize(principal: Principal | null, action: Action, resource?: ResourceFacts): boolean {
  if (action === 'public') return true;
  if (!principal || principal.kind === 'public') return false;
  if (principal.kind === 'system' || isOf(principal, anywhere[action])) return true;
  if (!resource) return isOf(principal, ['staff', 'leader']) && ownWork.has(action);
  if (resource.kind === 'task') return mayOnTask(principal, action, resource);
  if (resource.kind === 'document') return mayOnDocument(principal, action, resource);
  // A term is moved, and a case put right, by who answers for it.
  if (action === 'clock:change' || action === 'case:mend')
    return isOf(principal, ['leader']) && resource.involved;
  if (!isOf(principal, ['staff', 'leader'])) return false;
  if (resource.involved) return ofOwnCase.has(action);
  return resource.consulted === true && whileAsked.has(action);
}

/** What those do who have or had a task in the case: who works in it also says what is done next in it. */
const ofOwnCase: ReadonlySet<Action> = new Set<Action>([
  'case:read',
  'case:relate',
  'case:annotate',
  'activity:begin',
]);

/** What those do who were asked about a case, until they have answered. */
const whileAsked: ReadonlySet<Action> = new Set<Action>(['case:read', 'case:annotate']);

/** Actions that staff and leaders may do to some resources, so that the resource itself must be asked. */
const ownWork: ReadonlySet<Action> = new Set<Action>([
  'task:list',
  'task:read',
  'task:claim',
  'task:assign',
  'task:update',
  'task:complete',
  'case:list',
  'case:read',
  'case:relate',
  'case:annotate',
  'clock:change',
  'case:mend',
  'activity:begin',
  'document:read',
  'document:delete',
]);

/** What a list must be limited to, so that it holds exactly the rows that `authorize` allows to read. */
export type ListLimits =
  | { kind: 'everything' }
  | { kind: 'nothing' }
  | { kind: 'own'; groups: string[]; user: string };

export function listLimits(
  principal: Principal | null,
  action: 'task:list' | 'case:list' | 'job:list',
): ListLimits {
  if (!authorize(principal, action) || !principal) return { kind: 'nothing' };
  if (principal.kind === 'system' || isOf(principal, anywhere[action])) return { kind: 'everything' };
  return { kind: 'own', groups: principal.groups, user: principal.username };
}
