// The lanes of a process, whose names are groups, and who belongs to which group.
import type { Visit } from '../visit.ts';

export interface Lane {
  lane: string;
  /** How many things of the drawing people do in it. */
  activities: number;
}

/** Things that become work for people; where a program does one, its lane still answers for it. */
const isWork = (type: string): boolean => /task$/i.test(type) && !/^(script|businessRule)Task$/.test(type);

export async function lanesOf(visit: Visit, definitionKey: number): Promise<Lane[]> {
  const model = await visit.engine.model(definitionKey);
  const counts = new Map<string, number>();
  for (const element of model?.elements ?? [])
    if (element.lane !== undefined)
      counts.set(element.lane, (counts.get(element.lane) ?? 0) + (isWork(element.type) ? 1 : 0));
  return [...counts]
    .map(([lane, activities]) => ({ lane, activities }))
    .filter(({ activities }) => activities > 0)
    .sort((a, b) => a.lane.localeCompare(b.lane, 'es'));
}

/** Names of the active people of each group. */
export async function membersOf(visit: Visit): Promise<Map<string, string[]>> {
  const { reader, tenant } = visit.engine.store;
  const rows: { group_id: string; name: string }[] = await reader('cauce_memberships as m')
    .join('cauce_users as u', (join) => {
      join.on('u.tenant_id', 'm.tenant_id').andOn('u.username', 'm.username');
    })
    .where({ 'm.tenant_id': tenant, 'u.active': 1 })
    .select('m.group_id', 'u.name');
  const members = new Map<string, string[]>();
  for (const { group_id: group, name } of rows) members.set(group, [...(members.get(group) ?? []), name]);
  for (const names of members.values()) names.sort((a, b) => a.localeCompare(b, 'es'));
  return members;
}
