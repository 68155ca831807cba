// A counter-example as steps that can be shown one after another: which flow a token takes, what then waits or is done.
import type { TraceEntry } from '../../../engine/simulation/trace.ts';

export interface Step {
  kind: 'begins' | 'travels' | 'arrives' | 'ends' | 'stops';
  element: string;
}

export interface Standing {
  /** Elements that are being done, or wait; how often. */
  active: Map<string, number>;
  done: Set<string>;
  taken: Set<string>;
}

/** The process itself and its end are no steps: they have no place on the drawing. */
export function stepsOf(trace: readonly TraceEntry[]): Step[] {
  return trace
    .filter(({ type }) => type !== 'process')
    .map(({ element, event }): Step => {
      if (event === 'taken') return { kind: 'travels', element };
      if (event === 'activated') return { kind: 'arrives', element };
      return { kind: event === 'completed' ? 'ends' : 'stops', element };
    });
}

/** How things stand after so many steps. */
export function standingAfter(steps: readonly Step[], count: number): Standing {
  const standing: Standing = { active: new Map(), done: new Set(), taken: new Set() };
  for (const { kind, element } of steps.slice(0, count)) {
    if (kind === 'travels') standing.taken.add(element);
    else if (kind === 'arrives') standing.active.set(element, (standing.active.get(element) ?? 0) + 1);
    else {
      const left = (standing.active.get(element) ?? 1) - 1;
      if (left > 0) standing.active.set(element, left);
      else standing.active.delete(element);
      if (kind === 'ends') standing.done.add(element);
    }
  }
  return standing;
}
