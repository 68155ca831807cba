// What the home page shows for a role beside the work list: drawings in the making, what stands still.
import { authorize, isAdministrator } from '../../engine.ts';
import type { Visit } from '../../visit.ts';
import { countWords } from '../workList/facetViews.ts';

const inSight = 5;

/** Drafts of drawings, those that this person changed last first. */
export async function drawings(visit: Visit) {
  if (!authorize(visit.principal, 'draft:write') || isAdministrator(visit.principal)) return undefined;
  const { username } = visit.principal;
  const open = (await visit.engine.drafts.list()).filter(({ discardedAt }) => discardedAt === null);
  const own = (by: string) => (by === username ? 0 : 1);
  open.sort((a, b) => own(a.changedBy) - own(b.changedBy) || b.changedAt - a.changedAt);
  return {
    all: `${visit.base}/procesos`,
    drafts: open.slice(0, inSight).map((draft) => ({
      name: draft.name,
      changedAt: draft.changedAt,
      href: `${visit.base}/borradores/${draft.key}`,
    })),
  };
}

/** Whether anything needs whoever administers. */
export async function standstill(visit: Visit) {
  if (!isAdministrator(visit.principal)) return undefined;
  const { total, hasMoreTotal } = await visit.engine.store.search('incidents', {
    where: [{ column: 'state', op: 'eq', value: 'ACTIVE' }],
    limit: 1,
  });
  return {
    href: `${visit.base}/admin/operacion`,
    count: total > 0 && countWords(visit, { count: total, more: hasMoreTotal }),
  };
}
