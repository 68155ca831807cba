// Which of several moved, when most still stand in their old order.

/** `ranks`: where each stood before. Gives the positions of the fewest that must have moved. */
export function movedAmong(ranks: readonly number[]): number[] {
  const kept = longestRun(ranks);
  return ranks.map((_, at) => at).filter((at) => !kept.has(at));
}

/** The longest increasing subsequence, by patience sorting. */
function longestRun(ranks: readonly number[]): Set<number> {
  /** For each length, the position at which the run that ends lowest ends. */
  const ends: number[] = [];
  const before: (number | undefined)[] = [];
  for (const [at, rank] of ranks.entries()) {
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((ranks[ends[middle] as number] as number) < rank) low = middle + 1;
      else high = middle;
    }
    before.push(ends[low - 1]);
    ends[low] = at;
  }
  const kept = new Set<number>();
  for (let at = ends.at(-1); at !== undefined; at = before[at]) kept.add(at);
  return kept;
}
