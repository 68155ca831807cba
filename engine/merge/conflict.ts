// What two people changed differently, and who of them is followed in it.

export type Side = 'mine' | 'theirs';

export interface Conflict {
  /** The same for the same three texts. */
  id: string;
  /** What people know the place by: a name, else an id. */
  name: string;
  /** BPMN's or DMN's word, a field's type, or `file`, `line`. */
  kind: string;
  /** What of it; absent: the whole of it, which one side took away. */
  property?: string;
  /** Absent: not there. */
  base?: string;
  mine?: string;
  theirs?: string;
}

/** Conflicts that nobody has decided are followed as mine, and told. */
export type Choices = ReadonlyMap<string, Side>;

export interface Merged {
  text: string;
  /** All of them, decided or not. */
  conflicts: Conflict[];
}

/** Collects conflicts while two texts are merged. */
export interface Judge {
  conflicts: Conflict[];
  /** Who is followed; the conflict is told. */
  decide(conflict: Conflict): Side;
}

export function createJudge(choices: Choices): Judge {
  const conflicts: Conflict[] = [];
  return {
    conflicts,
    decide(conflict) {
      conflicts.push(conflict);
      return choices.get(conflict.id) ?? 'mine';
    },
  };
}

/** Of what is one thing: who changed it is followed; undefined where both did, otherwise. */
export function changedBy<T>(base: T, mine: T, theirs: T): Side | undefined {
  if (mine === theirs || theirs === base) return 'mine';
  return mine === base ? 'theirs' : undefined;
}
