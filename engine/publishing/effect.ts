// What a played test amounts to: the way it took, how long that was on its clock, and how it ended.
import type { ProcessModel, Variables } from '../core/index.ts';
import type { TrialResult } from '../simulation/trial.ts';
import { elementRuns, openIncidents, type ToldEvent, variablesOf } from '../testing/told.ts';

export interface Effect {
  state: TrialResult['state'];
  /** Flow nodes in the order in which they began. */
  path: { element: string; name: string }[];
  /** From its start to its end, or to where it waits, in milliseconds of its clock. */
  ms: number;
  variables: Variables;
  /** Where it waits. */
  waiting: string[];
}

export function effectOfTrial(outcome: TrialResult, models: readonly ProcessModel[]): Effect {
  const names = namesOf(models);
  const activated = outcome.trace.filter(({ element, event }) => event === 'activated' && names.has(element));
  const began = Date.parse(outcome.trace[0]?.at ?? '') || outcome.at;
  const ended = Date.parse(outcome.trace.at(-1)?.at ?? '') || outcome.at;
  return {
    state: outcome.state,
    path: activated.map(({ element }) => ({ element, name: names.get(element) || element })),
    ms: Math.max(0, ended - began),
    variables: outcome.variables,
    waiting: outcome.waiting.map(({ element }) => names.get(element) || element),
  };
}

export function effectOfTest(told: ToldEvent[], models: readonly ProcessModel[]): Effect {
  const names = namesOf(models);
  const runs = elementRuns(told).filter(({ element }) => names.has(element));
  const root = told[0]?.instanceKey;
  const ends = told.filter(({ instanceKey }) => instanceKey === root).map(({ event }) => event.type);
  const state =
    openIncidents(told).length > 0
      ? 'incident'
      : ends.includes('instanceCompleted')
        ? 'completed'
        : ends.includes('instanceTerminated')
          ? 'terminated'
          : 'waiting';
  return {
    state,
    path: runs.map(({ element }) => ({ element, name: names.get(element) || element })),
    ms: Math.max(0, (told.at(-1)?.at ?? 0) - (told[0]?.at ?? 0)),
    variables: root === undefined ? {} : variablesOf(told, root),
    waiting: runs
      .filter((run) => run.state === 'IS_ACTIVE')
      .map(({ element }) => names.get(element) || element),
  };
}

function namesOf(models: readonly ProcessModel[]): Map<string, string> {
  return new Map(models.flatMap(({ elements }) => elements.map(({ id, name }) => [id, name] as const)));
}
