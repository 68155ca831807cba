// What passes between a page and a worker that answers calls.

/** A part's calls, by name. */
export type CallsOf<Calls> = { [C in keyof Calls]: (...args: never[]) => unknown };

export interface Request {
  id: number;
  call: string;
  args: unknown[];
}

export type Reply = { id: number; result: unknown } | { id: number; error: string };
