// How often each flow node was activated in a step: a short list, and a map where there are many.

/** More are found by a map. */
const FEW = 12;

/** Linked, for most steps count one or two names: an array makes room for many more. */
interface Count {
  name: string;
  count: number;
  next: Count | undefined;
}

export class Tally {
  private first: Count | undefined = undefined;
  private last: Count | undefined = undefined;
  private size = 0;
  private many: Map<string, Count> | undefined = undefined;

  /** One more; gives how many there are now. */
  count(name: string): number {
    const known = this.find(name);
    if (known) return ++known.count;
    this.add({ name, count: 1, next: undefined });
    return 1;
  }

  set(name: string, count: number): void {
    const known = this.find(name);
    if (known) known.count = count;
    else this.add({ name, count, next: undefined });
  }

  all(): { [name: string]: number } {
    const all: { [name: string]: number } = {};
    for (let at = this.first; at; at = at.next) all[at.name] = at.count;
    return all;
  }

  private find(name: string): Count | undefined {
    if (this.many) return this.many.get(name);
    for (let at = this.first; at; at = at.next) if (at.name === name) return at;
    return undefined;
  }

  private add(count: Count): void {
    if (this.last) this.last.next = count;
    else this.first = count;
    this.last = count;
    this.size += 1;
    if (this.many) this.many.set(count.name, count);
    else if (this.size > FEW) {
      this.many = new Map();
      for (let at = this.first; at; at = at.next) this.many.set(at.name, at);
    }
  }
}
