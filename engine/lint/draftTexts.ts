// The sentences that a draft's files need while they are drawn: small enough for a browser, and the same as the server's.
import type { Json } from '../core/json.ts';
import type { Problem } from '../core/problem.ts';
import { decisionTexts } from '../expressions/decisions/problems.ts';
import { feelTexts, feelWarningTexts } from '../expressions/problems.ts';
import { problemTexts } from '../model/problems.ts';
import { type Locale, type ProblemText, sentenceOf } from '../problemSentence.ts';
import { feelProblems } from '../runtime/feelProblems.ts';
import { soundnessTexts } from '../simulation/problems.ts';
import { timeProblems } from '../time/problems.ts';
import { tagWord } from './tagWords.ts';
import { checkTexts } from './texts.ts';

const texts: ReadonlyMap<string, ProblemText> = new Map<string, ProblemText>([
  ...problemTexts,
  ...Object.entries({
    ...soundnessTexts,
    ...checkTexts,
    ...feelTexts,
    ...feelWarningTexts,
    ...feelProblems,
    ...decisionTexts,
    ...timeProblems,
  }),
]);

/** Values that are tags of BPMN, which designers know by other words. */
const TAGS = ['tag', 'found', 'definition', 'kind'];

export function draftSentence({ code, values }: Problem, locale: Locale): string {
  const named = Object.entries(values).map(([name, value]): [string, Json] => [
    name,
    TAGS.includes(name) && typeof value === 'string' ? tagWord(value, locale) : value,
  ]);
  return sentenceOf(texts.get(code)?.[locale], code, Object.fromEntries(named), locale);
}
