// The one place that changes instances: takes waiting work in groups, and has each committed in one transaction.
import { setImmediate as turn } from 'node:timers/promises';
import { createAhead, type GroupAhead, isPreparable } from './groupAhead.ts';
import { type CommitOptions, createGroupCommit } from './groupCommit.ts';
import type { Group } from './groupExecution.ts';
import type { Work } from './work.ts';

/** Batches that share one commit at most. More gain nothing and make the first wait. */
const GROUP = 500;
/** More than twice as many are two groups, so that one is executed while the other is being written. */
const LEAST = 16;

/** Groups under way at once on a store that several nodes write. */
const SIDE_BY_SIDE = 2;

/** A group on its way to the disk. */
interface Writing {
  /** Its states, to go on with; undefined where they are known only when it is committed. */
  group: Group | undefined;
  /** How many works it has. */
  size: number;
  done: Promise<void>;
  ended: boolean;
  /** Committed as it had been executed. */
  ok: boolean;
  /** Tells those who wait for it; once. */
  publish(): void;
}

export interface CommandQueue {
  submit(work: Work): void;
  /** Work that waits or is being committed. */
  readonly pending: number;
  /** Resolves when nothing waits any more. */
  idle(): Promise<void>;
  /** Takes no more work and lets what waits finish; what that routes is left to the next start. */
  close(): Promise<void>;
}

export function createCommandQueue(options: CommitOptions): CommandQueue {
  const { store } = options;
  let waiting: Work[] = [];
  let running: Promise<void> | undefined;
  /** Tells who waits for work that there is some. */
  let arrived: (() => void) | undefined;
  let closed = false;

  const queue: CommandQueue = {
    submit(work) {
      if (closed) return work.failed(engineClosed());
      waiting.push(work);
      arrived?.();
      running ??= store.shared ? pump() : pumpAhead();
    },
    get pending() {
      return waiting.length + (running ? 1 : 0);
    },
    async idle() {
      while (running) await running;
    },
    async close() {
      closed = true;
      await queue.idle();
    },
  };
  const groups = createGroupCommit(options, (routed) => {
    if (!closed) waiting = [...routed, ...waiting];
  });
  return queue;

  /** Where others write as well: groups of other instances are executed while one is being written. */
  async function pump(): Promise<void> {
    // Work submitted in the same turn of the event loop shares the commit.
    await Promise.resolve();
    const held = new Set<number>();
    const under = new Set<Promise<void>>();
    while (waiting.length > 0 || under.size > 0) {
      const works = under.size < SIDE_BY_SIDE ? free(held, under.size) : [];
      if (works.length > 0) {
        const done = apart(works, held).then(() => void under.delete(done));
        under.add(done);
      } else await Promise.race(under.size < SIDE_BY_SIDE ? [...under, arrival()] : under);
    }
    arrived = undefined;
    running = undefined;
  }

  async function apart(works: Work[], held: Set<number>): Promise<void> {
    const keys = works.flatMap(({ target }) => (target.kind === 'instance' ? [target.key] : []));
    for (const key of keys) held.add(key);
    try {
      await groups.commit(works);
    } finally {
      for (const key of keys) held.delete(key);
    }
  }

  /** What waits for nobody's instance; beside a group that is under way only where there is enough for another. */
  function free(held: ReadonlySet<number>, under: number): Work[] {
    const most = Math.min(GROUP, waiting.length > 2 * LEAST ? Math.ceil(waiting.length / 2) : GROUP);
    const works: Work[] = [];
    const left: Work[] = [];
    for (const work of waiting) {
      const isHeld = work.target.kind === 'instance' && held.has(work.target.key);
      (isHeld || works.length >= most ? left : works).push(work);
    }
    if (under > 0 && works.length < LEAST) return [];
    waiting = left;
    return works;
  }

  /** Where nobody else writes: each group is executed while the one before it is being written. */
  async function pumpAhead(): Promise<void> {
    await Promise.resolve();
    let writing: Writing | undefined;
    while (waiting.length > 0 || writing) {
      const ahead = await gather(writing);
      const holds = !writing || writing.ok;
      // What is executed in the transaction finds in memory what was committed before it.
      if (!holds || !isPreparable(ahead)) writing?.publish();
      const next = ahead.works.length > 0 ? begin(ahead, holds && !ahead.failed) : undefined;
      // Else the disk goes on before anybody is told of what is on it.
      if (writing && next) await turn();
      writing?.publish();
      writing = next;
    }
    running = undefined;
  }

  /** Executes what comes until the group before is committed. */
  async function gather(writing: Writing | undefined): Promise<GroupAhead> {
    if (writing && !writing.group) {
      await writing.done;
      writing.publish();
    }
    const ahead = createAhead(options, writing?.group);
    if (!writing) {
      await ahead.take(next(waiting.length > 2 * LEAST ? Math.ceil(waiting.length / 2) : GROUP));
      return ahead;
    }
    while (!writing.ended) {
      if (ahead.prepared) await writing.done;
      else if (waiting.length > 0 && ahead.works.length < GROUP)
        await ahead.take(next(GROUP - ahead.works.length));
      else if (isPreparable(ahead) && ahead.works.length >= Math.max(LEAST, writing.size / 2))
        await ahead.prepare();
      else await Promise.race([writing.done, arrival()]);
    }
    arrived = undefined;
    if (ahead.works.length >= LEAST) return ahead;
    // Those who are told now may ask again: one commit for both costs less than two.
    writing.publish();
    await turn();
    if (waiting.length > ahead.works.length && waiting.length <= LEAST) await ahead.take(next(LEAST));
    return ahead;
  }

  function next(most: number): Work[] {
    const works = waiting.slice(0, Math.min(most, GROUP));
    waiting = waiting.slice(works.length);
    return works;
  }

  /** What is submitted in one turn of the event loop is taken together. */
  function arrival(): Promise<void> {
    return new Promise((resolve) => {
      arrived = () => void setImmediate(resolve);
    });
  }

  /** `holds`: the states that it was executed on are as they were. */
  function begin(ahead: GroupAhead, holds: boolean): Writing {
    const isKnown = holds && ahead.rest.length === 0;
    const ended = holds ? groups.commitAhead(ahead) : groups.commit(ahead.works).then(() => undefined);
    let publish: (() => void) | undefined;
    const writing: Writing = {
      group: isKnown ? ahead.group : undefined,
      size: ahead.works.length,
      ended: false,
      ok: false,
      done: ended.then((told) => {
        publish = told;
        writing.ok = told !== undefined;
        writing.ended = true;
      }),
      publish() {
        publish?.();
        publish = undefined;
      },
    };
    return writing;
  }
}

export function engineClosed(): Error {
  const message = 'Expected an open engine, but it was closed. Ask again when it has started.';
  return Object.assign(new Error(message), { code: 'ENGINE_CLOSED', values: {} });
}
