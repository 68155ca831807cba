// By when an answer is due while nobody has said yet what kind of request it is: the dates that the process told.
import type { HistoryBatch, Json } from '../engine.ts';

/** What a process calls the list of them: `{kind, until}` each. */
const DATES = 'answer_dates';
/** Once it is set, also to none, one date counts, and it is the case's. */
const DECIDED = 'due_date';

export interface AnswerDate {
  kind: string;
  at: number;
}

export function answerDatesOf(history: HistoryBatch[]): AnswerDate[] {
  let told: Json | undefined;
  for (const { events } of history) {
    for (const event of events) {
      if (event.type !== 'variablesSet') continue;
      if (Object.hasOwn(event.variables, DECIDED)) told = undefined;
      else if (Object.hasOwn(event.variables, DATES)) told = event.variables[DATES];
    }
  }
  return Array.isArray(told) ? told.flatMap(dateOf) : [];
}

function dateOf(told: Json): AnswerDate[] {
  if (typeof told !== 'object' || told === null || Array.isArray(told)) return [];
  const { until } = told;
  const at = typeof until === 'string' ? Date.parse(until.replace(/\[[^\]]*\]$/, '')) : Number.NaN;
  return typeof told.kind === 'string' && !Number.isNaN(at) ? [{ kind: told.kind, at }] : [];
}
