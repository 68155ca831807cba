// Every code that the product raises and its text: rejections, incidents, deploy problems, findings of the audit.
import { formProblemTexts } from '../forms/problemTexts.ts';
import { auditTexts } from './audit/problems.ts';
import { commandLineTexts } from './cli/texts.ts';
import { problemTexts as coreTexts } from './core/problems.ts';
import { exchangeTexts } from './exchange/problems.ts';
import { decisionTexts } from './expressions/decisions/problems.ts';
import { feelTexts, feelWarningTexts } from './expressions/problems.ts';
import { httpMessages } from './http/messages.ts';
import { problemOfMessage } from './jobs/problemMessage.ts';
import { jobProblems } from './jobs/problems.ts';
import { checkTexts } from './lint/texts.ts';
import { figureProblems } from './metrics/figures/problems.ts';
import { metricProblems } from './metrics/problems.ts';
import { problemTexts as modelTexts } from './model/problems.ts';
import { type Locale, type ProblemText, sentenceOf, type Values } from './problemSentence.ts';
import { publishingTexts } from './publishing/problems.ts';
import { caseActionTexts } from './runtime/caseActions/problems.ts';
import { importTexts } from './runtime/caseImport/problems.ts';
import { feelProblems } from './runtime/feelProblems.ts';
import { runtimeTexts } from './runtime/problems.ts';
import { soundnessTexts } from './simulation/problems.ts';
import { storeTexts } from './store/problems.ts';
import { testTexts } from './testing/problems.ts';
import { timeProblems } from './time/problems.ts';

export type { Locale, ProblemText, Values } from './problemSentence.ts';
export { placeholdersOf } from './problemSentence.ts';

/** By the part of the product that raises them; no code is in two of them. */
export const problemCatalogs: { readonly [part: string]: { readonly [code: string]: ProblemText } } = {
  'Commands and running processes': coreTexts,
  Drawings: Object.fromEntries(modelTexts),
  Soundness: soundnessTexts,
  'Check of a draft': checkTexts,
  'Files of other tools': exchangeTexts,
  Expressions: feelTexts,
  'Warnings of expressions': feelWarningTexts,
  'Functions of processes': feelProblems,
  Decisions: decisionTexts,
  Forms: formProblemTexts,
  'Deployments and the engine': runtimeTexts,
  'What people do to a case': caseActionTexts,
  'Cases of other tools': importTexts,
  Calendars: timeProblems,
  Indicators: metricProblems,
  'Figures from outside': figureProblems,
  'Connectors and mail': jobProblems,
  HTTP: httpMessages,
  'Command line': commandLineTexts,
  'Process tests': testTexts,
  Publishing: publishingTexts,
  Database: storeTexts,
  Audit: auditTexts,
};

const texts: ReadonlyMap<string, ProblemText> = new Map(
  Object.values(problemCatalogs).flatMap((catalog) => Object.entries(catalog)),
);

/** The text of a code with its values, as one sentence; an unknown code reads as the code and its values. */
export function problemText(code: string, values: Values, locale: Locale): string {
  // A connector of ours says why in its own words, and what to do.
  const own = code === 'JOB_FAILED' && typeof values.message === 'string' && problemOfMessage(values.message);
  if (own) return problemText(own.code, own.values, locale);
  return sentenceOf(texts.get(code)?.[locale], code, values, locale);
}

/** The text of a problem, an incident or a rejection. */
export function problemTextOf(problem: { code: string; values: Values }, locale: Locale): string {
  return problemText(problem.code, problem.values, locale);
}
