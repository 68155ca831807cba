// Roles and groups as check boxes, and what was chosen of them.
import { isRole, type Role, roles, unstaffedGroups } from '../engine.ts';
import type { Visit } from '../visit.ts';
import { textOf } from './rows.ts';

export interface Membership {
  roles: Role[];
  groups: string[];
}

export async function membershipChoices(visit: Visit, chosen: Membership) {
  const [{ rows }, unstaffed] = await Promise.all([
    visit.engine.store.search('groups', { limit: 1000 }),
    unstaffedGroups(visit.engine.store),
  ]);
  const groups = [...new Set([...rows.map((row) => textOf(row.id)), ...unstaffed])];
  return {
    roleChoices: roles.map((id) => ({
      id,
      label: visit.t(`role.${id}`),
      checked: chosen.roles.includes(id),
    })),
    groupChoices: groups
      .map((id) => ({ id, label: id }))
      .sort((a, b) => a.label.localeCompare(b.label, 'es'))
      .map((group) => ({ ...group, checked: chosen.groups.includes(group.id) })),
  };
}

export function postedMembership(visit: Visit): Membership {
  const added = visit.field('newGroup').trim();
  return {
    roles: (visit.posted.get('roles') ?? []).filter(isRole),
    groups: [...new Set([...(visit.posted.get('groups') ?? []), ...(added === '' ? [] : [added])])],
  };
}
