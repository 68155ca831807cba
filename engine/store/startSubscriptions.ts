// What begins instances of deployed processes by itself, opened with a deployment.
import type { Knex } from 'knex';

/** A start event (or other element that begins instances) that waits for a message, a signal, a time or a condition. */
export interface StartSubscription {
  elementId: string;
  /** Which of its several event definitions. */
  definition?: number;
  kind: 'message' | 'signal' | 'timer' | 'condition';
  name?: string;
  dueAt?: number;
  repetitions?: number;
  interval?: string;
  anchor?: number;
  /** `interval` is an expression that somebody has to ask before it is known when. */
  asks?: true;
}

/** When a timer falls due of which nobody knows yet when. */
export const NOT_KNOWN_YET = Number.MAX_SAFE_INTEGER;

/** Only the latest version of a process starts by itself. */
export async function openStarts(
  db: Knex,
  tenant: string,
  process: { key: number; id: string; startSubscriptions: StartSubscription[] },
): Promise<void> {
  const own = { tenant_id: tenant, process_id: process.id };
  const before = await db('cauce_start_subscriptions')
    .where({ ...own, kind: 'timer' })
    .select('element_id', 'interval', 'anchor');
  await db('cauce_start_subscriptions').where(own).delete();
  for (const start of process.startSubscriptions) {
    const { elementId, definition, kind, name, repetitions, interval, asks } = start;
    // What an earlier version waits for today is not put off because of a new one.
    const asked = before.find((one) => asks && one.element_id === elementId && one.interval === interval);
    const anchor = start.anchor ?? asked?.anchor;
    const dueAt = asks ? NOT_KNOWN_YET : start.dueAt;
    await db('cauce_start_subscriptions').insert({
      definition_key: process.key,
      tenant_id: tenant,
      process_id: process.id,
      element_id: elementId,
      part: definition ?? -1,
      kind,
      name: name ?? null,
      due_at: dueAt ?? null,
      repetitions: repetitions ?? null,
      interval: interval ?? null,
      anchor: anchor ?? null,
    });
  }
}
