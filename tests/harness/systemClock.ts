// The clock of this process, set as a person or a time server sets it: the product reads it, timers go on as before.
const real = Date.now;
let offset = 0;

/** From now on `Date.now()` is ahead by as much as `setClock` said in all. */
export function takeClock(): void {
  offset = 0;
  Date.now = () => real() + offset;
}

export function giveBackClock(): void {
  Date.now = real;
}

export function setClock(by: number): void {
  offset += by;
}
