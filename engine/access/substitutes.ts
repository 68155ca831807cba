// Whose work somebody may take now beside their own: that of who is away and named them.
import type { Store } from '../store/store.ts';
import { type Absence, isNow, readAbsences } from './absences.ts';
import { createMemory } from './memory.ts';
import type { Person } from './people.ts';

export interface Substitutes {
  /** Absences of the present in which this person stands in. */
  of(username: string): Promise<Absence[]>;
  /** The person with the groups of those they stand in for. */
  withGroups(person: Person): Promise<Person>;
}

type Find = (username: string) => Promise<Person | undefined>;

export function createSubstitutes(store: Store, now: () => number, find: Find): Substitutes {
  const known = createMemory<Absence[]>(store);
  // Those that are to come are remembered too: time alone makes them the present.
  const open = async () =>
    (await known.get('open', () => readAbsences(store.reader, store.tenant, now()))) ?? [];

  async function of(username: string): Promise<Absence[]> {
    const at = now();
    return (await open()).filter((each) => each.substitute === username && isNow(each, at));
  }

  /** Somebody who records another's absence gives away no group but their own. */
  async function groupsOf({ username, recordedBy }: Absence): Promise<string[]> {
    const absent = await find(username);
    if (!absent || recordedBy === username) return absent?.groups ?? [];
    const recorder = await find(recordedBy);
    if (recorder?.roles.includes('admin')) return absent.groups;
    return absent.groups.filter((group) => recorder?.groups.includes(group));
  }

  return {
    of,
    async withGroups(person) {
      const absences = await of(person.username);
      if (absences.length === 0) return person;
      const groups = await Promise.all(absences.map(groupsOf));
      return { ...person, groups: [...new Set([...person.groups, ...groups.flat()])] };
    },
  };
}
