// How often each flow node was activated in a step: two short lists, and a map where there are many.

/** More are found by a map. */
const FEW = 12;

export class Tally {
  private names: string[] = [];
  private counts: number[] = [];
  private many: Map<string, number> | undefined = undefined;

  /** One more; gives how many there are now. */
  count(name: string): number {
    if (this.many) {
      const count = (this.many.get(name) ?? 0) + 1;
      this.many.set(name, count);
      return count;
    }
    const { names, counts } = this;
    for (let at = 0; at < names.length; at++) {
      if (names[at] === name) {
        const count = (counts[at] as number) + 1;
        counts[at] = count;
        return count;
      }
    }
    this.set(name, 1);
    return 1;
  }

  set(name: string, count: number): void {
    if (!this.many && this.names.length === FEW) {
      this.many = new Map();
      for (const [at, known] of this.names.entries()) this.many.set(known, this.counts[at] as number);
    }
    if (this.many) {
      this.many.set(name, count);
      return;
    }
    const at = this.names.indexOf(name);
    if (at >= 0) this.counts[at] = count;
    else {
      this.names.push(name);
      this.counts.push(count);
    }
  }

  all(): { [name: string]: number } {
    const all: { [name: string]: number } = {};
    if (this.many) for (const [name, count] of this.many) all[name] = count;
    else for (const [at, name] of this.names.entries()) all[name] = this.counts[at] as number;
    return all;
  }
}
