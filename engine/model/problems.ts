// The catalog of what can be wrong with a model, and how a problem reads in the reader's language.
import type { Json } from '../core/json.ts';
import type { Problem } from '../core/problem.ts';
import { problemTexts as coreTexts, type ProblemText } from '../core/problems.ts';
import { documentTexts } from './texts/document.ts';
import { elementTexts } from './texts/elements.ts';
import { expressionTexts } from './texts/expressions.ts';
import { referenceTexts } from './texts/references.ts';

export type Locale = 'es' | 'en';

/** "Expected ... but ...; do ...", with `{name}` where a value of the problem goes. */
export const problemTexts: ReadonlyMap<string, ProblemText> = new Map<string, ProblemText>(
  Object.entries({ ...documentTexts, ...referenceTexts, ...elementTexts, ...expressionTexts }),
);

const fromCore: ReadonlyMap<string, ProblemText> = new Map<string, ProblemText>(Object.entries(coreTexts));

const NOTHING: ProblemText = { es: '(ninguno)', en: '(nothing)' };

/** The problem as one sentence; one whose code is in no catalog reads as its code and values. */
export function renderProblem(problem: Problem, locale: Locale): string {
  const text = problemTexts.get(problem.code) ?? fromCore.get(problem.code);
  if (!text) return `${problem.code} ${JSON.stringify(problem.values)}`;
  const values = new Map(Object.entries(problem.values));
  return text[locale]
    .replace(/\{(\w+)\}/g, (_, name: string) => shown(values.get(name), locale))
    .replace(/ {2,}/g, ' ');
}

function shown(value: Json | undefined, locale: Locale): string {
  if (value === undefined || value === null) return NOTHING[locale];
  return typeof value === 'string' ? value : JSON.stringify(value);
}
