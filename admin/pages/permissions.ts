// Who may do what: each role against each action, asked of the policy itself; and who works where in each flow.
import { administrationTabs } from '../desk/administration.ts';
import { allProcesses } from '../desk/deployed.ts';
import { flowName } from '../desk/flowName.ts';
import { lanesOf, membersOf } from '../desk/lanes.ts';
import {
  type Action,
  actions,
  authorize,
  type Principal,
  type Role,
  roles,
  type TaskResource,
} from '../engine.ts';
import { hasText } from '../render/locale.ts';
import { get, type PageRoute } from '../route.ts';
import type { Visit } from '../visit.ts';

type May = 'all' | 'own' | 'none';

const somebody = (role: Role): Principal => ({
  username: 'somebody',
  kind: role === 'service' ? 'service' : 'user',
  groups: ['group'],
  roles: [role],
});

const task: TaskResource = {
  kind: 'task',
  state: 'CREATED',
  assignee: null,
  candidateGroups: ['group'],
  candidateUsers: [],
};

/** Asked of a task and a case of others, then of their own. */
export function mayOf(role: Role, action: Action): May {
  const who = somebody(role);
  const others = { kind: 'case', involved: false } as const;
  if (authorize(who, action, others)) return 'all';
  const own = [
    task,
    { kind: 'case', involved: true } as const,
    { kind: 'document', createdBy: 'somebody', attached: false, involved: true } as const,
  ];
  return own.some((resource) => authorize(who, action, resource)) ? 'own' : 'none';
}

const marks: Record<May, string> = { all: '●', own: '◐', none: '–' };

function matrix(visit: Visit) {
  return actions
    .filter((action) => action !== 'public')
    .map((action) => ({
      // One that came with an extension says its own name.
      label: hasText(visit.lang, `permission.${action}`) ? visit.t(`permission.${action}`) : action,
      cells: roles.map((role) => {
        const may = mayOf(role, action);
        return { may, mark: marks[may], words: visit.t(`permissions.${may}`), role: visit.t(`role.${role}`) };
      }),
    }));
}

/** The newest version of each process, by flow. */
async function flows(visit: Visit) {
  const newest = new Map<string, Awaited<ReturnType<typeof allProcesses>>[number]>();
  for (const process of await allProcesses(visit))
    if (!newest.has(process.id)) newest.set(process.id, process);
  const members = await membersOf(visit);
  return Promise.all(
    [...newest.values()].map(async (process) => ({
      name: flowName(visit, process.flow || process.id, [process]),
      process: process.name,
      variant: process.variant && visit.t(`variant.${process.variant}`),
      href: `${visit.base}/procesos/${process.key}`,
      lanes: (await lanesOf(visit, process.key)).map(({ lane, activities }) => ({
        lane,
        activities: visit.t('permissions.activities', { count: activities }),
        people: members.get(lane)?.join(', '),
        href: `${visit.base}/admin/grupos/ver?grupo=${encodeURIComponent(lane)}`,
      })),
    })),
  );
}

async function show(visit: Visit): Promise<void> {
  visit.show('permissions', {
    title: visit.t('permissions.title'),
    heading: visit.t('permissions.title'),
    tabs: administrationTabs(visit),
    roles: roles.map((role) => visit.t(`role.${role}`)),
    rows: matrix(visit),
    flows: (await flows(visit)).sort((a, b) => a.name.localeCompare(b.name, 'es')),
  });
}

export const permissionPages: PageRoute[] = [get('/admin/permisos', 'people:write', show)];
