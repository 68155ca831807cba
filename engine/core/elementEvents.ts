// `emit` for what happens with every element: who writes these events is known, and need not be found by their type.
import { elementAppliers } from './applyElements.ts';
import { noteForClocks } from './clockNotes.ts';
import type { EventOf } from './events.ts';
import type { Step } from './step.ts';

export function emitActivated(step: Step, event: EventOf<'elementActivated'>): void {
  if (step.exe.clocks !== undefined) noteForClocks(step, event);
  step.events.push(event);
  elementAppliers.elementActivated(step.draft, event);
}

export function emitCompletion(step: Step, event: EventOf<'elementCompleted'>): void {
  if (step.exe.clocks !== undefined) noteForClocks(step, event);
  step.events.push(event);
  elementAppliers.elementCompleted(step.draft, event);
}
