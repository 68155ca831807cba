// Roles and groups as check boxes, and what was chosen of them.
import { isRole, type Role, roles } from '../engine.ts';
import type { Visit } from '../visit.ts';
import { textOf } from './rows.ts';

export interface Membership {
  roles: Role[];
  groups: string[];
}

export async function membershipChoices(visit: Visit, chosen: Membership) {
  const { rows } = await visit.engine.store.search('groups', { limit: 1000 });
  return {
    roleChoices: roles.map((id) => ({
      id,
      label: visit.t(`role.${id}`),
      checked: chosen.roles.includes(id),
    })),
    groupChoices: rows
      .map((row) => ({ id: textOf(row.id), label: textOf(row.id) }))
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
