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
}

/** Only the latest version of a process starts by itself. */
export async function openStarts(
  db: Knex,
  tenant: string,
  process: { key: number; id: string; startSubscriptions: StartSubscription[] },
): Promise<void> {
  await db('cauce_start_subscriptions').where({ tenant_id: tenant, process_id: process.id }).delete();
  for (const start of process.startSubscriptions) {
    const { elementId, definition, kind, name, dueAt, repetitions, interval, anchor } = start;
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
