// Start events with a timer: each firing starts an instance and moves the event's due instant in the same transaction.
import { nextFiring, scheduleOf } from '../core/schedule.ts';
import type { OpenStore } from '../store/openStore.ts';
import { NOT_KNOWN_YET } from '../store/startSubscriptions.ts';
import type { Calendars } from './calendars.ts';
import type { Catalogs } from './catalogs.ts';
import type { Definition, Definitions } from './definitions.ts';
import type { Outcome } from './engine.ts';
import { withFeel } from './formFeel.ts';
import { type Submitter, system } from './submission.ts';

export interface StartTimers {
  due(at: number): Promise<{ name: string; fire(): Promise<Outcome> }[]>;
  /** When the next falls due, those of these names left out; Infinity when none does. */
  next(leftOut: ReadonlyMap<string, number>): Promise<number>;
  /** Brings forward the repetitions that a clock which was ahead has put off. `otherwise`: what it would read. */
  clockSet(otherwise: number): Promise<void>;
  /** Asks expressions that look things up when they are due: they are new, or a calendar changed. */
  ask(): Promise<void>;
}

export interface StartTimersOptions {
  store: OpenStore;
  definitions: Definitions;
  catalogs: Catalogs;
  calendars: Calendars;
  submitter: Submitter;
  now(): number;
}

interface StartRow {
  definition_key: number;
  element_id: string;
  part: number;
  due_at: number;
  repetitions: number | null;
  interval: string | null;
  anchor: number | null;
}

export function createStartTimers(options: StartTimersOptions): StartTimers {
  const { store, definitions, submitter, now } = options;
  const { reader, tenant } = store;
  const timers = () => reader('cauce_start_subscriptions').where({ tenant_id: tenant, kind: 'timer' });

  return {
    async due(at) {
      const rows: StartRow[] = [];
      // Another version of a calendar may be in force since it was asked.
      for (const row of (await timers().where('due_at', '<=', at)) as StartRow[])
        if (!isAsked(row) || (await askAgain(row)) <= at) rows.push(row);
      return rows.map((row) => ({ name: nameOf(row), fire: () => fire(row) }));
    },
    async next(leftOut) {
      // With one row more than may be left out, the first that is not left out is among them.
      const rows = (await timers()
        .whereNotNull('due_at')
        .orderBy('due_at')
        .limit(leftOut.size + 1)
        .select('definition_key', 'element_id', 'part', 'due_at')) as StartRow[];
      return rows.find((row) => !leftOut.has(nameOf(row)))?.due_at ?? Number.POSITIVE_INFINITY;
    },
    async clockSet(otherwise) {
      const at = now();
      for (const row of (await timers().whereNotNull('interval')) as StartRow[]) {
        const soon = await nextFrom(row, at);
        if (soon === undefined || soon === NOT_KNOWN_YET) continue;
        const far = 2 * (soon - at);
        // Of what was far away by either clock nobody knows better when it begins.
        if (row.due_at - at <= far || row.due_at - otherwise > far) continue;
        await store.write((db) => db('cauce_start_subscriptions').where(ownOf(row)).update({ due_at: soon }));
      }
    },
    async ask() {
      for (const row of (await timers().whereLike('interval', '=%')) as StartRow[]) await askAgain(row);
    },
  };

  /** As of when it was asked first, so that what is awaited for today is not put off to tomorrow. */
  async function askAgain(row: StartRow): Promise<number> {
    const anchor = row.anchor ?? now();
    const due_at = await asked(row, anchor);
    if (due_at !== row.due_at || row.anchor === null)
      await store.write((db) => db('cauce_start_subscriptions').where(ownOf(row)).update({ due_at, anchor }));
    return due_at;
  }

  /** The next instant that the expression gives; what is no later date waits until something changes. */
  async function asked({ definition_key, interval }: StartRow, at: number): Promise<number> {
    const definition = await definitions.byKey(definition_key);
    const expression = (interval ?? '').slice(1);
    // As of that instant, but by the calendars that are in force now.
    const stored = { ...options, calendars: options.calendars.inForceNow };
    const value = await withFeel(
      stored,
      () => at,
      definition_key,
      (evaluate) => evaluate(expression, {}),
    );
    const due = definition && scheduleOf(value, at, definition.ports)?.dueAt;
    return due !== undefined && due > at ? due : NOT_KNOWN_YET;
  }

  /** As if it fired now: not bound to the day on which it began. */
  async function nextFrom(row: StartRow, at: number): Promise<number | undefined> {
    if (isAsked(row)) return asked(row, row.anchor ?? at);
    const definition = await definitions.byKey(row.definition_key);
    return definition && nextFiring({ ...repeating(row), dueAt: at }, at, definition.ports).next?.dueAt;
  }

  function ownOf({ definition_key, element_id, part, due_at }: StartRow) {
    return { tenant_id: tenant, definition_key, element_id, part, due_at };
  }

  async function nextOf(
    row: StartRow,
    { ports }: Definition,
  ): Promise<{ dueAt: number; repetitions: number; anchor?: number } | undefined> {
    if (row.interval === null) return undefined;
    if (!isAsked(row)) return nextFiring(repeating(row), now(), ports).next;
    if (row.repetitions === 0) return undefined;
    const anchor = Math.max(now(), row.due_at);
    return { dueAt: await asked(row, anchor), repetitions: -1, anchor };
  }

  /** Firings missed while nobody ran collapse into one. */
  async function fire(row: StartRow): Promise<Outcome> {
    const { definition_key, element_id, part } = row;
    const definition = await definitions.byKey(definition_key);
    if (!definition) throw new Error(`Expected definition ${definition_key} of a start timer in the store`);
    const own = ownOf(row);
    const at = { startElement: element_id, ...(part >= 0 && { startDefinition: part }) };
    const next = await nextOf(row, definition);
    return submitter.submit(
      {
        kind: 'new',
        definition,
        startedBy: system.username,
        create: { ...at, variables: {} },
      },
      [],
      { principal: system },
      {
        // Another version may have been deployed since the look, or another node was faster.
        async guard({ db }) {
          const still = await db('cauce_start_subscriptions').where(own).forUpdate().first('element_id');
          return still ? undefined : { code: 'SUBSCRIPTION_NOT_FOUND', values: { key: element_id } };
        },
        async onCommit(db) {
          const mine = db('cauce_start_subscriptions').where(own);
          if (next) await mine.update(updated(next));
          else await mine.del();
        },
      },
    );
  }
}

function updated({ dueAt, ...rest }: { dueAt: number; repetitions: number; anchor?: number }) {
  return { due_at: dueAt, ...rest };
}

/** Its `interval` is an expression. */
function isAsked({ interval }: StartRow): boolean {
  return interval?.startsWith('=') ?? false;
}

function repeating({ due_at, repetitions, interval, anchor }: StartRow) {
  const from = anchor === null ? {} : { anchor };
  return { dueAt: due_at, repetitions: repetitions ?? 0, interval: interval ?? '', ...from };
}

function nameOf({ definition_key, element_id, part }: StartRow): string {
  return `${definition_key} ${element_id} ${part}`;
}
