// Which flows lead back, and the column of each shape: after everything that leads to it.

export interface Link {
  from: number;
  to: number;
}

/** For each link whether it leads back: to a shape that is still open on the way from the starts. */
export function backLinks(count: number, links: readonly Link[], starts: readonly number[]): boolean[] {
  const outgoing: number[][] = Array.from({ length: count }, () => []);
  links.forEach(({ from }, index) => void outgoing[from]?.push(index));
  const isBack = links.map(() => false);
  const state = new Array<0 | 1 | 2>(count).fill(0);
  const roots = [...starts, ...Array.from({ length: count }, (_, index) => index)];
  for (const root of roots) {
    if (state[root] !== 0) continue;
    const stack = [{ at: root, next: 0 }];
    state[root] = 1;
    for (let top = stack.at(-1); top; top = stack.at(-1)) {
      const index = outgoing[top.at]?.[top.next];
      top.next += 1;
      if (index === undefined) {
        state[top.at] = 2;
        stack.pop();
        continue;
      }
      const to = (links[index] as Link).to;
      if (state[to] === 1) isBack[index] = true;
      else if (state[to] === 0) {
        state[to] = 1;
        stack.push({ at: to, next: 0 });
      }
    }
  }
  return isBack;
}

/** The leftmost column of each; what nothing leads to stands right before what it leads to. */
export function columnsOf(spans: readonly number[], forward: readonly Link[]): number[] {
  const column = spans.map(() => 0);
  const incoming = spans.map(() => 0);
  for (const { to } of forward) incoming[to] = (incoming[to] ?? 0) + 1;
  const open = incoming.map((count) => count);
  const ready = spans.flatMap((_, index) => (open[index] === 0 ? [index] : []));
  for (let at = ready.shift(); at !== undefined; at = ready.shift()) {
    for (const { from, to } of forward) {
      if (from !== at) continue;
      column[to] = Math.max(column[to] ?? 0, (column[at] ?? 0) + (spans[at] ?? 1));
      open[to] = (open[to] ?? 0) - 1;
      if (open[to] === 0) ready.push(to);
    }
  }
  spans.forEach((span, index) => {
    const targets = forward.filter(({ from }) => from === index).map(({ to }) => column[to] ?? 0);
    if (incoming[index] === 0 && targets.length > 0) column[index] = Math.min(...targets) - span;
  });
  return column;
}
