// Messages that were kept, given to whoever begins to wait for them within their time to live.
import type { Event, Variables } from '../core/index.ts';
import type { OpenStore } from '../store/openStore.ts';
import type { Db } from '../store/store.ts';
import type { Rejection } from './engine.ts';
import { createRedelivery } from './redelivery.ts';
import { type Submitter, system } from './submission.ts';
import type { Subscribers } from './subscribers.ts';
import type { Turns } from './turns.ts';
import type { GuardView } from './work.ts';

export interface LateReceivers {
  /** After a commit: gives kept messages to subscriptions that were opened. */
  opened(events: Event[]): void;
  /** At boot, and where nodes share the store now and then: kept messages that somebody waits for. */
  recover(): Promise<void>;
  /** Deliveries under way. */
  readonly pending: number;
  settled(): Promise<void>;
  close(): void;
}

export interface LateReceiversOptions {
  store: OpenStore;
  subscribers: Subscribers;
  submitter: Submitter;
  turns: Turns;
  now(): number;
  failed(error: unknown): void;
}

interface KeptRow {
  key: number;
  variables: string;
}

export function createLateReceivers(options: LateReceiversOptions): LateReceivers {
  const { store, subscribers, submitter, turns, now } = options;
  const { tenant } = store;
  const beside = new Set<Promise<void>>();
  /** Names and keys whose delivery waits for its turn: it will find whoever has begun to wait by then. */
  const due = new Set<string>();
  const redelivery = createRedelivery();

  return {
    opened(events) {
      for (const event of events) {
        if (event.type === 'subscriptionOpened' && event.kind === 'message')
          deliver(event.name ?? '', event.correlationKey ?? '');
      }
    },
    async recover() {
      const rows = await store
        .reader('cauce_messages as m')
        .join('cauce_message_subscriptions as s', (on) =>
          on
            .on('s.name', 'm.name')
            .andOn('s.correlation_key', 'm.correlation_key')
            .andOn('s.tenant_id', 'm.tenant_id'),
        )
        .where({ 'm.tenant_id': tenant, 's.kind': 'message' })
        .where('m.expires_at', '>', now())
        .whereNull('m.correlated_to')
        .distinct('m.name', 'm.correlation_key');
      for (const { name, correlation_key: key } of rows) deliver(name, key);
    },
    get pending() {
      return beside.size;
    },
    async settled() {
      while (beside.size > 0) await Promise.all(beside);
    },
    close: () => redelivery.close(),
  };

  function deliver(name: string, correlationKey: string): void {
    const turn = JSON.stringify([name, correlationKey]);
    if (due.has(turn)) return;
    due.add(turn);
    const work = () => {
      due.delete(turn);
      return deliverKept(name, correlationKey);
    };
    const task = turns.take(name, correlationKey, work).then(
      () => redelivery.over(turn),
      (error) => {
        options.failed(error);
        redelivery.later(turn, () => deliver(name, correlationKey));
      },
    );
    beside.add(task);
    void task.finally(() => beside.delete(task));
  }

  /** Oldest message first, each to the oldest who waits. One at a time: most often one receiver came, for one message. */
  async function deliverKept(name: string, correlationKey: string): Promise<void> {
    let row = await keptAfter(0, name, correlationKey);
    while (row) {
      let nobody = true;
      for await (const { key, instance_key: instanceKey } of subscribers.waiting(name, correlationKey)) {
        nobody = false;
        if (await give(row, key, instanceKey)) break;
      }
      if (nobody) return;
      row = await keptAfter(row.key, name, correlationKey);
    }
  }

  /** What others refused is left behind. */
  function keptAfter(key: number, name: string, correlationKey: string): Promise<KeptRow | undefined> {
    return store
      .reader('cauce_messages')
      .where({ tenant_id: tenant, name, correlation_key: correlationKey })
      .whereNull('correlated_to')
      .where('expires_at', '>', now())
      .where('key', '>', key)
      .orderBy('key')
      .first('key', 'variables');
  }

  /** False: the receiver went, or refuses it; the message stays for another. */
  async function give(row: KeptRow, subscription: number, instanceKey: number): Promise<boolean> {
    const text = await store.open(`message.${row.key}`, 'variables', row.variables);
    const variables = text === undefined ? {} : (JSON.parse(text) as Variables);
    const outcome = await submitter.submit(
      { kind: 'instance', key: instanceKey },
      [{ type: 'correlateMessage', subscription, messageKey: row.key, variables }],
      { principal: system },
      {
        // Another node may give it to somebody else.
        ...(store.shared && { guard: ({ db }: GuardView) => refuseTaken(db, row.key) }),
        onCommit: async (db) => {
          const taken = { correlated_to: instanceKey, variables: '{}' };
          await db('cauce_messages').where({ tenant_id: tenant, key: row.key }).update(taken);
        },
      },
    );
    return outcome.ok;
  }

  async function refuseTaken(db: Db, key: number): Promise<Rejection | undefined> {
    const free = { tenant_id: tenant, key, correlated_to: null };
    const row = await db('cauce_messages').where(free).forUpdate().first('key');
    return row ? undefined : { code: 'NOT_FOUND', values: { key: String(key) } };
  }
}
