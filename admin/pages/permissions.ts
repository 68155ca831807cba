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
  // A list holds what its reader may see.
  const isList = action.endsWith(':list') && authorize(who, action);
  return isList || own.some((resource) => authorize(who, action, resource)) ? 'own' : 'none';
}

const marks: Record<May, string> = { all: '●', own: '◐', none: '–' };

/** By what an action is about: the part before its colon. */
const groups: readonly [name: string, about: readonly string[]][] = [
  ['tasks', ['task']],
  ['cases', ['case', 'clock', 'instance', 'variable', 'activity', 'message', 'document']],
  ['programs', ['job', 'incident']],
  ['design', ['definition', 'catalog', 'calendar', 'deployment', 'draft', 'decision']],
  ['figures', ['indicator', 'figure', 'report']],
  ['people', ['people', 'team', 'absence']],
];

const groupOf = (action: Action): string =>
  groups.find(([, about]) => about.includes(action.split(':')[0] ?? ''))?.[0] ?? 'others';

function rowOf(visit: Visit, action: Action) {
  return {
    // One that came with an extension says its own name.
    label: hasText(visit.lang, `permission.${action}`) ? visit.t(`permission.${action}`) : action,
    cells: roles.map((role) => {
      const may = mayOf(role, action);
      return { may, mark: marks[may], words: visit.t(`permissions.${may}`) };
    }),
  };
}

function matrix(visit: Visit) {
  const shown = actions.filter((action) => action !== 'public' && action !== 'signedIn');
  return [...groups.map(([name]) => name), 'others'].map((name) => ({
    heading: visit.t(`permission.group.${name}`),
    rows: shown.filter((action) => groupOf(action) === name).map((action) => rowOf(visit, action)),
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
    groups: matrix(visit),
    columns: roles.length + 1,
    flows: (await flows(visit)).sort((a, b) => a.name.localeCompare(b.name, 'es')),
  });
}

export const permissionPages: PageRoute[] = [get('/admin/permisos', 'people:write', show)];
