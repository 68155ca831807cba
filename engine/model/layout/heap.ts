// A queue that gives the cheapest first.

export interface Heap {
  push(item: number, cost: number): void;
  /** The cheapest, or undefined when there is none. */
  pop(): number | undefined;
}

export function createHeap(): Heap {
  const items: number[] = [];
  const costs: number[] = [];
  function swap(a: number, b: number): void {
    [items[a], items[b]] = [items[b] as number, items[a] as number];
    [costs[a], costs[b]] = [costs[b] as number, costs[a] as number];
  }
  function sink(): void {
    for (let at = 0; ; ) {
      let least = at;
      for (const child of [2 * at + 1, 2 * at + 2])
        if (child < items.length && (costs[child] as number) < (costs[least] as number)) least = child;
      if (least === at) return;
      swap(at, least);
      at = least;
    }
  }
  return {
    push(item, cost) {
      items.push(item);
      costs.push(cost);
      for (let at = items.length - 1; at > 0; ) {
        const parent = (at - 1) >> 1;
        if ((costs[parent] as number) <= (costs[at] as number)) return;
        swap(at, parent);
        at = parent;
      }
    },
    pop() {
      const first = items[0];
      const last = items.pop();
      const lastCost = costs.pop();
      if (first === undefined || last === undefined || lastCost === undefined) return undefined;
      if (items.length > 0) {
        items[0] = last;
        costs[0] = lastCost;
        sink();
      }
      return first;
    },
  };
}
