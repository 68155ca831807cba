// Which instant of a replay the address asks for, with which other it is compared, and whose steps alone are listed.
import type { ReplayStep } from '../replay/step.ts';
import type { Visit } from '../visit.ts';

export interface Asked {
  step: number;
  /** Compared with the state after this step. */
  with: number | undefined;
  actor: string | undefined;
  element: string | undefined;
  /** Numbers of the steps that are listed; undefined: all. */
  matches: number[] | undefined;
}

export function askedOf(visit: Visit, steps: readonly ReplayStep[]): Asked {
  const actor = visit.query('quien');
  const element = visit.query('elemento');
  const isFiltered = actor !== undefined || element !== undefined;
  const matches = steps.flatMap((step) => (fits(step, actor, element) ? step.number : []));
  return {
    step: stepOf(visit, steps),
    with: numberIn(visit.query('con'), steps.length),
    actor,
    element,
    matches: isFiltered ? matches : undefined,
  };
}

const fits = (step: ReplayStep, actor: string | undefined, element: string | undefined): boolean =>
  (actor === undefined || step.actor === actor) && (element === undefined || step.element === element);

/** The step itself, or where a batch of the journal begins; else the end. */
function stepOf(visit: Visit, steps: readonly ReplayStep[]): number {
  const batch = numberIn(visit.query('lote'), Number.MAX_SAFE_INTEGER);
  if (batch !== undefined) return steps.find(({ sequence }) => sequence >= batch)?.number ?? steps.length;
  return numberIn(visit.query('paso'), steps.length) ?? steps.length;
}

function numberIn(text: string | undefined, most: number): number | undefined {
  return text !== undefined && /^\d{1,15}$/.test(text) ? Math.min(Number(text), most) : undefined;
}

const PAGE = 100;

/** The part of the listed steps that holds the asked one, or what comes nearest before it. */
export function windowOf(numbers: readonly number[], step: number): { from: number; until: number } {
  const at = Math.max(
    0,
    numbers.findLastIndex((number) => number <= step),
  );
  const from = Math.floor(at / PAGE) * PAGE;
  return { from, until: Math.min(from + PAGE, numbers.length) };
}
