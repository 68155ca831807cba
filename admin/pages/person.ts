// One person: name, roles, groups, access, and a new password for one sign-in.
import { membershipChoices, postedMembership } from '../desk/membership.ts';
import {
  addMember,
  assignRole,
  findPerson,
  hashPassword,
  logAccess,
  newPassword,
  type Person,
} from '../engine.ts';
import { get, type PageRoute, post } from '../route.ts';
import { notFound, type Visit } from '../visit.ts';
import { sessionViews } from './sessions.ts';
import { keepSession } from './signIn.ts';

const mostSessions = 20;

async function opened(visit: Visit): Promise<Person> {
  const person = await findPerson(visit.engine.store, visit.param('username'));
  if (!person) throw notFound();
  return person;
}

interface Again {
  notice?: { text: string; wrong?: boolean };
  secret?: { username: string; password: string };
}

async function showPerson(visit: Visit, subject: Person, again: Again = {}, status = 200): Promise<void> {
  const address = `${visit.base}/admin/personas/${encodeURIComponent(subject.username)}`;
  const sessions = await visit.access.sessions.list({ username: subject.username, limit: mostSessions });
  visit.show(
    'person',
    {
      title: subject.name,
      subject,
      sessions: sessionViews(visit, sessions),
      notice: again.notice,
      secret: again.secret,
      mayWrite: true,
      action: address,
      resetAction: `${address}/clave`,
      crumbs: [{ label: visit.t('nav.people'), href: `${visit.base}/admin` }, { label: subject.name }],
      ...(await membershipChoices(visit, subject)),
    },
    status,
  );
}

/** Without an administrator nobody could ever appoint one again. */
async function isLastAdministrator(visit: Visit, username: string): Promise<boolean> {
  const { reader, tenant } = visit.engine.store;
  const others = await reader('cauce_role_assignments as r')
    .join('cauce_users as u', (join) => {
      join.on('u.tenant_id', 'r.tenant_id').andOn('u.username', 'r.username');
    })
    .where({ 'r.tenant_id': tenant, 'r.role': 'admin', 'u.active': 1 })
    .whereNot('r.username', username)
    .first('r.username');
  return others === undefined;
}

async function save(visit: Visit): Promise<void> {
  const person = await opened(visit);
  const { username } = person;
  const { roles, groups } = postedMembership(visit);
  const active = visit.field('active') === 'true';
  const losesAdmin = person.roles.includes('admin') && (!roles.includes('admin') || !active);
  if (losesAdmin && (await isLastAdministrator(visit, username))) {
    return showPerson(visit, person, { notice: { text: visit.t('people.lastAdmin'), wrong: true } }, 409);
  }
  const { store } = visit.engine;
  const mine = { tenant_id: store.tenant, username };
  await store.write(async (db) => {
    await db('cauce_users')
      .where(mine)
      .update({
        name: visit.field('name').trim() || username,
        email: visit.field('email').trim() || null,
        active: active ? 1 : 0,
      });
    await db('cauce_role_assignments').where(mine).delete();
    await db('cauce_memberships').where(mine).delete();
    for (const role of roles) await assignRole(db, store.tenant, role, username);
    for (const group of groups) await addMember(db, store.tenant, group, username);
    const actor = visit.principal.username;
    const detail = changesOf(person, { roles, groups, active });
    await logAccess(db, store.tenant, visit.engine.now(), { username, event: 'userUpdated', actor, detail });
  });
  await visit.access.sessions.closeAll(username);
  // Whoever may do something else now has another session: what an old one's secret opened, it opens no more.
  if (username === visit.principal.username && visit.identity?.session && active) await renewSession(visit);
  visit.go(`/admin/personas/${encodeURIComponent(username)}?notice=saved`);
}

/** `+admin -staff +Servicio`: what somebody gained and lost, for the record. */
function changesOf(before: Person, after: { roles: string[]; groups: string[]; active: boolean }): string {
  const lists = [
    [before.roles, after.roles],
    [before.groups, after.groups],
    [before.active ? ['active'] : [], after.active ? ['active'] : []],
  ] as const;
  return lists
    .flatMap(([old, now]: readonly [readonly string[], readonly string[]]) => [
      ...now.filter((each) => !old.includes(each)).map((each) => `+${each}`),
      ...old.filter((each) => !now.includes(each)).map((each) => `-${each}`),
    ])
    .join(' · ');
}

async function renewSession(visit: Visit): Promise<void> {
  const { access, principal, request } = visit;
  const origin = { address: request.ip, agent: request.headers['user-agent'] };
  keepSession(visit, await access.sessions.open(principal.username, origin));
}

async function resetPassword(visit: Visit): Promise<void> {
  const person = await opened(visit);
  const { username } = person;
  const password = newPassword();
  const passwordHash = await hashPassword(password);
  const { store } = visit.engine;
  await store.write(async (db) => {
    await db('cauce_users')
      .where({ tenant_id: store.tenant, username })
      .update({ password_hash: passwordHash, must_change_password: 1 });
    const actor = visit.principal.username;
    await logAccess(db, store.tenant, visit.engine.now(), { username, event: 'passwordChanged', actor });
  });
  await visit.access.sessions.closeAll(username);
  visit.response.setHeader('Cache-Control', 'no-store');
  await showPerson(visit, person, { secret: { username, password } });
}

export const personPages: PageRoute[] = [
  get('/admin/personas/:username', 'people:write', async (visit) => {
    const notice = visit.query('notice') === 'saved' ? { text: visit.t('people.saved') } : undefined;
    await showPerson(visit, await opened(visit), { ...(notice && { notice }) });
  }),
  post('/admin/personas/:username', 'people:write', save),
  post('/admin/personas/:username/clave', 'people:write', resetPassword),
];
