// A due date as pages show it: how much is left in words, a state with its shape, and the instant.
import { remainingWords, type Urgency, urgencyOf } from '../render/words.ts';
import type { Visit } from '../visit.ts';

export interface DueView {
  at: number | null;
  words: string;
  urgency: Urgency;
}

export function dueView(visit: Visit, dueAt: number | null): DueView {
  const now = visit.engine.now();
  return { at: dueAt, words: remainingWords(visit.lang, dueAt, now), urgency: urgencyOf(dueAt, now) };
}
