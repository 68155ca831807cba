// What begins instances of deployed processes by itself: opened with a deployment, found, and moved on.
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

export interface WaitingStart extends StartSubscription {
  definitionKey: number;
  processId: string;
}

/** Start events that wait for a message or signal of that name, or for a time up to `dueAt`. */
export async function findStarts(
  db: Knex,
  tenant: string,
  wanted: { kind: 'message' | 'signal'; name: string } | { kind: 'timer'; dueAt: number },
): Promise<WaitingStart[]> {
  const rows = db('cauce_start_subscriptions').where({ tenant_id: tenant, kind: wanted.kind });
  if (wanted.kind === 'timer') rows.where('due_at', '<=', wanted.dueAt).orderBy('due_at');
  else rows.where('name', wanted.name);
  const found = (await rows.orderBy(['definition_key', 'element_id', 'part'])) as {
    [column: string]: string | number | null;
  }[];
  return found.map((row) => ({
    definitionKey: row.definition_key as number,
    processId: row.process_id as string,
    elementId: row.element_id as string,
    ...((row.part as number) >= 0 && { definition: row.part as number }),
    kind: wanted.kind,
    ...(row.name !== null && { name: row.name as string }),
    ...(row.due_at !== null && { dueAt: row.due_at as number }),
    ...(row.repetitions !== null && { repetitions: row.repetitions as number }),
    ...(row.interval !== null && { interval: row.interval as string }),
    ...(row.anchor !== null && { anchor: row.anchor as number }),
  }));
}

/** Moves a timer start to its next firing; `next` undefined ends it. Inside a write transaction. */
export async function advanceStartTimer(
  db: Knex,
  start: { definitionKey: number; elementId: string; definition?: number },
  next: { dueAt: number; repetitions: number } | undefined,
): Promise<void> {
  const row = db('cauce_start_subscriptions').where({
    definition_key: start.definitionKey,
    element_id: start.elementId,
    part: start.definition ?? -1,
  });
  if (next) await row.update({ due_at: next.dueAt, repetitions: next.repetitions });
  else await row.delete();
}
