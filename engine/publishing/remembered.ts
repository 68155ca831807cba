// Answers about the same files are the same: the last ones are kept, so that looking at a page again costs nothing.
const MOST = 30;

export function createMemory<T>(): (hash: string, work: () => Promise<T>) => Promise<T> {
  const known = new Map<string, Promise<T>>();
  return (hash, work) => {
    const found = known.get(hash) ?? work();
    // The latest used stands last; what failed is asked again.
    known.delete(hash);
    known.set(hash, found);
    found.catch(() => known.delete(hash));
    const [oldest] = known.keys();
    if (known.size > MOST && oldest !== undefined) known.delete(oldest);
    return found;
  };
}
