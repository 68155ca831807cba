// What else happened in a moment of a run: messages, decisions, errors, and what it began to wait for.
import type { Event, Json } from '../../../engine/core/index.ts';

export type Note =
  | { kind: 'message' | 'signal' | 'escalation' | 'called' | 'error'; name: string; caught?: string }
  | { kind: 'decision'; name: string; result: Json; rules: string[] }
  | { kind: 'timer'; at: number }
  | { kind: 'awaited'; name: string; key?: string }
  | { kind: 'offered'; groups: string[] }
  | { kind: 'asked'; name: string }
  | { kind: 'failed'; name: string }
  | { kind: 'incident'; code: string; values: { [name: string]: Json }; text?: string }
  | { kind: 'clock' | 'clockOf'; name: string }
  | { kind: 'milestone'; name: string };

/** `clocks`: names of clocks by their keys. */
export function notesOf(events: readonly Event[], clocks: ReadonlyMap<number, string>): Note[] {
  return events.flatMap((event): Note[] => {
    switch (event.type) {
      case 'messageThrown':
        return [{ kind: 'message', name: event.name }];
      case 'signalThrown':
        return [{ kind: 'signal', name: event.name }];
      case 'errorThrown':
        return [{ kind: 'error', name: event.code, ...(event.caughtBy && { caught: event.caughtBy }) }];
      case 'escalationThrown':
        return [{ kind: 'escalation', name: event.code, ...(event.caughtBy && { caught: event.caughtBy }) }];
      case 'childCalled':
        return [{ kind: 'called', name: event.processId }];
      case 'decisionEvaluated':
        return [
          {
            kind: 'decision',
            name: event.decisionName,
            result: event.result,
            rules: event.matched.map(({ rule }) => rule),
          },
        ];
      case 'subscriptionOpened':
        if (event.clock) return [];
        if (event.dueAt !== undefined) return [{ kind: 'timer', at: event.dueAt }];
        if (event.name === undefined) return [];
        return [
          { kind: 'awaited', name: event.name, ...(event.correlationKey && { key: event.correlationKey }) },
        ];
      case 'userTaskCreated':
        return [{ kind: 'offered', groups: event.candidateGroups }];
      case 'jobCreated':
        return [{ kind: 'asked', name: event.jobType }];
      case 'jobFailed':
        return [{ kind: 'failed', name: event.message }];
      case 'incidentRaised':
        return [{ kind: 'incident', code: event.code, values: event.values }];
      case 'clockStarted':
        return [{ kind: 'clock', name: event.name }];
      case 'clockEntered': {
        const name = clocks.get(event.key);
        const isTold = event.entry.kind === 'warned' || event.entry.kind === 'breached';
        return isTold && name ? [{ kind: 'clockOf', name }] : [];
      }
      case 'elementActivated':
        return event.milestone === undefined ? [] : [{ kind: 'milestone', name: event.milestone }];
      default:
        return [];
    }
  });
}
