// The order of what two versions hold: that of who changed it, with what only the other one has put where it stands there.
import { changedBy, type Side } from './conflict.ts';

/** `decide` is asked where both gave what they share another order. */
export function orderOf(
  base: readonly string[],
  mine: readonly string[],
  theirs: readonly string[],
  decide: () => Side,
): string[] {
  const [inBase, inMine, inTheirs] = [new Set(base), new Set(mine), new Set(theirs)];
  const isShared = (key: string) => inBase.has(key) && inMine.has(key) && inTheirs.has(key);
  const [b, m, t] = [base, mine, theirs].map((keys) => keys.filter(isShared).join('\n'));
  const side = changedBy(b, m, t) ?? decide();
  const [first, second] = side === 'mine' ? [mine, theirs] : [theirs, mine];
  const behind = new Map<string | undefined, string[]>();
  const known = new Set(first);
  let last: string | undefined;
  for (const key of second) {
    if (known.has(key)) last = key;
    else {
      const there = behind.get(last);
      if (there) there.push(key);
      else behind.set(last, [key]);
    }
  }
  const withThose = (key: string | undefined) => behind.get(key) ?? [];
  return [...withThose(undefined), ...first.flatMap((key) => [key, ...withThose(key)])];
}
