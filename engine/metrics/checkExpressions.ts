// Judges what an indicator computes: its aggregates, and the FEEL of them and of the formula.
import type { Json } from '../core/json.ts';
import { checkFeel } from '../expressions/index.ts';
import { type AggregateDefinition, MEASURES, SPANS } from './definition.ts';
import { DIMENSIONS } from './fact.ts';
import { FACT_KINDS } from './factKinds.ts';
import { functionNames } from './functions.ts';
import { type Bag, isBag, isDigits, isText, MOST_DECIMALS, type Report } from './shape.ts';

const FIELDS = ['fact', 'where', 'count', ...MEASURES, 'decimals', 'default', 'period', 'whole'];

/** What a fact says of itself beside its dimensions and values. */
const OF_FACT = ['kind', 'at', 'date', 'caseKey', 'element', ...DIMENSIONS];

/** What a formula may ask of the time it is computed for. */
const OF_PERIOD = ['period', 'now'];

/** False where nothing more can be said of the formulas. */
export function checkAggregates(json: Bag, report: Report): boolean {
  const { aggregates } = json;
  const isFine = isBag(aggregates) && Object.keys(aggregates).length > 0;
  if (!report.expect(isFine, 'aggregates', '{"name": {"fact": "…"}}', aggregates)) return false;
  for (const [name, each] of Object.entries(aggregates as Bag)) {
    const path = `aggregates.${name}`;
    report.expect(/^[a-z][A-Za-z0-9_]*$/.test(name), path, 'a-z A-Z 0-9 _', name);
    if (report.expect(isBag(each), path, '{"fact": "…"}', each))
      checkAggregate(each as Bag, path, json, report);
  }
  return true;
}

function checkAggregate(each: Bag, path: string, json: Bag, report: Report): void {
  for (const field of Object.keys(each))
    if (!FIELDS.includes(field))
      report.say('INDICATOR_UNKNOWN_FIELD', { id: report.id, path: `${path}.${field}`, known: FIELDS });
  const { fact, count, period, decimals } = each;
  const kinds = Array.isArray(fact) ? fact : [fact];
  const areKinds = kinds.length > 0 && kinds.every((kind) => typeof kind === 'string' && isKind(kind));
  report.expect(areKinds, `${path}.fact`, '"case-closed" | ["case-filed", …]', fact);
  report.expect(count === undefined || count === true, `${path}.count`, 'true', count);
  report.expect(each.whole === undefined || each.whole === true, `${path}.whole`, 'true', each.whole);
  const isDefault = each.default === undefined || typeof each.default === 'number';
  report.expect(isDefault, `${path}.default`, '0', each.default);
  const isSpan = period === undefined || SPANS.includes(period as never);
  report.expect(isSpan, `${path}.period`, SPANS.join(' | '), period);
  report.expect(isDigits(decimals), `${path}.decimals`, `0…${MOST_DECIMALS}`, decimals);
  const measures = ['count', ...MEASURES].filter((name) => each[name] !== undefined);
  if (measures.length > 1) report.say('INDICATOR_MEASURES', { id: report.id, path, found: measures });
  const known = namesIn(kinds as string[], json);
  for (const field of ['where', ...MEASURES])
    if (each[field] !== undefined) checkText(each[field], `${path}.${field}`, known, report);
}

/** Names that expressions over facts may use; undefined where a kind is not ours and may hold anything. */
function namesIn(kinds: string[], json: Bag): Set<string> | undefined {
  const table: { readonly [kind: string]: object } = FACT_KINDS;
  if (kinds.some((kind) => !Object.hasOwn(table, String(kind)))) return undefined;
  const values = kinds.flatMap((kind) => Object.keys(table[kind] as object));
  return new Set([...OF_FACT, ...values, ...readVariables(json), ...parameterNames(json)]);
}

export function checkFormulas(json: Bag, report: Report): void {
  const aggregates = Object.keys(json.aggregates as { [name: string]: AggregateDefinition & Bag });
  const known = new Set([...aggregates, ...parameterNames(json), ...OF_PERIOD]);
  const used = new Set(checkText(json.formula, 'formula', known, report));
  for (const path of ['numerator', 'denominator', 'target']) {
    const side = json[path];
    if (!isBag(side) || side.is === undefined) continue;
    for (const name of checkText(side.is, `${path}.is`, known, report)) used.add(name);
  }
  for (const name of aggregates)
    if (!used.has(name)) report.say('INDICATOR_AGGREGATE_UNUSED', { id: report.id, name });
}

/** The names that it uses. */
function checkText(
  text: Json | undefined,
  path: string,
  known: Set<string> | undefined,
  report: Report,
): string[] {
  if (!report.expect(isText(text), path, 'FEEL', text)) return [];
  const checked = checkFeel(text as string, 'expression', functionNames);
  if (!checked.ok) {
    const { expression, near } = checked.values;
    report.say('INDICATOR_EXPRESSION', {
      id: report.id,
      path,
      expression: expression ?? text ?? '',
      near: near ?? '',
      problem: checked.code,
    });
    return [];
  }
  for (const name of checked.names)
    if (known && !known.has(name))
      report.say('INDICATOR_NAME_UNKNOWN', { id: report.id, path, name, known: [...known] });
  return checked.names;
}

function isKind(kind: string): boolean {
  return /^[a-z][a-z0-9-]{0,39}$/.test(kind);
}

function parameterNames({ parameters }: Bag): string[] {
  return isBag(parameters) ? Object.keys(parameters) : [];
}

function readVariables({ reads }: Bag): string[] {
  if (!isBag(reads)) return [];
  return Object.values(reads).flatMap((each) =>
    isBag(each) && Array.isArray(each.variables) ? each.variables.map(String) : [],
  );
}
