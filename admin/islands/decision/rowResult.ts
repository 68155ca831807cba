// What came out of a row, beside what was expected of it.
import type { Say } from '../words/speak.ts';
import { type Json, typedOf } from './testRows.ts';

export interface Outcome {
  /** Undefined: it could not be evaluated. */
  result?: Json;
  /** Why not. */
  wrong?: string;
  /** Numbers of the rules that matched, from 1. */
  rules: number[];
  /** Undefined where nothing is expected. */
  isExpected?: boolean;
}

export function showResult(cell: HTMLElement, outcome: Outcome | undefined, say: Say): void {
  cell.className = 'result';
  cell.replaceChildren();
  if (!outcome) return;
  if (outcome.wrong !== undefined) {
    cell.className = 'wrong';
    cell.textContent = outcome.wrong;
    return;
  }
  const value = document.createElement('span');
  value.className = 'mono';
  value.textContent = typedOf(outcome.result ?? null, undefined);
  cell.append(value);
  if (outcome.isExpected === undefined) return;
  const state = document.createElement('span');
  state.className = `state ${outcome.isExpected ? 'onTime' : 'incident'}`;
  state.textContent = say(outcome.isExpected ? 'decision.asExpected' : 'decision.otherwise');
  cell.append(' ', state);
}
