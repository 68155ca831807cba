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
  };

  /** Firings missed while nobody ran collapse into one. */
  async function fire(row: StartRow): Promise<Outcome> {
    const { definition_key, element_id, part, due_at, repetitions, interval, anchor } = row;
    const definition = await definitions.byKey(definition_key);
    if (!definition) throw new Error(`Expected definition ${definition_key} of a start timer in the store`);
    const own = { tenant_id: tenant, definition_key, element_id, part, due_at };
    const at = { startElement: element_id, ...(part >= 0 && { startDefinition: part }) };
    const repeating = {
      dueAt: due_at,
      repetitions: repetitions ?? 0,
      interval: interval ?? '',
      ...(anchor !== null && { anchor }),
    };
    const next = interval === null ? undefined : nextFiring(repeating, now(), definition.ports).next;
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
        // Another version may have been deployed since the look.
        async guard({ db }) {
          const still = await db('cauce_start_subscriptions').where(own).first('element_id');
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

function nameOf({ definition_key, element_id, part }: StartRow): string {
  return `${definition_key} ${element_id} ${part}`;
}
