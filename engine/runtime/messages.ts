// Messages: from whoever publishes to whoever waits, now or within the message's time to live.
import type { Command, Json, Variables } from '../core/index.ts';
import { canonicalJson } from '../store/canonical.ts';
import type { OpenStore } from '../store/openStore.ts';
import type { Db } from '../store/store.ts';
import type { MessageOutcome, MessageRequest, Refused } from './engine.ts';
import { createPublications } from './publications.ts';
import { notStorable, withoutNegativeZero } from './storable.ts';
import type { Submitter } from './submission.ts';
import type { Subscribers } from './subscribers.ts';
import type { Turns } from './turns.ts';
import type { Target } from './work.ts';

export interface Messages {
  publish(request: MessageRequest, routed?: RoutedMessage): Promise<MessageOutcome | Refused>;
}

/** A message that an instance threw. */
export interface RoutedMessage {
  /** The routed command that this publication consumes, in the same transaction. */
  id: string;
  /** Of the instance that it starts. */
  hops: number | undefined;
  /** The case of which it is a part. */
  inCase: { rootKey: number; businessKey?: string } | undefined;
}

export interface MessagesOptions {
  store: OpenStore;
  subscribers: Subscribers;
  submitter: Submitter;
  turns: Turns;
  now(): number;
}

export function createMessages({ store, subscribers, submitter, turns, now }: MessagesOptions): Messages {
  const { tenant } = store;
  const publications = createPublications(store, now);

  return {
    async publish(request, routed) {
      const { name, correlationKey, messageId, variables } = request;
      const rejection = notStorable([name, correlationKey, messageId ?? '', variables]);
      if (rejection) return { ok: false, rejection };
      return submitter.alone(request, () => turns.take(name, correlationKey, () => publish(request, routed)));
    },
  };

  async function publish(
    request: MessageRequest,
    routed: RoutedMessage | undefined,
  ): Promise<MessageOutcome | Refused> {
    const { principal, commandId: _, ...asked } = request;
    const body = asked as unknown as Json;
    const seen = await publications.seen('message', request, body);
    if (seen) return 'ok' in seen ? seen : outcomeOf(seen.key, seen.instanceKey);
    const { messageId } = asked;
    if (messageId !== undefined && (await wasSeen(asked.name, asked.correlationKey, messageId)))
      return { ok: false, rejection: { code: 'MESSAGE_ALREADY_PUBLISHED', values: { messageId } } };
    const key = await store.reserve('record', 1);
    const message = { ...asked, key, variables: withoutNegativeZero(asked.variables) };
    const settle = async (db: Db, takenBy?: number) => {
      await keep(db, message, takenBy);
      const publication = { key, ...(takenBy !== undefined && { instanceKey: takenBy }) };
      await publications.remember(db, 'message', request, body, publication);
    };
    // A receiver that refuses does not end what was routed: the next is asked, or it is kept.
    const hooks = {
      onCommit: settle,
      ...(routed && { routedId: routed.id, routedSurvivesRefusal: true }),
    };
    for (const { target, commands } of await receivers(message, principal.username, routed)) {
      const outcome = await submitter.submit(target, commands, { principal }, hooks);
      if (outcome.ok) return outcomeOf(key, outcome.instanceKey);
      if (!GONE.has(outcome.rejection.code)) return outcome;
    }
    await store.write(async (db) => {
      await settle(db);
      if (routed) await db('cauce_routed').where({ tenant_id: tenant, id: routed.id }).del();
    });
    return outcomeOf(key);
  }

  /** Whoever waits, oldest first; then the start event of that name. The first who takes it has it. */
  async function receivers(
    { key, name, correlationKey, variables }: KeptMessage,
    startedBy: string,
    routed: RoutedMessage | undefined,
  ): Promise<{ target: Target; commands: Command[] }[]> {
    const waiting = await subscribers.waiting('message', name, correlationKey);
    const [start] = await subscribers.starts('message', name);
    const { inCase } = routed ?? {};
    if (inCase && !start && waiting.length === 0) {
      const apart = await subscribers.apart(name, inCase.rootKey);
      if (apart) waiting.push(apart);
    }
    const found = waiting.map(({ key: subscription, instance_key: instanceKey }) => ({
      target: { kind: 'instance', key: instanceKey } as Target,
      commands: [{ type: 'correlateMessage', subscription, messageKey: key, variables } as Command],
    }));
    if (!start) return found;
    const place = inCase ?? (correlationKey ? { businessKey: correlationKey } : {});
    const caused = routed?.hops === undefined ? {} : { hops: routed.hops };
    const create = { ...start.at, variables, ...place, ...caused };
    const target: Target = { kind: 'new', definition: start.definition, startedBy, create };
    return [...found, { target, commands: [] }];
  }

  /** Kept while somebody may come late, or while its id must not be used again; else nothing is written. */
  async function keep(db: Db, message: KeptMessage, takenBy: number | undefined): Promise<void> {
    const { key, name, correlationKey, messageId, variables, timeToLive = 0 } = message;
    if (timeToLive <= 0 && messageId === undefined) return;
    await db('cauce_messages').insert({
      key,
      tenant_id: tenant,
      name,
      correlation_key: correlationKey,
      message_id: messageId ?? null,
      variables:
        takenBy === undefined
          ? await store.seal(`message.${key}`, 'variables', canonicalJson(variables))
          : '{}',
      published_at: now(),
      expires_at: now() + timeToLive,
      correlated_to: takenBy ?? null,
    });
  }

  async function wasSeen(name: string, correlationKey: string, messageId: string): Promise<boolean> {
    const row = await store
      .reader('cauce_messages')
      .where({ tenant_id: tenant, name, correlation_key: correlationKey, message_id: messageId })
      .where('expires_at', '>=', now())
      .first('key');
    return row !== undefined;
  }
}

/** Rejections of a receiver that waited a moment ago; the next in line is asked. */
const GONE = new Set(['SUBSCRIPTION_NOT_FOUND', 'INSTANCE_NOT_ACTIVE', 'NOT_FOUND']);

interface KeptMessage {
  key: number;
  name: string;
  correlationKey: string;
  messageId?: string;
  variables: Variables;
  timeToLive?: number;
}

function outcomeOf(messageKey: number, instanceKey?: number): MessageOutcome {
  return { ok: true, messageKey, ...(instanceKey !== undefined && { instanceKey }) };
}
