// Keys to look at, each once, oldest first: a set that is one key while it can be, as it almost always is.

export class KeyQueue {
  private oldest: number | undefined = undefined;
  private behind: KeysBehind | undefined = undefined;

  /** One that waits already keeps its place. */
  add(key: number): void {
    if (key === this.oldest) return;
    if (this.oldest === undefined) this.oldest = key;
    else {
      this.behind ??= new KeysBehind();
      this.behind.add(key);
    }
  }

  /** Takes the oldest; undefined when none is left. */
  take(): number | undefined {
    const key = this.oldest;
    if (key !== undefined) this.oldest = this.behind?.take();
    return key;
  }
}

/** More are told apart by a set. */
const FEW = 16;

class KeysBehind {
  private keys: number[] = [];
  private at = 0;
  private known: Set<number> | undefined = undefined;

  add(key: number): void {
    const { keys, known } = this;
    if (known) {
      if (known.has(key)) return;
      known.add(key);
    } else for (let at = this.at; at < keys.length; at++) if (keys[at] === key) return;
    keys.push(key);
    if (!known && keys.length - this.at > FEW) this.known = new Set(keys.slice(this.at));
  }

  take(): number | undefined {
    const { keys } = this;
    if (this.at === keys.length) {
      if (this.at > 0) {
        this.keys = [];
        this.at = 0;
        this.known = undefined;
      }
      return undefined;
    }
    const key = keys[this.at++];
    this.known?.delete(key as number);
    return key;
  }
}
