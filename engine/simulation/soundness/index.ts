// Soundness of a process before anybody deploys it: what can go wrong in it whatever the data, with a run that shows it.
import type { Problem, ProcessModel } from '../../core/index.ts';
import { type CounterExample, counterExample, type TrialPorts } from './counterExample.ts';
import { type ExploreOptions, explore } from './explore.ts';
import { deadlocks, doubled, type Found, loopsWithoutWait, reachableFrom, withoutEnd } from './findings.ts';
import { senselessTimers, unreached } from './unreached.ts';

export { type CounterExample, type Replay, replayed, type TrialPorts } from './counterExample.ts';

export interface SoundnessProblem extends Problem {
  /** Absent where no run was found that shows it. */
  counterExample?: CounterExample;
}

export interface SoundnessOptions
  extends TrialPorts,
    Partial<Pick<ExploreOptions, 'mostStates' | 'isOver'>> {}

export interface Soundness {
  problems: SoundnessProblem[];
  /** States that were told apart. */
  states: number;
}

export const MOST_STATES = 20_000;

/**
 * Explores one process of a file and judges it; every problem is a warning. Gives, now and then, how many states it
 * knows. What a run needs is looked for among all `models` of the file.
 */
export function* soundness(
  models: ProcessModel[],
  model: ProcessModel,
  options: SoundnessOptions,
): Generator<number, Soundness> {
  const { ports, now, mostStates = MOST_STATES, isOver = () => false } = options;
  const explored = yield* explore(model, { ports, now, mostStates, isOver });
  const timers = senselessTimers(explored, model, ports, now);
  const stuck = [...deadlocks(explored), ...withoutEnd(explored), ...loopsWithoutWait(explored, model)];
  // What lies behind a deadlock is dead because of it.
  const behind = reachableFrom(model);
  const blocking = [...stuck, ...timers.filter(({ code }) => code !== 'SOUNDNESS_TIMER_IN_PAST')];
  const told = new Set(blocking.flatMap(({ element }) => [element, ...behind(element)]));
  const found: Found[] = [
    ...stuck,
    ...doubled(explored, model),
    ...timers,
    // What was not reached may lie beyond the bound.
    ...(explored.bound ? [] : unreached(explored, model, told)),
  ];
  const names = new Map(model.elements.map(({ id, name }) => [id, name]));
  const problems = found.map(({ code, element, values, path, evidence }): SoundnessProblem => {
    const example = counterExample(models, model, explored, path, evidence, options);
    const elementName = names.get(element);
    return {
      severity: 'warning',
      code,
      elementId: element,
      ...(elementName && { elementName }),
      values,
      ...(example && { counterExample: example }),
    };
  });
  const states = explored.places.length;
  if (explored.bound)
    problems.push({
      severity: 'warning',
      code: 'SOUNDNESS_BOUND_REACHED',
      elementId: model.id,
      values: { states, process: model.name || model.id },
    });
  return { problems, states };
}
