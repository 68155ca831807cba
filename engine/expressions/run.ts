// One evaluation under way: its budget of steps, its outside, and the warnings that it gathers.
import type { Json } from '../core/json.ts';
import type { Evaluation, EvaluationContext } from '../core/ports.ts';

/** Why a part of an expression gave null; kept for tooling. */
export interface FeelWarning {
  code: string;
  values: { [name: string]: Json };
}

/** What is fixed for all evaluations of one set of ports. */
export interface Surroundings {
  /** Seconds east of UTC of a zone at an instant, or null when the zone is not known. */
  zoneOffset(zoneId: string, epochMs: number): number | null;
  /** Zone of `now()` and `today()`. */
  zone: string;
  /** Steps that one evaluation may take. */
  budget: number;
}

/**
 * Unwinds an evaluation whose outcome is settled early: a need, or a spent budget. Thrown because closures hundreds deep
 * would otherwise each have to test for it; caught in `evaluate.ts`, and where a record is made of what was computed.
 */
export class Halt {
  readonly outcome: Exclude<Evaluation, { kind: 'value' }>;
  constructor(outcome: Exclude<Evaluation, { kind: 'value' }>) {
    this.outcome = outcome;
  }
}

const MAX_WARNINGS = 50;

/** Levels of expression that calls may pile up; each takes at most a few frames of the JavaScript stack. */
const MAX_DEPTH = 1200;

export class Run {
  readonly context: EvaluationContext;
  readonly surroundings: Surroundings;
  readonly warnings: FeelWarning[] = [];
  private steps: number;
  private depth = 0;

  constructor(context: EvaluationContext, surroundings: Surroundings) {
    this.context = context;
    this.surroundings = surroundings;
    this.steps = surroundings.budget;
  }

  /** Every loop, call and piece of work that grows with its input pays here. */
  spend(steps: number): void {
    this.steps -= steps;
    if (this.steps < 0) this.fail('FEEL_BUDGET_SPENT', { budget: this.surroundings.budget });
  }

  enter(levels: number): void {
    this.depth += levels;
    if (this.depth > MAX_DEPTH) this.fail('FEEL_TOO_DEEP', { limit: MAX_DEPTH });
  }

  leave(levels: number): void {
    this.depth -= levels;
  }

  warn(code: string, values: { [name: string]: Json }): null {
    if (this.warnings.length < MAX_WARNINGS) this.warnings.push({ code, values });
    return null;
  }

  fail(code: string, values: { [name: string]: Json }): never {
    throw new Halt({ kind: 'error', code, values });
  }
}
