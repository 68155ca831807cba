// People: who may sign in, with which roles and groups; adding somebody with a password for one sign-in.
import { administrationTabs } from '../desk/administration.ts';
import { membershipChoices, postedMembership } from '../desk/membership.ts';
import { pagerView, pageSize } from '../desk/pager.ts';
import { textOf } from '../desk/rows.ts';
import {
  createPerson,
  findPerson,
  isRole,
  newPassword,
  unstaffedGroups,
  usernamePattern,
} from '../engine.ts';
import { get, type PageRoute, post } from '../route.ts';
import type { Visit } from '../visit.ts';

async function listed(visit: Visit) {
  const { store } = visit.engine;
  const after = visit.query('after');
  const page = await store.search('users', {
    sort: [{ column: 'name' }, { column: 'username' }],
    limit: pageSize,
    ...(after && { after }),
  });
  const people = await Promise.all(page.rows.map((row) => findPerson(store, textOf(row.username))));
  const views = people
    .filter((person) => person !== undefined)
    .map((person) => ({
      username: person.username,
      name: person.name,
      active: person.active,
      roles: person.roles.map((role) => visit.t(`role.${role}`)).join(', '),
      groups: person.groups.join(', '),
      href: `${visit.base}/admin/personas/${encodeURIComponent(person.username)}`,
    }))
    // The database sorts by bytes, which puts Á after Z.
    .sort((a, b) => a.name.localeCompare(b.name, 'es'));
  return { page, views };
}

interface Again {
  wrong?: string;
  secret?: { username: string; password: string };
}

async function showPeople(visit: Visit, again: Again = {}, status = 200): Promise<void> {
  const { page, views } = await listed(visit);
  const typed = again.wrong
    ? { name: visit.field('name'), username: visit.field('username'), email: visit.field('email') }
    : {};
  visit.show(
    'people',
    {
      title: visit.t('people.title'),
      heading: visit.t('people.heading'),
      tabs: administrationTabs(visit),
      people: views,
      pager: pagerView(visit, page),
      unstaffed: await unstaffedGroups(visit.engine.store),
      mayWrite: true,
      form: typed,
      ...again,
      ...(await membershipChoices(
        visit,
        again.wrong ? postedMembership(visit) : { roles: ['staff'], groups: [] },
      )),
    },
    status,
  );
}

async function addPerson(visit: Visit): Promise<void> {
  const username = visit.field('username').trim();
  const email = visit.field('email').trim();
  if (!usernamePattern.test(username))
    return showPeople(visit, { wrong: visit.t('people.badUsername') }, 422);
  const password = newPassword();
  const { roles, groups } = postedMembership(visit);
  const created = await createPerson(
    visit.engine.store,
    visit.engine.now(),
    {
      username,
      name: visit.field('name').trim() || username,
      ...(email !== '' && { email }),
      password,
      mustChangePassword: true,
      roles: roles.filter(isRole),
      groups,
    },
    visit.principal.username,
  );
  if (!created) return showPeople(visit, { wrong: visit.t('people.taken') }, 409);
  visit.response.setHeader('Cache-Control', 'no-store');
  await showPeople(visit, { secret: { username, password } }, 201);
}

export const peoplePages: PageRoute[] = [
  get('/admin', 'people:write', (visit) => showPeople(visit)),
  post('/admin/personas', 'people:write', addPerson),
];
