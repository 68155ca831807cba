// Whom somebody may call in a note: people of the house, those of the case and of one's own groups first.
import { authorize, caseFacts, findPerson, type Principal, withoutAccents } from '../../engine.ts';
import type { Visit } from '../../visit.ts';

export interface Colleague {
  username: string;
  name: string;
}

const HOUSE = ['staff', 'leader', 'auditor', 'admin'];
const MOST_PEOPLE = 5_000;
const SHOWN = 8;
const AT_HAND = 200;

/** Active people who work here, or those among them; citizens have no account. */
async function house(visit: Visit, among?: readonly string[]): Promise<Colleague[]> {
  const { reader, tenant } = visit.engine.store;
  return reader('cauce_users as u')
    .join('cauce_role_assignments as r', (on) =>
      on.on('r.tenant_id', 'u.tenant_id').andOn('r.username', 'u.username'),
    )
    .where({ 'u.tenant_id': tenant, 'u.active': 1 })
    .whereIn('r.role', HOUSE)
    .where((rows) => among && rows.whereIn('u.username', [...among]))
    .distinct('u.username as username', 'u.name as name')
    .limit(MOST_PEOPLE);
}

/** Who holds, held or may take work of the case. */
async function ofCase(visit: Visit, caseKey: number): Promise<Set<string>> {
  const { reader, tenant } = visit.engine.store;
  const rows: { assignee: string | null; completed_by: string | null }[] = await reader('cauce_user_tasks')
    .where({ tenant_id: tenant, root_key: caseKey })
    .limit(500)
    .select('assignee', 'completed_by');
  return new Set(rows.flatMap(({ assignee, completed_by }) => [assignee ?? '', completed_by ?? '']));
}

async function ofGroups(visit: Visit): Promise<Set<string>> {
  const { reader, tenant } = visit.engine.store;
  const rows: { username: string }[] = await reader('cauce_memberships')
    .where({ tenant_id: tenant })
    .whereIn('group_id', visit.principal.groups)
    .distinct('username');
  return new Set(rows.map(({ username }) => username));
}

/** Those whose name or username holds the text, accents aside; the nearest to the case first. */
export async function suggested(visit: Visit, typed: string, caseKey?: number): Promise<Colleague[]> {
  const wanted = plain(typed);
  const [near, mates] = await Promise.all([
    caseKey === undefined ? new Set<string>() : ofCase(visit, caseKey),
    ofGroups(visit),
  ]);
  // Before anything is typed, those at hand are enough.
  const people = await house(visit, wanted === '' ? [...near, ...mates].slice(0, AT_HAND) : undefined);
  const rank = ({ username }: Colleague) => (near.has(username) ? 0 : mates.has(username) ? 1 : 2);
  return people
    .filter(({ username }) => username !== visit.principal.username)
    .filter(({ username, name }) => plain(`${name} ${username}`).includes(wanted))
    .sort((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name, 'es'))
    .slice(0, SHOWN);
}

/** Of these names, those of active people. */
export async function peopleAmong(visit: Visit, names: readonly string[]): Promise<string[]> {
  if (names.length === 0) return [];
  const { reader, tenant } = visit.engine.store;
  const rows: { username: string }[] = await reader('cauce_users')
    .where({ tenant_id: tenant, active: 1 })
    .whereIn('username', [...names].slice(0, 200))
    .select('username');
  const known = new Set(rows.map(({ username }) => username));
  return names.filter((name) => known.has(name));
}

/** Of these people, those who cannot open the case and so will not read what calls them. */
export async function unheardAmong(
  visit: Visit,
  caseKey: number,
  names: readonly string[],
): Promise<string[]> {
  const { store } = visit.engine;
  const unheard: string[] = [];
  for (const username of names) {
    const person = await findPerson(store, username);
    if (!person) continue;
    const { groups, roles, name } = person;
    const principal: Principal = { username, kind: 'user', groups, roles };
    const facts = await caseFacts(store, principal, caseKey);
    if (!authorize(principal, 'case:read', facts)) unheard.push(name);
  }
  return unheard;
}

const plain = (text: string): string => withoutAccents(text).toLowerCase();
