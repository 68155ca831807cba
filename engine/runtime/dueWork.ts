// Timers from the store: fires what is due, sleeps until the next, never longer than a minute (setTimeout overflows).

import { nextFiring } from '../core/eventDefinitions/timer.ts';
import type { Event } from '../core/index.ts';
import type { OpenStore } from '../store/openStore.ts';
import type { Definitions } from './definitions.ts';
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
  definitions: Definitions;
  submitter: Submitter;
  now(): number;
  failed(error: unknown): void;
}

const LONGEST_SLEEP = 60_000;
const AT_ONCE = 500;

export function createDueWork(options: DueWorkOptions): DueWork {
  const { store, definitions, submitter, now } = options;
  const { reader, tenant } = store;
  let timeout: NodeJS.Timeout | undefined;
  let wakesAt = Number.POSITIVE_INFINITY;
  let running: Promise<number> | undefined;
  let stopped = true;

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
    run() {
      running ??= fireAll().finally(() => {
        running = undefined;
      });
      return running;
    },
    async stop() {
      stopped = true;
      clearTimeout(timeout);
      await running;
    },
  };
  return due;

  function sleepUntil(at: number): void {
    if (stopped) return;
    clearTimeout(timeout);
    wakesAt = at;
    const ms = Math.max(0, Math.min(LONGEST_SLEEP, at - now()));
    timeout = setTimeout(() => void tick(), ms);
    timeout.unref();
  }

  async function tick(): Promise<void> {
    wakesAt = Number.POSITIVE_INFINITY;
    try {
      await due.run();
      const next = await nextDueAt();
      if (next < wakesAt) sleepUntil(next);
    } catch (error) {
      options.failed(error);
      sleepUntil(now() + 1_000);
    }
  }

  async function fireAll(): Promise<number> {
    let fired = 0;
    for (;;) {
      const rows = (await reader('cauce_timers')
        .where({ tenant_id: tenant })
        .where('due_at', '<=', now())
        .orderBy(['due_at', 'key'])
        .limit(AT_ONCE)
        .select('key', 'instance_key')) as { key: number; instance_key: number }[];
      const outcomes = await Promise.all(
        rows.map(({ key, instance_key }) =>
          submitter.submit(
            { kind: 'instance', key: instance_key },
            [{ type: 'triggerTimer', subscription: key }],
            { principal: system },
          ),
        ),
      );
      const committed = outcomes.filter((outcome) => outcome.ok).length;
      fired += committed + (await fireStarts());
      // Rows that only give rejections would be read for ever.
      if (rows.length < AT_ONCE || committed === 0) return fired;
    }
  }

  /** Start events with a timer: firings missed while nobody ran collapse into one. */
  async function fireStarts(): Promise<number> {
    const rows = await reader('cauce_start_subscriptions')
      .where({ tenant_id: tenant, kind: 'timer' })
      .where('due_at', '<=', now());
    for (const row of rows) {
      const definition = await definitions.byKey(row.definition_key);
      if (!definition) continue;
      const at = { definition_key: row.definition_key, element_id: row.element_id };
      const { next } =
        row.interval === null
          ? { next: undefined }
          : nextFiring(
              { dueAt: row.due_at, repetitions: row.repetitions ?? 0, interval: row.interval },
              now(),
            );
      await submitter.submit(
        {
          kind: 'new',
          definition,
          startedBy: system.username,
          create: { startElement: row.element_id, variables: {} },
        },
        [],
        { principal: system },
        {
          async onCommit(db) {
            const own = db('cauce_start_subscriptions').where({ tenant_id: tenant, ...at });
            if (next) await own.update({ due_at: next.dueAt, repetitions: next.repetitions });
            else await own.del();
          },
        },
      );
    }
    return rows.length;
  }

  async function nextDueAt(): Promise<number> {
    const timer = await reader('cauce_timers').where({ tenant_id: tenant }).min('due_at as at').first();
    const start = await reader('cauce_start_subscriptions')
      .where({ tenant_id: tenant, kind: 'timer' })
      .min('due_at as at')
      .first();
    const at = Math.min(timer?.at ?? Number.POSITIVE_INFINITY, start?.at ?? Number.POSITIVE_INFINITY);
    return Math.max(at, now() + 1);
  }
}
