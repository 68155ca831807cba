// Publications and openings of one message name and key go one after another, so that neither misses the other.
export interface Turns {
  take<T>(name: string, correlationKey: string, work: () => Promise<T>): Promise<T>;
}

export function createTurns(): Turns {
  const last = new Map<string, Promise<unknown>>();
  return {
    async take(name, correlationKey, work) {
      const turn = JSON.stringify([name, correlationKey]);
      const before = last.get(turn) ?? Promise.resolve();
      const mine = before.then(work, work);
      last.set(turn, mine);
      try {
        return await mine;
      } finally {
        if (last.get(turn) === mine) last.delete(turn);
      }
    },
  };
}
