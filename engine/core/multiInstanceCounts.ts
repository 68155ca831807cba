// The counts that a multi-instance body shows to expressions: BPMN's names and those of Camunda 7 (BPMN 2.0.2, table 10.30).
import type { Json } from './json.ts';
import type { ElementInstance } from './state.ts';

type Count = 'all' | 'active' | 'completed' | 'terminated';

const COUNTS: { [name: string]: Count } = Object.assign(Object.create(null), {
  numberOfInstances: 'all',
  numberOfActiveInstances: 'active',
  numberOfCompletedInstances: 'completed',
  numberOfTerminatedInstances: 'terminated',
  nrOfInstances: 'all',
  nrOfActiveInstances: 'active',
  nrOfCompletedInstances: 'completed',
  nrOfTerminatedInstances: 'terminated',
});

/** BPMN's own names, for what carries them all. */
const NAMES = Object.keys(COUNTS).slice(0, 4);

/** `completing`: 1 while an iteration asks whether its completion ends the activity; it is counted as completed. */
export function countOf(
  body: ElementInstance,
  name: string,
  sequential: boolean,
  completing = 0,
): number | undefined {
  const count = COUNTS[name];
  if (count === undefined || !body.loop) return undefined;
  const { count: all, started } = body.loop;
  const completed = started - (body.children?.size ?? 0) + completing;
  if (count === 'all') return all;
  if (count === 'completed') return completed;
  if (count === 'terminated') return 0;
  // One after another: always one, as in Camunda 7. Parallel ones that the step's budget has not let start yet are
  // active to everybody else.
  return sequential ? Math.min(1, all) : all - completed;
}

export function countsOf(body: ElementInstance, sequential: boolean): { [name: string]: Json } {
  const counts: { [name: string]: Json } = {};
  for (const name of NAMES) counts[name] = countOf(body, name, sequential, 1) ?? 0;
  return counts;
}
