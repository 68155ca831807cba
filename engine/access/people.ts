// Users, their groups and their roles, as rows of the database.
import type { Role } from '../runtime/engine.ts';
import type { Store } from '../store/store.ts';
import { type Db, logAccess } from './accessLog.ts';
import { hashPassword } from './password.ts';

export const roles = ['admin', 'designer', 'leader', 'staff', 'auditor', 'service'] as const;

export interface Person {
  username: string;
  name: string;
  email: string | null;
  active: boolean;
  mustChangePassword: boolean;
  groups: string[];
  roles: Role[];
}

export interface NewPerson {
  username: string;
  name?: string;
  email?: string;
  /** Absent: no sign-in with a password, as for services. */
  password?: string;
  mustChangePassword?: boolean;
  groups?: string[];
  roles?: Role[];
}

/** The same letters that the Camunda API allows. */
export const usernamePattern = /^[A-Za-z0-9_@.+-]{1,256}$/;

export interface UserRow {
  username: string;
  name: string;
  email: string | null;
  password_hash: string | null;
  active: number | boolean;
  must_change_password: number | boolean;
}

export function isRole(text: string): text is Role {
  return (roles as readonly string[]).includes(text);
}

export function findUserRow(db: Db, tenant: string, username: string): Promise<UserRow | undefined> {
  return db<UserRow>('cauce_users')
    .where({ tenant_id: tenant, username } as Partial<UserRow>)
    .first();
}

export async function findPerson(store: Store, username: string): Promise<Person | undefined> {
  const tenant = store.tenant;
  const [user, memberships, assigned] = await Promise.all([
    findUserRow(store.reader, tenant, username),
    store
      .reader('cauce_memberships')
      .where({ tenant_id: tenant, username })
      .orderBy('group_id')
      .select('group_id'),
    store.reader('cauce_role_assignments').where({ tenant_id: tenant, username }).select('role'),
  ]);
  if (!user) return undefined;
  return {
    username: user.username,
    name: user.name,
    email: user.email,
    active: Boolean(user.active),
    mustChangePassword: Boolean(user.must_change_password),
    groups: memberships.map((row: { group_id: string }) => row.group_id),
    roles: assigned.map((row: { role: string }) => row.role).filter(isRole),
  };
}

/** Inserts a user with groups and roles; false when the name is taken. Runs inside the caller's transaction. */
export async function insertPerson(
  db: Db,
  tenant: string,
  at: number,
  person: NewPerson & { passwordHash?: string | null },
  actor: string,
): Promise<boolean> {
  if (await findUserRow(db, tenant, person.username)) return false;
  await db('cauce_users').insert({
    tenant_id: tenant,
    username: person.username,
    name: person.name ?? person.username,
    email: person.email ?? null,
    password_hash: person.passwordHash ?? null,
    active: 1,
    must_change_password: person.mustChangePassword ? 1 : 0,
    created_at: at,
  });
  for (const group of new Set(person.groups ?? [])) await addMember(db, tenant, group, person.username);
  for (const role of new Set(person.roles ?? [])) await assignRole(db, tenant, role, person.username);
  await logAccess(db, tenant, at, { username: person.username, event: 'userCreated', actor });
  return true;
}

export async function createPerson(
  store: Store,
  at: number,
  person: NewPerson,
  actor: string,
): Promise<boolean> {
  const passwordHash = person.password === undefined ? null : await hashPassword(person.password);
  return store.write((db) => insertPerson(db, store.tenant, at, { ...person, passwordHash }, actor));
}

/** False when there was such a group already. */
export async function insertGroup(db: Db, tenant: string, id: string, name: string): Promise<boolean> {
  const taken = await db('cauce_groups').where({ tenant_id: tenant, id }).first('id');
  if (taken) return false;
  await db('cauce_groups').insert({ tenant_id: tenant, id, name });
  return true;
}

export async function addMember(db: Db, tenant: string, group: string, username: string): Promise<void> {
  await insertGroup(db, tenant, group, group);
  await db('cauce_memberships')
    .insert({ tenant_id: tenant, username, group_id: group })
    .onConflict(['tenant_id', 'username', 'group_id'])
    .ignore();
}

export async function assignRole(db: Db, tenant: string, role: Role, username: string): Promise<void> {
  await db('cauce_role_assignments')
    .insert({ tenant_id: tenant, username, role })
    .onConflict(['tenant_id', 'username', 'role'])
    .ignore();
}

/** Of these groups, those that nobody belongs to: their work falls to administrators. */
export async function groupsWithoutMembers(store: Store, groups: string[]): Promise<string[]> {
  if (groups.length === 0) return [];
  const staffed = await store
    .reader('cauce_memberships as m')
    .join('cauce_users as u', (join) => {
      join.on('u.tenant_id', 'm.tenant_id').andOn('u.username', 'm.username');
    })
    .where('m.tenant_id', store.tenant)
    .where('u.active', 1)
    .whereIn('m.group_id', groups)
    .distinct('m.group_id as id');
  const known = new Set(staffed.map((row: { id: string }) => row.id));
  return groups.filter((group) => !known.has(group));
}

/** Every candidate group of an open task that has no active member. */
export async function unstaffedGroups(store: Store): Promise<string[]> {
  const rows = await store
    .reader('cauce_task_candidates as c')
    .join('cauce_user_tasks as t', 't.key', 'c.task_key')
    .where('c.tenant_id', store.tenant)
    .where('c.kind', 'group')
    .where('t.state', 'CREATED')
    .distinct('c.name as name');
  return groupsWithoutMembers(
    store,
    rows.map((row: { name: string }) => row.name),
  );
}
