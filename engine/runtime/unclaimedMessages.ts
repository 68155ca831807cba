// Messages that an instance in memory sent before anybody waited for them, kept for their time to live.
import type { Event, Routed } from '../core/index.ts';

type Message = Extract<Routed, { type: 'publishMessage' }>;

export interface Unclaimed {
  /** False where the same message id lives: it is one message. */
  isNew(message: Message, now: number): boolean;
  keep(message: Message, now: number): void;
  /** The oldest message that a subscription opened by this event waits for. It is given once. */
  claimedBy(event: Event, now: number): Message | undefined;
}

export function createUnclaimed(): Unclaimed {
  let kept: { message: Message; until: number }[] = [];
  const ids = new Map<string, number>();
  return {
    isNew({ name, correlationKey, messageId, timeToLive }, now) {
      if (messageId === undefined) return true;
      const id = JSON.stringify([name, correlationKey, messageId]);
      if ((ids.get(id) ?? -1) >= now) return false;
      ids.set(id, now + timeToLive);
      return true;
    },
    keep(message, now) {
      if (message.timeToLive > 0) kept.push({ message, until: now + message.timeToLive });
    },
    claimedBy(event, now) {
      if (event.type !== 'subscriptionOpened' || event.kind !== 'message') return undefined;
      kept = kept.filter(({ until }) => until > now);
      const at = kept.findIndex(
        ({ message }) => message.name === event.name && message.correlationKey === event.correlationKey,
      );
      const [found] = at < 0 ? [] : kept.splice(at, 1);
      return found && { ...found.message, timeToLive: found.until - now };
    },
  };
}
