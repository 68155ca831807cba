// Keys to look at, each once, oldest first: a set that is an array while it is small, as it almost always is.

/** More are told apart by a set. */
const FEW = 16;

export class KeyQueue {
  private keys: number[] = [];
  private at = 0;
  private known: Set<number> | undefined = undefined;

  /** One that waits already keeps its place. */
  add(key: number): void {
    const { keys, known } = this;
    if (known) {
      if (known.has(key)) return;
      known.add(key);
    } else for (let at = this.at; at < keys.length; at++) if (keys[at] === key) return;
    keys.push(key);
    if (!known && keys.length - this.at > FEW) this.known = new Set(keys.slice(this.at));
  }

  /** Takes the oldest; undefined when none is left. */
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
