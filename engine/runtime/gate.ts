// Lets so many works in at a time; the others wait in order. What multiplies must not ask for everything at once.
export interface Gate {
  pass<T>(work: () => Promise<T>): Promise<T>;
}

export function createGate(most: number): Gate {
  const waiting: (() => void)[] = [];
  let next = 0;
  let inside = 0;

  function leave(): void {
    const enter = waiting[next];
    if (!enter) {
      inside -= 1;
      waiting.length = 0;
      next = 0;
      return;
    }
    waiting[next++] = nothing;
    enter();
  }

  return {
    async pass(work) {
      if (inside < most) inside += 1;
      else await new Promise<void>((resolve) => waiting.push(resolve));
      try {
        return await work();
      } finally {
        leave();
      }
    },
  };
}

function nothing(): void {}
