// Rows that try a decision as it stands in the editor: read from the request, evaluated, and told in the visitor's language.
import {
  type DecisionTrialOutcome,
  type DecisionTrialRow,
  type Json,
  type Lookup,
  parseCatalog,
  problemText,
  resolver,
  same,
  type TriedDecision,
  tryDecisions,
  type Variables,
} from '../engine.ts';
import { PageError, type Visit } from '../visit.ts';
import { problemViews } from './problemViews.ts';

/** Each is evaluated at every change: more of them belong in a process test of their own. */
const MOST_ROWS = 500;

interface AskedRow extends DecisionTrialRow {
  expected?: Json;
}

export async function decisionTrial(visit: Visit, draftKey: number) {
  const { engine } = visit;
  const [file] = visit.files;
  const rows = rowsIn(visit.field('rows'));
  if (!file || !rows) throw new PageError(400);
  const trial = await tryDecisions({
    name: file.name,
    xml: file.content.toString('utf8'),
    rows,
    zone: visit.options.timeZone,
    now: engine.now(),
    resolve: (lookup, at) => answerOf(visit, draftKey, lookup, at),
  });
  return {
    problems: problemViews(visit, trial.problems),
    decisions: trial.decisions,
    outcomes: trial.outcomes.map((outcome, at) => told(visit, outcome, rows[at], trial.decisions)),
  };
}

function told(
  visit: Visit,
  outcome: DecisionTrialOutcome,
  row: AskedRow | undefined,
  decisions: readonly TriedDecision[],
) {
  if (!outcome.ok) return { wrong: problemText(outcome.code, outcome.values, visit.lang), rules: [] };
  const rules = decisions.find(({ id }) => id === row?.decision)?.rules ?? [];
  const numbers = outcome.matched.map((rule) => rules.findIndex(({ id }) => id === rule) + 1);
  const isExpected = row?.expected === undefined ? undefined : same(outcome.result, row.expected);
  return { result: outcome.result, rules: numbers, ...(isExpected !== undefined && { isExpected }) };
}

/** The draft's own calendars and catalogs, else those in force here; numbers begin at one, as in the process tests. */
async function answerOf({ engine }: Visit, draftKey: number, lookup: Lookup, at: number): Promise<Json> {
  if (lookup.kind !== 'calendar' && lookup.kind !== 'catalog') return resolver([])(lookup, at) ?? null;
  const name = lookup.kind === 'calendar' ? `calendars/${lookup.id}.json` : `catalogs/${lookup.id}.csv`;
  const own = (await engine.drafts.read(draftKey, name))?.content.toString('utf8');
  if (lookup.kind === 'catalog')
    return own === undefined ? engine.catalogs.rows(lookup.id, at) : parseCatalog(own);
  return (own === undefined ? undefined : jsonOf(own)) ?? engine.calendars.answer(lookup.id, at);
}

function rowsIn(text: string): AskedRow[] | undefined {
  const json = jsonOf(text);
  if (!Array.isArray(json)) return undefined;
  const rows = json.slice(0, MOST_ROWS).map((row): AskedRow | undefined => {
    if (!isObject(row) || typeof row.decision !== 'string' || !isObject(row.variables)) return undefined;
    const { decision, variables, expected } = row;
    return { decision, variables, ...(expected !== undefined && { expected }) };
  });
  return rows.every((row) => row !== undefined) ? rows : undefined;
}

function isObject(value: Json | undefined): value is Variables {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function jsonOf(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}
