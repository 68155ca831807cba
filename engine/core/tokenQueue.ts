// Tokens on flows whose target takes any one token, oldest first. Linked: an array makes room for more than most steps move.
import type { Flow } from './executable.ts';

interface MovingToken {
  scope: number;
  flow: Flow;
  next: MovingToken | undefined;
}

export class TokenQueue {
  private oldest: MovingToken | undefined = undefined;
  private newest: MovingToken | undefined = undefined;

  add(scope: number, flow: Flow): void {
    const token = { scope, flow, next: undefined };
    if (this.newest) this.newest.next = token;
    else this.oldest = token;
    this.newest = token;
  }

  isEmpty(): boolean {
    return this.oldest === undefined;
  }

  /** Takes the oldest; undefined when none is left. */
  take(): MovingToken | undefined {
    const token = this.oldest;
    this.oldest = token?.next;
    if (!this.oldest) this.newest = undefined;
    return token;
  }

  clear(): void {
    this.oldest = undefined;
    this.newest = undefined;
  }
}
