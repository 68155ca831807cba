// Timers from the store: fires what is due, sleeps until the next, never longer than a minute (setTimeout overflows).
import type { Event } from '../core/index.ts';
import { isConnectionLoss } from '../store/dialects/postgresErrors.ts';
import type { OpenStore } from '../store/openStore.ts';
import { isDisk } from '../store/storeError.ts';
import { createDueTimers } from './dueTimers.ts';
import type { Outcome } from './engine.ts';
import type { StartTimers } from './startTimers.ts';
import { type Submitter, system } from './submission.ts';

export interface DueWork {
  start(): void;
  /** After a commit: a timer may fall due sooner than what is slept for. */
  opened(events: Event[]): void;
  /** After a deployment: start timers may have changed. */
  wake(): void;
  /** Fires everything due now and resolves when it is committed. */
  run(): Promise<number>;
  stop(): Promise<void>;
}

export interface DueWorkOptions {
  store: OpenStore;
  starts: StartTimers;
  submitter: Submitter;
  /** Milliseconds that a node has for what it took, where there are several. */
  lease: number;
  now(): number;
  failed(error: unknown): void;
}

interface Round {
  keys: number[];
  /** How many of them fired. */
  committed: Promise<number>;
}

const LONGEST_SLEEP = 60_000;
const AT_ONCE = 500;
/** A timer that cannot fire is left alone for so long, lest it be tried without end or stand before others. */
const LEFT_ALONE = 60_000;
/** Another node was faster; the same timer may fall due again. */
const SOON = 1_000;

export function createDueWork(options: DueWorkOptions): DueWork {
  const { store, starts, submitter, now } = options;
  const timers = createDueTimers(store, options.lease);
  /** Other nodes' timers are looked after, too, if they do not. */
  const longestSleep = store.shared ? Math.min(LONGEST_SLEEP, options.lease / 2) : LONGEST_SLEEP;
  /** Timers that were refused or failed, and when they are tried again. */
  const refused = new Map<string, number>();
  let timeout: NodeJS.Timeout | undefined;
  let wakesAt = Number.POSITIVE_INFINITY;
  let running: Promise<number> | undefined;
  let ticking: Promise<void> | undefined;
  let stopped = true;
  let ending = false;

  const due: DueWork = {
    start() {
      stopped = false;
      due.wake();
    },
    opened(events) {
      for (const event of events) {
        const dueAt = event.type === 'subscriptionOpened' ? event.dueAt : undefined;
        const next = event.type === 'subscriptionTriggered' ? event.next?.dueAt : undefined;
        const at = dueAt ?? next;
        if (at !== undefined && at > 0 && at < wakesAt) sleepUntil(at);
      }
    },
    wake: () => sleepUntil(now()),
    /** A round under way may have looked before the clock came to now: another follows it. */
    run() {
      const before = running;
      const mine = before ? before.then(fireMore, fireAll) : fireAll();
      running = mine;
      const end = () => {
        if (running === mine) running = undefined;
      };
      mine.then(end, end);
      return mine;
    },
    async stop() {
      stopped = true;
      ending = true;
      clearTimeout(timeout);
      await Promise.allSettled([running, ticking]);
    },
  };
  return due;

  function sleepUntil(at: number): void {
    if (stopped) return;
    clearTimeout(timeout);
    wakesAt = at;
    const ms = Math.max(0, Math.min(longestSleep, at - now()));
    timeout = setTimeout(() => {
      ticking = (ticking ?? Promise.resolve()).then(tick);
    }, ms);
    timeout.unref();
  }

  async function tick(): Promise<void> {
    wakesAt = Number.POSITIVE_INFINITY;
    try {
      await due.run();
      const look = store.shared ? now() + longestSleep : Number.POSITIVE_INFINITY;
      const next = Math.min(await nextDueAt(), look);
      if (next < wakesAt) sleepUntil(next);
    } catch (error) {
      options.failed(error);
      sleepUntil(now() + 1_000);
    }
  }

  async function fireAll(): Promise<number> {
    // A clock that was set back leaves nothing alone for longer.
    for (const [name, until] of refused)
      if (until <= now() || until > now() + LEFT_ALONE) refused.delete(name);
    let fired = 0;
    // While one round is committed the next is read and executed.
    let before: Round | undefined;
    for (;;) {
      const round = await fireInstances(before?.keys ?? []);
      fired += ((await before?.committed) ?? 0) + (await fireStarts());
      if (ending || round.keys.length < AT_ONCE) return fired + (await round.committed);
      before = round;
    }
  }

  async function fireMore(fired: number): Promise<number> {
    return fired + (await fireAll());
  }

  async function fireInstances(inHand: number[]): Promise<Round> {
    const due = await timers.take(now(), AT_ONCE, [...refusedKeys(), ...inHand]);
    const committed = all(due, ({ key, instance_key }) => ({
      name: String(key),
      outcome: submitter.submit(
        { kind: 'instance', key: instance_key },
        [{ type: 'triggerTimer', subscription: key }],
        { principal: system },
      ),
    }));
    return { keys: due.map(({ key }) => key), committed };
  }

  async function fireStarts(): Promise<number> {
    const due = (await starts.due(now())).filter(({ name }) => !refused.has(name));
    return all(due, ({ name, fire }) => ({ name, outcome: fire() }));
  }

  async function all<T>(
    rows: T[],
    fire: (row: T) => { name: string; outcome: Promise<Outcome> },
  ): Promise<number> {
    let fired = 0;
    let told = false;
    const each = async ({ name, outcome }: { name: string; outcome: Promise<Outcome> }) => {
      try {
        const answered = await outcome;
        if (answered.ok) fired += 1;
        else if (store.shared && WENT_ELSEWHERE.has(answered.rejection.code)) leave(name, undefined, SOON);
        else if (WENT.has(answered.rejection.code)) leave(name, undefined);
        // The clock was set back between the look and the command.
        else if (Number(answered.rejection.values.dueAt) > now()) leave(name, undefined, SOON);
        else leave(name, answered.rejection);
      } catch (error) {
        // A disk or a server that comes back finds its timers waiting; that it went is told once a round.
        const isAway = isDisk(error) || isConnectionLoss(error);
        leave(name, isAway && told ? undefined : error, isAway ? SOON : LEFT_ALONE);
        told ||= isAway;
      }
    };
    await Promise.all(rows.map((row) => each(fire(row))));
    return fired;
  }

  function leave(name: string, why: unknown, ms = LEFT_ALONE): void {
    refused.set(name, now() + ms);
    if (why !== undefined && !ending) options.failed(why);
  }

  async function nextDueAt(): Promise<number> {
    const again = Math.min(...refused.values());
    const at = Math.min(await timers.next(now(), refusedKeys()), await starts.next(refused), again);
    return Math.max(at, now() + 1);
  }

  /** Start events have names, timers of instances keys. */
  function refusedKeys(): number[] {
    return [...refused.keys()].map(Number).filter((key) => !Number.isNaN(key));
  }
}

/** Closed between the look and the command: nothing is wrong. */
const WENT = new Set(['SUBSCRIPTION_NOT_FOUND', 'INSTANCE_NOT_ACTIVE', 'NOT_FOUND']);
const WENT_ELSEWHERE = new Set([...WENT, 'TIMER_NOT_DUE']);
