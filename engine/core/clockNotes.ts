// Remembers what of a step concerns service level clocks, until nothing else of the element is to be done.
import type { Event } from './events.ts';
import type { Step } from './step.ts';
import { lookUp } from './table.ts';

export type ClockNote =
  /** `around`: element instances around it, nearest first; `own`: clocks that it owned as it ended. */
  | {
      what: 'begun' | 'completed' | 'terminated';
      element: string;
      key: number;
      around: readonly number[];
      own?: readonly number[];
    }
  | { what: 'written'; scope: number; names: readonly string[] }
  /** Its user task may be due when a clock says. */
  | { what: 'offered'; key: number }
  /** Everything that its drawing promises is to be asked again. */
  | { what: 'asked'; key: number }
  /** So is what of it was never begun. */
  | { what: 'promised'; key: number };

export function remember(step: Step, note: ClockNote): void {
  if (step.clockNotes) step.clockNotes.push(note);
  else step.clockNotes = [note];
}

/** Before an event is applied: what ends is still there to be looked at. */
export function noteForClocks(step: Step, event: Event): void {
  if (!step.ports.sla) return;
  const { clocks } = step.exe;
  if (!clocks) return;
  switch (event.type) {
    case 'instanceCreated':
    case 'instanceReopened':
      if (step.exe.root.slas) remember(step, { what: 'asked', key: event.key });
      return;
    case 'elementActivated':
      if (clocks.watched.has(event.element))
        remember(step, {
          what: 'begun',
          element: event.element,
          key: event.key,
          around: around(step, event.scope),
        });
      return;
    case 'elementCompleted':
    case 'elementTerminated': {
      const me = lookUp(step.draft.elements, event.key);
      if (!me || !clocks.watched.has(me.element)) return;
      const what = event.type === 'elementCompleted' ? 'completed' : 'terminated';
      const own = me.clocks && { own: Object.values(me.clocks) };
      remember(step, { what, element: me.element, key: me.key, around: around(step, me.scope), ...own });
      return;
    }
    case 'variablesSet': {
      const names = Object.keys(event.variables);
      if (clocks.mayRead(names)) remember(step, { what: 'written', scope: event.scope, names });
      return;
    }
    case 'userTaskCreated':
      if (clocks.watched.has(event.element)) remember(step, { what: 'offered', key: event.owner });
  }
}

/** The element instances around, nearest first. */
function around(step: Step, scope: number): number[] {
  const found: number[] = [];
  for (let at = lookUp(step.draft.elements, scope); at; at = lookUp(step.draft.elements, at.scope))
    found.push(at.key);
  return found;
}
