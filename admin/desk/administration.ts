// The pages of administration: one word in the rail, the rest as tabs of its pages, each for whom it is.
import { type Action, authorize } from '../engine.ts';
import type { Visit } from '../visit.ts';

const tabs: readonly [path: string, label: string, action: Action][] = [
  ['/admin', 'nav.people', 'people:write'],
  ['/admin/grupos', 'groups.title', 'people:write'],
  ['/admin/permisos', 'permissions.title', 'people:write'],
  ['/admin/sesiones', 'sessions.tab', 'people:write'],
  ['/admin/operacion', 'nav.operation', 'operation:write'],
  ['/admin/salud', 'health.title', 'operation:write'],
  ['/admin/copias', 'backups.title', 'operation:write'],
  ['/admin/registro', 'record.title', 'administration:read'],
];

export interface Tab {
  href: string;
  label: string;
  current: boolean;
}

export function administrationTabs(visit: Visit): Tab[] {
  const here = visit.request.path;
  const shown = tabs.filter(([, , action]) => authorize(visit.principal, action));
  const under = shown.map(([path]) => path).filter((path) => here === path || here.startsWith(`${path}/`));
  const current = under.sort((a, b) => b.length - a.length)[0];
  return shown.map(([path, label]) => ({
    href: visit.base + path,
    label: visit.t(label),
    current: path === current,
  }));
}
