// People to try the product with, only on request: one for each lane of the deployed flows, all with one password.

import { withoutAccents } from '../core/withoutAccents.ts';
import type { Role } from '../runtime/engine.ts';
import type { Store } from '../store/store.ts';
import { hashPassword } from './password.ts';
import { addMember, findUserRow, insertGroup, insertPerson } from './people.ts';
import { newPassword } from './secret.ts';

/** One lane as `processes/<flow>/roles.json` lists it: `id` is the lane's name to the letter. */
export interface LaneRole {
  id: string;
  name?: string;
  /** Default: staff. */
  roles?: Role[];
  /** Default: made from the id. */
  username?: string;
  /** Other lanes whose work this person leads: a member of their groups, too. */
  leads?: string[];
}

export interface DemoPeople {
  password: string;
  people: { username: string; name: string; groups: string[]; roles: Role[] }[];
}

/** Small, without accents, without what stands in brackets: `Profesional Juridico (X)` is `profesional.juridico`. */
export function usernameOf(lane: string): string {
  const letters = withoutAccents(lane.replace(/\([^)]*\)/g, ' ')).toLowerCase();
  return letters.replace(/[^a-z0-9]+/g, '.').replace(/^\.+|\.+$/g, '') || 'persona';
}

function withUsernames(lanes: LaneRole[]): Required<LaneRole>[] {
  const byId = new Map<string, Required<LaneRole>>();
  const taken = new Set<string>();
  for (const lane of lanes) {
    if (byId.has(lane.id)) continue;
    const wanted = lane.username ?? usernameOf(lane.id);
    let username = wanted;
    for (let number = 2; taken.has(username); number += 1) username = `${wanted}.${number}`;
    taken.add(username);
    const { id, name = id, roles = ['staff'], leads = [] } = lane;
    byId.set(id, { id, name, roles, username, leads });
  }
  return [...byId.values()];
}

const desks = [
  { username: 'auditoria', name: 'Auditoría (demostración)', groups: [], roles: ['auditor'] as Role[] },
  {
    username: 'diseno',
    name: 'Diseño de procesos (demostración)',
    groups: [],
    roles: ['designer'] as Role[],
  },
];

/**
 * Creates who is missing and gives all of them the password anew, because only its hash is kept:
 * what a start prints is what works. Nobody's session ends.
 */
export async function createDemoPeople(
  store: Store,
  now: () => number,
  lanes: LaneRole[],
  password = newPassword(12),
): Promise<DemoPeople> {
  const passwordHash = await hashPassword(password);
  const fromLanes = withUsernames(lanes).map(({ id, name, roles, username, leads }) => ({
    username,
    name,
    groups: [id, ...leads],
    roles,
  }));
  const people = [...fromLanes, ...desks];
  await store.write(async (db) => {
    for (const person of people) {
      for (const group of person.groups) await insertGroup(db, store.tenant, group, group);
      if (await findUserRow(db, store.tenant, person.username)) {
        await db('cauce_users')
          .where({ tenant_id: store.tenant, username: person.username })
          .update({ password_hash: passwordHash });
        for (const group of person.groups) await addMember(db, store.tenant, group, person.username);
      } else {
        await insertPerson(db, store.tenant, now(), { ...person, passwordHash }, 'system');
      }
    }
  });
  return { password, people };
}
