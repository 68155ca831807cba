// Start events with a timer: each firing starts an instance and moves the event's due instant in the same transaction.
import { nextFiring } from '../core/schedule.ts';
import type { OpenStore } from '../store/openStore.ts';
import type { Definitions } from './definitions.ts';
import type { Outcome } from './engine.ts';
import { type Submitter, system } from './submission.ts';

export interface StartTimers {
  due(at: number): Promise<{ name: string; fire(): Promise<Outcome> }[]>;
  /** When the next falls due, those of these names left out; Infinity when none does. */
  next(leftOut: ReadonlyMap<string, number>): Promise<number>;
  /** Brings forward the repetitions that a clock which was ahead has put off. `otherwise`: what it would read. */
  clockSet(otherwise: number): Promise<void>;
}

export interface StartTimersOptions {
  store: OpenStore;
  definitions: Definitions;
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

export function createStartTimers({ store, definitions, submitter, now }: StartTimersOptions): StartTimers {
  const { reader, tenant } = store;
  const timers = () => reader('cauce_start_subscriptions').where({ tenant_id: tenant, kind: 'timer' });

  return {
    async due(at) {
      const rows = (await timers().where('due_at', '<=', at)) as StartRow[];
      return rows.map((row) => ({ name: nameOf(row), fire: () => fire(row) }));
    },
    async next(leftOut) {
      const rows = (await timers()) as StartRow[];
      const awaited = rows.filter((row) => !leftOut.has(nameOf(row)));
      return Math.min(...awaited.map((row) => row.due_at));
    },
    async clockSet(otherwise) {
      const at = now();
      for (const row of (await timers().whereNotNull('interval')) as StartRow[]) {
        const soon = await nextFrom(row, at);
        if (soon === undefined) continue;
        const far = 2 * (soon - at);
        // Of what was far away by either clock nobody knows better when it begins.
        if (row.due_at - at <= far || row.due_at - otherwise > far) continue;
        await store.write((db) => db('cauce_start_subscriptions').where(ownOf(row)).update({ due_at: soon }));
      }
    },
  };

  /** As if it fired now: not bound to the day on which it began. */
  async function nextFrom(row: StartRow, at: number): Promise<number | undefined> {
    const definition = await definitions.byKey(row.definition_key);
    return definition && nextFiring({ ...repeating(row), dueAt: at }, at, definition.ports).next?.dueAt;
  }

  function ownOf({ definition_key, element_id, part, due_at }: StartRow) {
    return { tenant_id: tenant, definition_key, element_id, part, due_at };
  }

  /** Firings missed while nobody ran collapse into one. */
  async function fire(row: StartRow): Promise<Outcome> {
    const { definition_key, element_id, part, interval } = row;
    const definition = await definitions.byKey(definition_key);
    if (!definition) throw new Error(`Expected definition ${definition_key} of a start timer in the store`);
    const own = ownOf(row);
    const at = { startElement: element_id, ...(part >= 0 && { startDefinition: part }) };
    const next = interval === null ? undefined : nextFiring(repeating(row), now(), definition.ports).next;
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
          if (next) await mine.update({ due_at: next.dueAt, repetitions: next.repetitions });
          else await mine.del();
        },
      },
    );
  }
}

function repeating({ due_at, repetitions, interval, anchor }: StartRow) {
  const from = anchor === null ? {} : { anchor };
  return { dueAt: due_at, repetitions: repetitions ?? 0, interval: interval ?? '', ...from };
}

function nameOf({ definition_key, element_id, part }: StartRow): string {
  return `${definition_key} ${element_id} ${part}`;
}
