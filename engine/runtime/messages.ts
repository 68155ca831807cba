// Messages and signals: from whoever publishes to whoever waits, now or within the message's time to live.
import type { Event } from '../core/index.ts';
import { canonicalJson } from '../store/canonical.ts';
import type { OpenStore } from '../store/openStore.ts';
import type { Definitions } from './definitions.ts';
import type { Engine, MessageOutcome, MessageRequest, Refused } from './engine.ts';
import { type Submitter, system } from './submission.ts';

export interface Messages {
  publish(request: MessageRequest): Promise<MessageOutcome | Refused>;
  broadcast(request: Parameters<Engine['broadcastSignal']>[0]): Promise<{ ok: true; signalKey: number }>;
  /** After a commit: gives buffered messages to subscriptions that were opened. */
  opened(instanceKey: number, events: Event[]): void;
  /** At boot: buffered messages that somebody waits for. */
  recover(): Promise<void>;
  settled(): Promise<void>;
}

export interface MessagesOptions {
  store: OpenStore;
  definitions: Definitions;
  submitter: Submitter;
  now(): number;
  failed(error: unknown): void;
}

export function createMessages(options: MessagesOptions): Messages {
  const { store, definitions, submitter, now } = options;
  const { tenant } = store;
  const beside = new Set<Promise<void>>();
  /** Publications and openings of one name and key go one after another, so that neither misses the other. */
  const turns = new Map<string, Promise<unknown>>();

  return {
    publish: (request) => inTurn(`${request.name}|${request.correlationKey}`, () => publish(request)),
    async broadcast({ name, variables, principal }) {
      const signalKey = await store.reserve('record', 1);
      const rows = await subscriptions('signal', name, '');
      await Promise.all(
        rows.map(({ key, instance_key }) =>
          submitter.submit(
            { kind: 'instance', key: instance_key },
            [{ type: 'broadcastSignal', subscription: key, variables }],
            { principal },
          ),
        ),
      );
      for (const { definition_key, element_id } of await starts('signal', name)) {
        const definition = await definitions.byKey(definition_key);
        if (!definition) continue;
        const create = { startElement: element_id, variables };
        const target = { kind: 'new' as const, definition, startedBy: principal.username, create };
        await submitter.submit(target, [], { principal });
      }
      return { ok: true, signalKey };
    },
    opened(_instanceKey, events) {
      for (const event of events) {
        if (event.type !== 'subscriptionOpened' || event.kind !== 'message') continue;
        const { name = '', correlationKey = '' } = event;
        track(inTurn(`${name}|${correlationKey}`, () => deliverBuffered(name, correlationKey)));
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
        .whereNull('m.correlated_to')
        .distinct('m.name', 'm.correlation_key');
      for (const { name, correlation_key: key } of rows)
        track(inTurn(`${name}|${key}`, () => deliverBuffered(name, key)));
    },
    async settled() {
      while (beside.size > 0) await Promise.all(beside);
    },
  };

  function track(task: Promise<unknown>): void {
    const quiet = task.then(() => {}, options.failed);
    beside.add(quiet);
    void quiet.finally(() => beside.delete(quiet));
  }

  async function inTurn<T>(name: string, work: () => Promise<T>): Promise<T> {
    const before = turns.get(name) ?? Promise.resolve();
    const mine = before.then(work, work);
    turns.set(name, mine);
    try {
      return await mine;
    } finally {
      if (turns.get(name) === mine) turns.delete(name);
    }
  }

  async function publish(request: MessageRequest): Promise<MessageOutcome | Refused> {
    const { name, correlationKey, variables, messageId, timeToLive = 0, principal, commandId } = request;
    if (messageId !== undefined && (await seen(name, correlationKey, messageId)))
      return { ok: false, rejection: { code: 'MESSAGE_ALREADY_PUBLISHED', values: { messageId } } };
    const messageKey = await store.reserve('record', 1);
    const record = { key: messageKey, name, correlationKey, messageId, variables, timeToLive };
    const submission = { principal, ...(commandId !== undefined && { commandId }) };
    for (const { key, instance_key } of await subscriptions('message', name, correlationKey)) {
      const outcome = await submitter.submit(
        { kind: 'instance', key: instance_key },
        [{ type: 'correlateMessage', subscription: key, messageKey, variables }],
        submission,
        { onCommit: (db) => keep(db, record, instance_key), body: { name, correlationKey, variables } },
      );
      if (outcome.ok) return { ok: true, messageKey, instanceKey: outcome.instanceKey };
      if (outcome.conflict) return outcome;
    }
    const [start] = await starts('message', name);
    const definition = start && (await definitions.byKey(start.definition_key));
    if (start && definition) {
      const create = {
        startElement: start.element_id,
        variables,
        ...(correlationKey && { businessKey: correlationKey }),
      };
      const outcome = await submitter.submit(
        { kind: 'new', definition, startedBy: principal.username, create },
        [],
        submission,
        {
          onCommit: (db, instanceKey) => keep(db, record, instanceKey),
          body: { name, correlationKey, variables },
        },
      );
      return outcome.ok ? { ok: true, messageKey, instanceKey: outcome.instanceKey } : outcome;
    }
    await store.write((db) => keep(db, record, null));
    return { ok: true, messageKey };
  }

  interface MessageRecord {
    key: number;
    name: string;
    correlationKey: string;
    messageId: string | undefined;
    variables: MessageRequest['variables'];
    timeToLive: number;
  }

  /** Kept while somebody may come late, or while its id must not be used again; else nothing is written. */
  async function keep(
    db: import('knex').Knex,
    message: MessageRecord,
    takenBy: number | null,
  ): Promise<void> {
    if (message.timeToLive <= 0 && message.messageId === undefined) return;
    const owner = `message.${message.key}`;
    const text = canonicalJson(message.variables);
    await db('cauce_messages').insert({
      key: message.key,
      tenant_id: tenant,
      name: message.name,
      correlation_key: message.correlationKey,
      message_id: message.messageId ?? null,
      variables: takenBy === null ? await store.seal(owner, 'variables', text) : '{}',
      published_at: now(),
      expires_at: now() + message.timeToLive,
      correlated_to: takenBy,
    });
  }

  async function deliverBuffered(name: string, correlationKey: string): Promise<void> {
    const rows = await store
      .reader('cauce_messages')
      .where({ tenant_id: tenant, name, correlation_key: correlationKey })
      .whereNull('correlated_to')
      .where('expires_at', '>', now())
      .orderBy('key');
    for (const row of rows) {
      const [subscription] = await subscriptions('message', name, correlationKey);
      if (!subscription) return;
      const text = await store.open(`message.${row.key}`, 'variables', row.variables);
      const outcome = await submitter.submit(
        { kind: 'instance', key: subscription.instance_key },
        [
          {
            type: 'correlateMessage',
            subscription: subscription.key,
            messageKey: row.key,
            variables: text === undefined ? {} : JSON.parse(text),
          },
        ],
        { principal: system },
        {
          onCommit: async (db) => {
            const taken = { correlated_to: subscription.instance_key, variables: '{}' };
            await db('cauce_messages').where({ tenant_id: tenant, key: row.key }).update(taken);
          },
        },
      );
      if (!outcome.ok) return;
    }
  }

  async function seen(name: string, correlationKey: string, messageId: string): Promise<boolean> {
    const row = await store
      .reader('cauce_messages')
      .where({ tenant_id: tenant, name, correlation_key: correlationKey, message_id: messageId })
      .where('expires_at', '>=', now())
      .first('key');
    return row !== undefined;
  }

  function subscriptions(
    kind: string,
    name: string,
    correlationKey: string,
  ): Promise<{ key: number; instance_key: number }[]> {
    return store
      .reader('cauce_message_subscriptions')
      .where({
        tenant_id: tenant,
        kind,
        name,
        ...(kind === 'message' && { correlation_key: correlationKey }),
      })
      .orderBy('key')
      .select('key', 'instance_key');
  }

  function starts(kind: string, name: string): Promise<{ definition_key: number; element_id: string }[]> {
    return store
      .reader('cauce_start_subscriptions')
      .where({ tenant_id: tenant, kind, name })
      .select('definition_key', 'element_id');
  }
}
