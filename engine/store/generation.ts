// Counts the general transactions, so that what was read before one of them ended is not trusted after it.
import type { Store } from './store.ts';

/** The same `write`, counted as each of its transactions ends, well or not. */
export function counted(write: Store['write']): Pick<Store, 'write' | 'generation'> {
  let ended = 0;
  return {
    generation: () => ended,
    async write(work) {
      try {
        return await write(work);
      } finally {
        ended += 1;
      }
    },
  };
}
