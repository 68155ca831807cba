// What auditors have besides the cases themselves: the proof, who read what, and where time goes.
import { authorize } from '../engine.ts';
import type { Visit } from '../visit.ts';

const tabs = [
  ['verification', '/auditoria', 'audit:verify'],
  ['reads', '/auditoria/lecturas', 'audit:read'],
  ['exports', '/auditoria/exportaciones', 'audit:read'],
  ['record', '/admin/registro', 'administration:read'],
  ['heat', '/tablero/tiempos', 'report:read'],
] as const;

export const auditTabs = (visit: Visit, current: (typeof tabs)[number][0]) =>
  tabs
    .filter(([, , action]) => authorize(visit.principal, action))
    .map(([id, path]) => ({
      label: visit.t(`audits.tab.${id}`),
      href: visit.base + path,
      current: id === current,
    }));
