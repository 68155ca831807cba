// Every code that the product raises and its text: rejections, incidents, deploy problems, findings of the audit.
import { formProblemTexts } from '../forms/problemTexts.ts';
import { auditTexts } from './audit/problems.ts';
import { commandLineTexts } from './cli/texts.ts';
import type { Json } from './core/json.ts';
import { problemTexts as coreTexts } from './core/problems.ts';
import { decisionTexts } from './expressions/decisions/problems.ts';
import { feelTexts, feelWarningTexts } from './expressions/problems.ts';
import { httpMessages } from './http/messages.ts';
import { problemOfMessage } from './jobs/problemMessage.ts';
import { jobProblems } from './jobs/problems.ts';
import { figureProblems } from './metrics/figures/problems.ts';
import { metricProblems } from './metrics/problems.ts';
import { problemTexts as modelTexts } from './model/problems.ts';
import { importTexts } from './runtime/caseImport/problems.ts';
import { feelProblems } from './runtime/feelProblems.ts';
import { runtimeTexts } from './runtime/problems.ts';
import { soundnessTexts } from './simulation/problems.ts';
import { storeTexts } from './store/problems.ts';
import { testTexts } from './testing/problems.ts';
import { timeProblems } from './time/problems.ts';

export type Locale = 'es' | 'en';

export type ProblemText = { readonly [L in Locale]: string };

export type Values = { [name: string]: Json };

/** By the part of the product that raises them; no code is in two of them. */
export const problemCatalogs: { readonly [part: string]: { readonly [code: string]: ProblemText } } = {
  'Commands and running processes': coreTexts,
  Drawings: Object.fromEntries(modelTexts),
  Soundness: soundnessTexts,
  Expressions: feelTexts,
  'Warnings of expressions': feelWarningTexts,
  'Functions of processes': feelProblems,
  Decisions: decisionTexts,
  Forms: formProblemTexts,
  'Deployments and the engine': runtimeTexts,
  'Cases of other tools': importTexts,
  Calendars: timeProblems,
  Indicators: metricProblems,
  'Figures from outside': figureProblems,
  'Connectors and mail': jobProblems,
  HTTP: httpMessages,
  'Command line': commandLineTexts,
  'Process tests': testTexts,
  Database: storeTexts,
  Audit: auditTexts,
};

const texts: ReadonlyMap<string, ProblemText> = new Map(
  Object.values(problemCatalogs).flatMap((catalog) => Object.entries(catalog)),
);

const WORDS = {
  es: { nothing: '(ninguno)', more: (count: number) => `y ${count} más` },
  en: { nothing: '(nothing)', more: (count: number) => `and ${count} more` },
} as const;

const MOST_ITEMS = 5;
const MOST_CHARACTERS = 200;

/** `{name}` is a value; a part in brackets that names values is said only where all of them are known. */
const OPTIONAL_PART = /\[([^[\]]*\{\w+\}[^[\]]*)\]/g;
/** Doubled braces are an example of a template, not a value. */
const PLACEHOLDER = /(?<!\{)\{(\w+)\}(?!\})/g;

/** The text of a code with its values, as one sentence; an unknown code reads as the code and its values. */
export function problemText(code: string, values: Values, locale: Locale): string {
  // A connector of ours says why in its own words, and what to do.
  const own = code === 'JOB_FAILED' && typeof values.message === 'string' && problemOfMessage(values.message);
  if (own) return problemText(own.code, own.values, locale);
  const text = texts.get(code)?.[locale];
  if (text === undefined) {
    return Object.keys(values).length > 0 ? `${code} ${cut(JSON.stringify(values))}` : code;
  }
  return text
    .replace(OPTIONAL_PART, (_, part: string) => (isKnown(part, values) ? part : ''))
    .replace(PLACEHOLDER, (_, name: string) => shown(given(values, name), locale))
    .replace(/ {2,}/g, ' ');
}

/** The text of a problem, an incident or a rejection. */
export function problemTextOf(problem: { code: string; values: Values }, locale: Locale): string {
  return problemText(problem.code, problem.values, locale);
}

/** The values that a text needs, and those that it says where they are known. */
export function placeholdersOf(text: string): { needed: string[]; optional: string[] } {
  const names = (part: string) => [...part.matchAll(PLACEHOLDER)].map(([, name]) => name as string);
  const needed = names(text.replace(OPTIONAL_PART, ''));
  return { needed, optional: [...text.matchAll(OPTIONAL_PART)].flatMap(([, part]) => names(part as string)) };
}

function isKnown(part: string, values: Values): boolean {
  return [...part.matchAll(PLACEHOLDER)].every(([, name]) => {
    const value = given(values, name as string);
    return value !== undefined && value !== null && value !== '';
  });
}

function given(values: Values, name: string): Json | undefined {
  return Object.hasOwn(values, name) ? values[name] : undefined;
}

/** Long values and lists are shortened: the sentence says what is wrong, not all of what was given. */
function shown(value: Json | undefined, locale: Locale): string {
  const words = WORDS[locale];
  if (value === undefined || value === null || value === '') return words.nothing;
  if (typeof value === 'string') return cut(value);
  if (!Array.isArray(value)) return cut(JSON.stringify(value));
  if (value.length === 0) return words.nothing;
  const items = value.slice(0, MOST_ITEMS).map((item) => shown(item, locale));
  const rest = value.length - items.length;
  return `${items.join(', ')}${rest > 0 ? ` ${words.more(rest)}` : ''}`;
}

function cut(text: string): string {
  // By characters, so that no pair of surrogates is cut in two.
  const characters = [...text.slice(0, MOST_CHARACTERS * 2)];
  return characters.length <= MOST_CHARACTERS && text.length <= MOST_CHARACTERS * 2
    ? text
    : `${characters.slice(0, MOST_CHARACTERS - 1).join('')}…`;
}
