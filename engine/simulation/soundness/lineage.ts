// Which activation led to which along one path: two of one activity that do not follow each other were never joined.
import type { Event } from '../../core/index.ts';

export interface Activation {
  key: number;
  element: string;
  scope: number;
  /** Activations whose tokens it took, or that set it off. */
  causes: readonly number[];
  /** Set off, not reached by a token: a start, a handler, something chosen freely. */
  isRoot: boolean;
}

/** The activations along a path, newest batch first, and who put the tokens that lie on flows. */
export interface Lineage {
  before: Lineage | undefined;
  activations: ReadonlyMap<number, Activation>;
  tokens: ReadonlyMap<string, readonly number[]>;
}

export const noLineage: Lineage = { before: undefined, activations: new Map(), tokens: new Map() };

/** `subject`: the element instance that the command was about. */
export function lineageAfter(
  before: Lineage,
  events: readonly Event[],
  subject: number | undefined,
): Lineage {
  const activations = new Map<number, Activation>();
  const tokens = new Map(before.tokens);
  const lineage: Lineage = { before, activations, tokens };
  const ended = new Map<number, number>();
  for (const event of events) {
    if (event.type === 'elementActivated' && event.index === undefined) {
      const { key, element, scope, consumed } = event;
      const causes = (consumed ?? []).flatMap((flow) => take(tokens, `${scope} ${flow}`));
      const isRoot = !consumed || consumed.length === 0;
      if (isRoot) causes.push(ended.get(scope) ?? subject ?? scope);
      activations.set(key, { key, element, scope, causes, isRoot });
    } else if (event.type === 'elementCompleted' || event.type === 'elementTerminated') {
      const scope = activationIn(lineage, event.key)?.scope;
      if (scope === undefined) continue;
      ended.set(scope, event.key);
      for (const flow of (event.type === 'elementCompleted' && event.taken) || []) {
        const place = `${scope} ${flow}`;
        tokens.set(place, [...(tokens.get(place) ?? []), event.key]);
      }
    } else if (event.type === 'tokensRemoved') {
      for (const flow of event.flows) take(tokens, `${event.scope} ${flow}`);
    }
  }
  return lineage;
}

function take(tokens: Map<string, readonly number[]>, place: string): number[] {
  const [first, ...rest] = tokens.get(place) ?? [];
  if (rest.length > 0) tokens.set(place, rest);
  else tokens.delete(place);
  return first === undefined ? [] : [first];
}

export function activationIn(lineage: Lineage, key: number): Activation | undefined {
  for (let at: Lineage | undefined = lineage; at; at = at.before) {
    const found = at.activations.get(key);
    if (found) return found;
  }
  return undefined;
}

export interface Twice {
  element: string;
  /** Where the two ways parted, if that can be told. */
  split: string | undefined;
  /** What both ways passed last before the activity: usually the gateway that did not join them. */
  merge: string | undefined;
}

/** The activities of the newest batch that ran, or run, a second time for the same token that was split. */
export function ranTwice(lineage: Lineage, isActivity: (element: string) => boolean): Twice[] {
  const found: Twice[] = [];
  for (const second of lineage.activations.values()) {
    if (!isActivity(second.element)) continue;
    const earlier = earlierOnes(lineage, second);
    if (earlier.length === 0) continue;
    const behind = ancestors(lineage, second);
    for (const first of earlier) {
      if (behind.has(first.key)) continue;
      const before = ancestors(lineage, first);
      if (eachHasAHandlerOfItsOwn(before, behind)) continue;
      const common = [...behind.values()].filter(({ key }) => before.has(key));
      const split = common.sort((a, b) => b.key - a.key)[0]?.element;
      const last = activationIn(lineage, second.causes[0] ?? 0);
      found.push({ element: second.element, split, merge: last?.element });
      break;
    }
  }
  return found;
}

function earlierOnes(lineage: Lineage, { key, element, scope }: Activation): Activation[] {
  const found: Activation[] = [];
  for (let at: Lineage | undefined = lineage; at; at = at.before)
    for (const each of at.activations.values())
      if (each.element === element && each.scope === scope && each.key < key) found.push(each);
  return found;
}

function ancestors(lineage: Lineage, of: Activation): Map<number, Activation> {
  const found = new Map<number, Activation>();
  const open: Activation[] = [of];
  for (let at = open.pop(); at; at = open.pop()) {
    if (found.has(at.key)) continue;
    found.set(at.key, at);
    for (const cause of at.causes) {
      const activation = found.has(cause) ? undefined : activationIn(lineage, cause);
      if (activation) open.push(activation);
    }
  }
  return found;
}

/** What handlers set off is meant to run each time that one of them fires: no token was split into the two. */
function eachHasAHandlerOfItsOwn(a: Map<number, Activation>, b: Map<number, Activation>): boolean {
  for (const one of a.values()) {
    if (!one.isRoot || b.has(one.key)) continue;
    for (const other of b.values())
      if (other.isRoot && other.scope === one.scope && !a.has(other.key)) return true;
  }
  return false;
}
