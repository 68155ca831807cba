// Groups: who belongs to each, what waits for it, which flows have a lane of its name; members come and go.
import { administrationTabs } from '../desk/administration.ts';
import { membersOf } from '../desk/lanes.ts';
import { textOf } from '../desk/rows.ts';
import { addMember, findPerson, insertGroup, logAccess, unstaffedGroups } from '../engine.ts';
import { get, type PageRoute, post } from '../route.ts';
import { notFound, type Visit } from '../visit.ts';

const longest = 256;

const hrefOf = (visit: Visit, group: string): string =>
  `${visit.base}/admin/grupos/ver?grupo=${encodeURIComponent(group)}`;

/** Open tasks that a group may take. */
async function waitingBy(visit: Visit): Promise<Map<string, number>> {
  const { reader, tenant } = visit.engine.store;
  const rows: { name: string; count: number | string }[] = await reader('cauce_task_candidates as c')
    .join('cauce_user_tasks as t', 't.key', 'c.task_key')
    .where({ 'c.tenant_id': tenant, 'c.kind': 'group', 't.state': 'CREATED' })
    .groupBy('c.name')
    .select('c.name')
    .count('* as count');
  return new Map(rows.map(({ name, count }) => [name, Number(count)]));
}

async function showGroups(visit: Visit, again: { wrong?: string } = {}, status = 200): Promise<void> {
  const [{ rows }, members, waiting, unstaffed] = await Promise.all([
    visit.engine.store.search('groups', { limit: 1000 }),
    membersOf(visit),
    waitingBy(visit),
    unstaffedGroups(visit.engine.store),
  ]);
  const ids = [...new Set([...rows.map((row) => textOf(row.id)), ...unstaffed])];
  visit.show(
    'groups',
    {
      title: visit.t('groups.title'),
      heading: visit.t('groups.title'),
      tabs: administrationTabs(visit),
      notice: visit.query('notice') === 'removed' ? { text: visit.t('groups.removed') } : undefined,
      groups: ids
        .sort((a, b) => a.localeCompare(b, 'es'))
        .map((id) => ({
          id,
          href: hrefOf(visit, id),
          people: members.get(id)?.join(', '),
          waiting: waiting.get(id) ?? 0,
          isUnstaffed: unstaffed.includes(id),
        })),
      name: again.wrong ? visit.field('name') : '',
      ...again,
    },
    status,
  );
}

async function createGroup(visit: Visit): Promise<void> {
  const name = visit.field('name').trim();
  if (name === '' || name.length > longest)
    return showGroups(visit, { wrong: visit.t('groups.noName') }, 422);
  const { store, now } = visit.engine;
  const actor = visit.principal.username;
  const isNew = await store.write(async (db) => {
    const made = await insertGroup(db, store.tenant, name, name);
    if (made)
      await logAccess(db, store.tenant, now(), { username: '', event: 'groupCreated', actor, detail: name });
    return made;
  });
  if (!isNew) return showGroups(visit, { wrong: visit.t('groups.taken') }, 409);
  visit.go(hrefOf(visit, name).slice(visit.base.length));
}

interface Member {
  username: string;
  name: string;
}

async function membersIn(visit: Visit, group: string): Promise<Member[]> {
  const { reader, tenant } = visit.engine.store;
  const rows: Member[] = await reader('cauce_memberships as m')
    .join('cauce_users as u', (join) => {
      join.on('u.tenant_id', 'm.tenant_id').andOn('u.username', 'm.username');
    })
    .where({ 'm.tenant_id': tenant, 'm.group_id': group })
    .select('u.username', 'u.name');
  return rows.sort((a, b) => a.name.localeCompare(b.name, 'es'));
}

/** One that exists, or that open work names without anybody having made it. */
async function groupOf(visit: Visit): Promise<string> {
  const id = visit.query('grupo') ?? '';
  const { store } = visit.engine;
  if (await store.find('groups', { id })) return id;
  if ((await unstaffedGroups(store)).includes(id)) return id;
  throw notFound();
}

async function showGroup(visit: Visit, again: { wrong?: string } = {}, status = 200): Promise<void> {
  const group = await groupOf(visit);
  const [members, waiting, people] = await Promise.all([
    membersIn(visit, group),
    waitingBy(visit),
    visit.engine.store.search('users', { sort: [{ column: 'name' }], limit: 1000 }),
  ]);
  const query = `?grupo=${encodeURIComponent(group)}`;
  const isMember = new Set(members.map(({ username }) => username));
  const count = waiting.get(group) ?? 0;
  visit.show(
    'group',
    {
      title: group,
      group,
      crumbs: [{ label: visit.t('groups.title'), href: `${visit.base}/admin/grupos` }, { label: group }],
      notice: visit.query('notice') === 'saved' ? { text: visit.t('people.saved') } : undefined,
      members: members.map((member) => ({
        ...member,
        href: `${visit.base}/admin/personas/${encodeURIComponent(member.username)}`,
      })),
      waiting: visit.t('groups.waiting', { count }),
      others: people.rows
        .filter((row) => !isMember.has(textOf(row.username)))
        .map((row) => ({ username: textOf(row.username), name: textOf(row.name) })),
      addAction: `${visit.base}/admin/grupos/agregar${query}`,
      removeAction: `${visit.base}/admin/grupos/quitar${query}`,
      deleteAction: members.length === 0 && count === 0 && `${visit.base}/admin/grupos/borrar${query}`,
      formAction: false,
      ...again,
    },
    status,
  );
}

async function change(visit: Visit, adds: boolean): Promise<void> {
  const group = await groupOf(visit);
  const person = await findPerson(visit.engine.store, visit.field('username'));
  if (!person) return showGroup(visit, { wrong: visit.t('groups.unknownPerson') }, 422);
  const { store, now } = visit.engine;
  const { username } = person;
  await store.write(async (db) => {
    if (adds) await addMember(db, store.tenant, group, username);
    else await db('cauce_memberships').where({ tenant_id: store.tenant, username, group_id: group }).del();
    const event = adds ? 'membershipAdded' : 'membershipRemoved';
    const actor = visit.principal.username;
    await logAccess(db, store.tenant, now(), { username, event, actor, detail: group });
  });
  visit.go(`${hrefOf(visit, group).slice(visit.base.length)}&notice=saved`);
}

async function remove(visit: Visit): Promise<void> {
  const group = await groupOf(visit);
  const isInUse = (await membersIn(visit, group)).length > 0 || (await waitingBy(visit)).has(group);
  if (isInUse) return showGroup(visit, { wrong: visit.t('groups.inUse') }, 409);
  const { store, now } = visit.engine;
  await store.write(async (db) => {
    await db('cauce_groups').where({ tenant_id: store.tenant, id: group }).del();
    const actor = visit.principal.username;
    await logAccess(db, store.tenant, now(), { username: '', event: 'groupDeleted', actor, detail: group });
  });
  visit.go('/admin/grupos?notice=removed');
}

export const groupPages: PageRoute[] = [
  get('/admin/grupos', 'people:write', (visit) => showGroups(visit)),
  post('/admin/grupos', 'people:write', createGroup),
  get('/admin/grupos/ver', 'people:write', (visit) => showGroup(visit)),
  post('/admin/grupos/agregar', 'people:write', (visit) => change(visit, true)),
  post('/admin/grupos/quitar', 'people:write', (visit) => change(visit, false)),
  post('/admin/grupos/borrar', 'people:write', remove),
];
