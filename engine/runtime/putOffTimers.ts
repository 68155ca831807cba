// Durations that a clock set back would put off: they end when their time has passed, as if it had not been set. What is
// due at a date waits for that date.
import type { OpenStore } from '../store/openStore.ts';
import type { Definitions } from './definitions.ts';
import type { Outcome } from './engine.ts';
import { type Submitter, system } from './submission.ts';

export interface PutOffTimers {
  /** `otherwise`: what the clock would read, had it not been set. */
  clockSet(otherwise: number): Promise<void>;
  stop(): void;
}

export interface PutOffOptions {
  store: OpenStore;
  definitions: Definitions;
  submitter: Submitter;
  now(): number;
  failed(error: unknown): void;
}

interface PutOff {
  key: number;
  instanceKey: number;
  dueAt: number;
  /** By `performance.now()`. */
  endsAt: number;
}

const LONGEST_SLEEP = 60_000;

export function createPutOffTimers({
  store,
  definitions,
  submitter,
  now,
  failed,
}: PutOffOptions): PutOffTimers {
  const waiting = new Map<number, PutOff>();
  let timeout: NodeJS.Timeout | undefined;
  let stopped = false;

  return {
    async clockSet(otherwise) {
      // Elsewhere the clock may be right, and what is due there is done by it.
      if (store.shared || now() >= otherwise) return;
      const from = performance.now();
      for (const { key, instance_key: instanceKey, due_at: dueAt } of await durations(now()))
        if (!waiting.has(key))
          waiting.set(key, { key, instanceKey, dueAt, endsAt: from + Math.max(0, dueAt - otherwise) });
      sleep();
    },
    stop() {
      stopped = true;
      clearTimeout(timeout);
    },
  };

  async function durations(at: number) {
    const rows = (await store
      .reader('cauce_timers AS t')
      .join('cauce_process_instances AS i', 'i.key', 't.instance_key')
      .where('t.tenant_id', store.tenant)
      .where('t.due_at', '>', at)
      .select('t.key', 't.instance_key', 't.element_id', 't.due_at', 'i.definition_key')) as {
      key: number;
      instance_key: number;
      element_id: string;
      due_at: number;
      definition_key: number;
    }[];
    const dates = new Map<number, Set<string>>();
    for (const { definition_key: key } of rows) if (!dates.has(key)) dates.set(key, await datesOf(key));
    return rows.filter(({ definition_key, element_id }) => !dates.get(definition_key)?.has(element_id));
  }

  /** Elements that wait for a date. */
  async function datesOf(definitionKey: number): Promise<Set<string>> {
    const { model } = (await definitions.byKey(definitionKey)) ?? {};
    const isDate = ({ config }: { config: { [name: string]: unknown } }) => config.kind === 'timeDate';
    const found = model?.elements.filter(({ eventDefinitions }) => eventDefinitions.some(isDate)) ?? [];
    return new Set(found.map(({ id }) => id));
  }

  function sleep(): void {
    clearTimeout(timeout);
    if (stopped || waiting.size === 0) return;
    let first = Number.POSITIVE_INFINITY;
    for (const { endsAt } of waiting.values()) first = Math.min(first, endsAt);
    const ms = Math.max(0, Math.min(LONGEST_SLEEP, first - performance.now()));
    timeout = setTimeout(() => void fire().catch(failed).finally(sleep), ms);
    timeout.unref();
  }

  async function fire(): Promise<void> {
    const at = performance.now();
    const due = [...waiting.values()].filter(({ endsAt }) => endsAt <= at);
    for (const { key } of due) waiting.delete(key);
    await Promise.all(due.map(fireOne));
  }

  /** In the history of the instance it is the time at which it was due; whoever was faster has done it. */
  async function fireOne({ key, instanceKey, dueAt, endsAt }: PutOff): Promise<void> {
    const outcome: Outcome = await submitter.submit(
      { kind: 'instance', key: instanceKey },
      [{ type: 'triggerTimer', subscription: key }],
      { principal: system },
      { notBefore: dueAt },
    );
    if (!outcome.ok) return;
    for (const event of outcome.events)
      if (event.type === 'subscriptionTriggered' && event.key === key && event.next) {
        const next = event.next.dueAt;
        waiting.set(key, { key, instanceKey, dueAt: next, endsAt: endsAt + Math.max(0, next - dueAt) });
      }
  }
}
