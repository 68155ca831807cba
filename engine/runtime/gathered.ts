// What many ask for in one turn of the event loop is looked up at once.

/** `look` is given each key once, and whoever asks after it has begun is answered by the next. */
export function gathered<K, V>(
  look: (keys: K[]) => Promise<ReadonlyMap<K, V>>,
): (key: K) => Promise<V | undefined> {
  let asked = new Set<K>();
  let answer: Promise<ReadonlyMap<K, V>> | undefined;

  async function lookTogether(): Promise<ReadonlyMap<K, V>> {
    await Promise.resolve();
    const keys = [...asked];
    asked = new Set();
    answer = undefined;
    return look(keys);
  }

  return async (key) => {
    asked.add(key);
    answer ??= lookTogether();
    return (await answer).get(key);
  };
}
