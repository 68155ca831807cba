// Who belongs to a leader's team: the members of their groups; for administrators, of all groups.
import { type Absence, isAbsentNow, isAdministrator, readAbsences } from '../../engine.ts';
import type { Visit } from '../../visit.ts';

export interface Member {
  username: string;
  name: string;
  groups: string[];
}

const most = 500;

export async function groupsOfTeam(visit: Visit): Promise<string[]> {
  const { reader, tenant } = visit.engine.store;
  if (!isAdministrator(visit.principal))
    return [...visit.principal.groups].sort((a, b) => a.localeCompare(b, 'es'));
  const rows: { id: string }[] = await reader('cauce_groups')
    .where({ tenant_id: tenant })
    .limit(most)
    .select('id');
  return rows.map(({ id }) => id).sort((a, b) => a.localeCompare(b, 'es'));
}

/** Active people of these groups, by their names. */
export async function membersOf(visit: Visit, groups: readonly string[]): Promise<Member[]> {
  const { reader, tenant } = visit.engine.store;
  const rows: { username: string; name: string; group: string }[] = await reader('cauce_memberships as m')
    .join('cauce_users as u', (join) => {
      join.on('u.tenant_id', 'm.tenant_id').andOn('u.username', 'm.username');
    })
    .where({ 'm.tenant_id': tenant, 'u.active': 1 })
    .whereIn('m.group_id', [...groups])
    .limit(most * 4)
    .select({ username: 'u.username', name: 'u.name', group: 'm.group_id' });
  const members = new Map<string, Member>();
  for (const { username, name, group } of rows) {
    const known = members.get(username) ?? { username, name, groups: [] };
    known.groups.push(group);
    members.set(username, known);
  }
  return [...members.values()].sort((a, b) => a.name.localeCompare(b.name, 'es')).slice(0, most);
}

export function absencesNow(visit: Visit): Promise<Absence[]> {
  const { store } = visit.engine;
  const at = visit.engine.now();
  return readAbsences(store.reader, store.tenant, at).then((all) =>
    all.filter((each) => isAbsentNow(each, at)),
  );
}
