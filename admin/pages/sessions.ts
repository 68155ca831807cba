// Who is signed in where: everybody sees and ends their own sessions, administrators those of all.
import { administrationTabs } from '../desk/administration.ts';
import { agentWords } from '../desk/agentWords.ts';
import { namesOf } from '../desk/names.ts';
import { addressWith } from '../desk/pager.ts';
import { logAccess, type OpenSession } from '../engine.ts';
import { get, type PageRoute, post } from '../route.ts';
import type { Visit } from '../visit.ts';

const most = 200;

const ownHandle = (visit: Visit): string | undefined =>
  visit.identity?.session && visit.access.sessions.handleOf(visit.identity.session.id);

export function sessionViews(
  visit: Visit,
  sessions: readonly OpenSession[],
  names = new Map<string, string>(),
) {
  const own = ownHandle(visit);
  return sessions.map((session) => ({
    ...session,
    name: names.get(session.username) ?? session.username,
    href: `${visit.base}/admin/personas/${encodeURIComponent(session.username)}`,
    device: agentWords(visit, session.agent),
    isOwn: session.handle === own,
  }));
}

/** Ends those that were chosen, one by one, each on record; gives how many lived still. */
async function end(visit: Visit, handles: readonly string[], username?: string): Promise<number> {
  const { access, engine, principal } = visit;
  let ended = 0;
  for (const handle of handles) {
    const whose = await access.sessions.end(handle, username);
    if (whose === undefined) continue;
    ended += 1;
    const entry = { username: whose, event: 'sessionEnded', actor: principal.username } as const;
    await engine.store.write((db) => logAccess(db, engine.store.tenant, engine.now(), entry));
  }
  return ended;
}

function chosen(visit: Visit): string[] {
  const handles = visit.posted.get('session') ?? [];
  return [...new Set(handles)].slice(0, most);
}

function noticeOf(visit: Visit) {
  const ended = visit.query('ended');
  if (ended === undefined) return undefined;
  const count = Number(ended);
  return Number.isSafeInteger(count) && count > 0
    ? { text: visit.t('sessions.ended', { count }) }
    : { text: visit.t('sessions.noneEnded'), wrong: true };
}

async function showOwn(visit: Visit): Promise<void> {
  const { username } = visit.principal;
  const sessions = await visit.access.sessions.list({ username, limit: most });
  visit.show('ownSessions', {
    title: visit.t('sessions.own'),
    notice: noticeOf(visit),
    sessions: sessionViews(visit, sessions),
    others: sessions.length > 1,
  });
}

async function endOwn(visit: Visit): Promise<void> {
  const own = ownHandle(visit);
  const { username } = visit.principal;
  const all = await visit.access.sessions.list({ username, limit: most });
  const others = all.map(({ handle }) => handle).filter((handle) => handle !== own);
  const handles = visit.field('others') === 'true' ? others : chosen(visit);
  const ended = await end(visit, handles, username);
  visit.go(`/sesiones?ended=${ended}`);
}

async function showAll(visit: Visit): Promise<void> {
  const username = visit.query('person')?.trim();
  const sessions = await visit.access.sessions.list({ username, limit: most });
  const names = await namesOf(
    visit.engine.store,
    sessions.map((session) => session.username),
  );
  visit.show('sessions', {
    title: visit.t('sessions.title'),
    heading: visit.t('sessions.title'),
    islands: ['choice'],
    tabs: administrationTabs(visit),
    notice: noticeOf(visit),
    wanted: username ?? '',
    isFiltered: username !== undefined,
    unfiltered: addressWith(visit, { person: undefined, ended: undefined }),
    sessions: sessionViews(visit, sessions, names),
    isCut: sessions.length === most && visit.t('sessions.cut', { count: most }),
  });
}

async function endAny(visit: Visit): Promise<void> {
  const ended = await end(visit, chosen(visit));
  const person = visit.field('person').trim();
  visit.go(`/admin/sesiones?ended=${ended}${person && `&person=${encodeURIComponent(person)}`}`);
}

export const sessionPages: PageRoute[] = [
  get('/sesiones', 'signedIn', showOwn),
  post('/sesiones/cerrar', 'signedIn', endOwn),
  get('/admin/sesiones', 'people:write', showAll),
  post('/admin/sesiones/cerrar', 'people:write', endAny),
];
