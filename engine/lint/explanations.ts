// What a finding means and why it matters, where its message alone does not teach.
import type { Locale, ProblemText } from '../problemSentence.ts';
import { eventExplanations } from './explanations/events.ts';
import { pathExplanations } from './explanations/paths.ts';
import { soundnessExplanations } from './explanations/soundness.ts';
import { workExplanations } from './explanations/work.ts';

export const explanations: ReadonlyMap<string, ProblemText> = new Map<string, ProblemText>(
  Object.entries({
    ...pathExplanations,
    ...soundnessExplanations,
    ...workExplanations,
    ...eventExplanations,
  }),
);

export function explanationOf(code: string, locale: Locale): string | undefined {
  return explanations.get(code)?.[locale];
}
