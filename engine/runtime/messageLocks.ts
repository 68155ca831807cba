// Names that a transaction holds which publishes a message or opens a subscription, so that two nodes cannot miss each other.
import type { Executed } from './execution.ts';

export function lockOf(name: string, correlationKey: string): string {
  return JSON.stringify(['message', name, correlationKey]);
}

/** Of the subscriptions to messages that a group opens. */
export function locksOfGroup(executed: { result: Executed }[]): string[] {
  const names = new Set<string>();
  for (const { result } of executed) {
    for (const event of result.batch.events) {
      if (event.type === 'subscriptionOpened' && event.kind === 'message')
        names.add(lockOf(event.name ?? '', event.correlationKey ?? ''));
    }
  }
  return [...names];
}
