// Messages: from whoever publishes to whoever waits, now or within the message's time to live.
import type { Command, Json } from '../core/index.ts';
import type { OpenStore } from '../store/openStore.ts';
import type { Db } from '../store/store.ts';
import type { MessageOutcome, MessageRequest, Refused, Rejection } from './engine.ts';
import { createKeptMessages, isKept, type KeptMessage } from './keptMessages.ts';
import { lockOf } from './messageLocks.ts';
import { createPublications, onceAmongNodes } from './publications.ts';
import { notStorable, withoutNegativeZero } from './storable.ts';
import type { Submitter } from './submission.ts';
import type { Subscribers, Waiter } from './subscribers.ts';
import type { Turns } from './turns.ts';
import type { GuardView, Target } from './work.ts';

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
  const { keep, wasSeen } = createKeptMessages(store, now);

  return {
    async publish(request, routed) {
      const { name, correlationKey, messageId, variables } = request;
      const rejection = notStorable([name, correlationKey, messageId ?? '', variables]);
      if (rejection) return { ok: false, rejection };
      const publishing = () => onceAmongNodes(() => publishInTurn(request, routed));
      return submitter.alone(request, () => turns.take(name, correlationKey, publishing));
    },
  };

  /** Somebody may begin to wait at another node after the look: then it is looked again. */
  async function publishInTurn(
    request: MessageRequest,
    routed: RoutedMessage | undefined,
  ): Promise<MessageOutcome | Refused> {
    for (let looks = 1; ; looks++) {
      const outcome = await publish(request, routed, looks < MOST_LOOKS);
      if (outcome) return outcome;
    }
  }

  /** Undefined: a receiver has appeared. */
  async function publish(
    request: MessageRequest,
    routed: RoutedMessage | undefined,
    mayLookAgain: boolean,
  ): Promise<MessageOutcome | Refused | undefined> {
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
      ...(store.shared &&
        messageId !== undefined && { guard: ({ db }: GuardView) => refuseSeen(db, message) }),
      ...(routed && { routedId: routed.id, routedSurvivesRefusal: true }),
    };
    for await (const { target, commands } of receivers(message, principal.username, routed)) {
      const outcome = await submitter.submit(target, commands, { principal }, hooks);
      if (outcome.ok) return outcomeOf(key, outcome.instanceKey);
      if (!GONE.has(outcome.rejection.code)) return outcome;
    }
    const claims = { instances: [], routed: routed ? [routed.id] : [] };
    return store.writeGroup(claims, async (db, { goneRouted }) => {
      if (routed && goneRouted.has(routed.id)) return outcomeOf(key);
      const rejection = await refuseSeen(db, message);
      if (rejection) return { ok: false, rejection };
      if (mayLookAgain && (await hasReceiver(db, message))) return undefined;
      await settle(db);
      if (routed) await db('cauce_routed').where({ tenant_id: tenant, id: routed.id }).del();
      return outcomeOf(key);
    });
  }

  /** Among several nodes: from here to the commit nobody opens or closes a subscription of that name and key. */
  async function refuseSeen(db: Db, message: KeptMessage): Promise<Rejection | undefined> {
    if (!store.shared || !isKept(message)) return undefined;
    const { name, correlationKey, messageId } = message;
    await store.lockNames(db, [lockOf(name, correlationKey)]);
    if (messageId === undefined || !(await wasSeen(name, correlationKey, messageId, db))) return undefined;
    return { code: 'MESSAGE_ALREADY_PUBLISHED', values: { messageId } };
  }

  async function hasReceiver(db: Db, message: KeptMessage): Promise<boolean> {
    if (!store.shared || !isKept(message)) return false;
    return subscribers.isAwaited(message.name, message.correlationKey, db);
  }

  /** Whoever waits, oldest first; then the start event of that name. The first who takes it has it. */
  async function* receivers(
    { key, name, correlationKey, variables }: KeptMessage,
    startedBy: string,
    routed: RoutedMessage | undefined,
  ): AsyncGenerator<{ target: Target; commands: Command[] }> {
    const toward = ({ key: subscription, instance_key: instanceKey }: Waiter) => ({
      target: { kind: 'instance', key: instanceKey } as Target,
      commands: [{ type: 'correlateMessage', subscription, messageKey: key, variables } as Command],
    });
    let nobody = true;
    for await (const waiter of subscribers.waiting(name, correlationKey)) {
      nobody = false;
      yield toward(waiter);
    }
    const [start] = await subscribers.starts('message', name);
    const { inCase } = routed ?? {};
    if (inCase && !start && nobody) {
      const apart = await subscribers.apart(name, inCase.rootKey);
      if (apart) yield toward(apart);
    }
    if (!start) return;
    const place = inCase ?? (correlationKey ? { businessKey: correlationKey } : {});
    const caused = routed?.hops === undefined ? {} : { hops: routed.hops };
    const create = { ...start.at, variables, ...place, ...caused };
    yield { target: { kind: 'new', definition: start.definition, startedBy, create }, commands: [] };
  }
}

/** A receiver that is there and refuses is not waited for without end. */
const MOST_LOOKS = 5;

/** Rejections of a receiver that waited a moment ago; the next in line is asked. */
const GONE = new Set(['SUBSCRIPTION_NOT_FOUND', 'INSTANCE_NOT_ACTIVE', 'NOT_FOUND']);

function outcomeOf(messageKey: number, instanceKey?: number): MessageOutcome {
  return { ok: true, messageKey, ...(instanceKey !== undefined && { instanceKey }) };
}
