// Saved views of the work list: what may be shared with whom, and how they are shown and kept.
import { type Audience, isAdministrator, readViews, removeView, roles, saveView } from '../../engine.ts';
import type { Visit } from '../../visit.ts';

const list = 'tasks';
const longestName = 80;
const longestQuery = 1000;
/** What belongs to one visit, not to a view. */
const notKept = ['lang', 'done', 'notice', 'after', 'before'];

/** The address' part that a view keeps: known names in one order, so that the same view is the same text. */
export function queryOf(search: string): string {
  const asked = new URLSearchParams(search);
  for (const name of notKept) asked.delete(name);
  const kept = [...asked].filter(([, value]) => value !== '');
  return new URLSearchParams(kept.sort(([a], [b]) => a.localeCompare(b))).toString().slice(0, longestQuery);
}

export async function viewLinks(visit: Visit) {
  const views = await readViews(visit.engine.store, list, visit.principal);
  const here = queryOf(new URL(visit.request.originalUrl, 'http://localhost').search);
  return views.map((view) => ({
    key: view.key,
    name: view.name,
    href: `${visit.base}/tareas${view.query === '' ? '' : `?${view.query}`}`,
    current: view.query === here,
    shared: view.audience === 'person' ? undefined : sharedWords(visit, view.audience, view.audienceName),
    remove: mayRemove(visit, view.owner),
  }));
}

const mayRemove = (visit: Visit, owner: string): boolean =>
  owner === visit.principal.username || isAdministrator(visit.principal);

const roleWords = (visit: Visit, role: string): string => visit.t(`role.${role}`);

function sharedWords(visit: Visit, audience: Audience, name: string): string {
  return audience === 'role'
    ? visit.t('workList.views.ofRole', { name: roleWords(visit, name) })
    : visit.t('workList.views.ofGroup', { name });
}

/** Groups are shared with by their members; roles by leaders and administrators. */
export function audiencesFor(visit: Visit) {
  const { principal } = visit;
  const sharesWithRoles = principal.roles.some((role) => role === 'leader' || role === 'admin');
  return [
    { value: 'person', label: visit.t('workList.views.onlyMe') },
    ...principal.groups.map((group) => ({
      value: `group:${group}`,
      label: visit.t('workList.views.ofGroup', { name: group }),
    })),
    ...(sharesWithRoles ? roles.filter((role) => role !== 'service') : []).map((role) => ({
      value: `role:${role}`,
      label: visit.t('workList.views.ofRole', { name: roleWords(visit, role) }),
    })),
  ];
}

export type ViewOutcome = 'saved' | 'taken' | 'many' | 'nameless';

export async function keepView(visit: Visit): Promise<ViewOutcome> {
  const name = visit.field('name').trim().replace(/\s+/g, ' ').slice(0, longestName);
  if (name === '') return 'nameless';
  const asked = visit.field('audience');
  const chosen = audiencesFor(visit).find(({ value }) => value === asked)?.value ?? 'person';
  const at = chosen.indexOf(':');
  const { username } = visit.principal;
  const { store } = visit.engine;
  const view = {
    list,
    name,
    query: queryOf(visit.field('query')),
    owner: username,
    audience: (at < 0 ? 'person' : chosen.slice(0, at)) as Audience,
    audienceName: at < 0 ? username : chosen.slice(at + 1),
    at: visit.engine.now(),
  };
  return store.write((db) => saveView(db, store.tenant, view));
}

export async function dropView(visit: Visit): Promise<boolean> {
  const { store } = visit.engine;
  const owner = isAdministrator(visit.principal) ? {} : { owner: visit.principal.username };
  return store.write((db) => removeView(db, store.tenant, { key: visit.key('key'), ...owner }));
}
