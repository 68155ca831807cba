// Judges one indicator of an `indicators.json`: everything that is wrong with it at once.
import type { Json } from '../core/json.ts';
import { checkAggregates, checkFormulas } from './checkExpressions.ts';
import { COMPARISONS, KINDS, PERIODS, UNITS } from './definition.ts';
import { DIMENSIONS } from './fact.ts';
import type { MetricProblem, MetricProblemCode } from './problems.ts';
import { type Bag, isBag, isDigits, isText, isWords, MOST_DECIMALS, type Report, shown } from './shape.ts';

const FIELDS = [
  'id',
  'name',
  'group',
  'unit',
  'kind',
  'formula',
  'formulaText',
  'aggregates',
  'numerator',
  'denominator',
  'parts',
  'decimals',
  'period',
  'attributedBy',
  'per',
  'target',
  'direction',
  'parameters',
  'data',
  'source',
  'inference',
  'reads',
  'example',
];

/** What does not keep an indicator from being computed: a name that is null, a count that nobody asks for. */
const WARNINGS: readonly MetricProblemCode[] = ['INDICATOR_NAME_UNKNOWN', 'INDICATOR_AGGREGATE_UNUSED'];

export function isIndicatorWarning({ code }: MetricProblem): boolean {
  return WARNINGS.includes(code);
}

export function isIndicator(json: Json): boolean {
  return checkIndicator(json).every(isIndicatorWarning);
}

/** Problems of one definition; where all are warnings, it is an `IndicatorDefinition`. */
export function checkIndicator(json: Json): MetricProblem[] {
  const problems: MetricProblem[] = [];
  const id = isBag(json) && typeof json.id === 'string' ? json.id : '?';
  const report: Report = {
    id,
    say: (code, values) => problems.push({ code, values }),
    expect(holds, path, expected, found) {
      if (!holds) report.say('INDICATOR_SHAPE', { id, path, expected, found: shown(found) });
      return holds;
    },
  };
  if (!isBag(json)) report.expect(false, '', '{…}', json);
  else {
    checkWords(json, report);
    checkChoices(json, report);
    const readable = checkAggregates(json, report);
    if (readable) checkFormulas(json, report);
  }
  return problems;
}

/** Problems of a whole file: a list of definitions, or one alone. */
export function checkIndicators(json: Json): MetricProblem[] {
  const list = Array.isArray(json) ? json : [json];
  const seen = new Set<Json>();
  return list.flatMap((each) => {
    const problems = checkIndicator(each);
    const id = isBag(each) ? each.id : undefined;
    if (typeof id !== 'string') return problems;
    if (seen.has(id)) problems.push({ code: 'INDICATOR_TWICE', values: { id } });
    seen.add(id);
    return problems;
  });
}

function checkWords(json: Bag, report: Report): void {
  const { id, source } = json;
  const unknown = Object.keys(json).filter((name) => !FIELDS.includes(name));
  for (const path of unknown) report.say('INDICATOR_UNKNOWN_FIELD', { id: report.id, path, known: FIELDS });
  report.expect(isText(id) && /^[A-Za-z][A-Za-z0-9-]{0,39}$/.test(id), 'id', 'A-Z a-z 0-9 -', id);
  for (const path of ['name', 'group', 'formulaText'])
    report.expect(isWords(json[path]), path, '{"es": "…", "en": "…"}', json[path]);
  for (const path of ['numerator', 'denominator']) {
    const side = json[path];
    if (side !== undefined) report.expect(isWords(side), path, '{"es": "…", "en": "…"}', side);
  }
  report.expect(isText(source), 'source', '"…"', source);
  const { parts } = json;
  if (parts !== undefined)
    report.expect(Array.isArray(parts) && parts.every(isWords), 'parts', '[{"es": "…", "en": "…"}]', parts);
}

function checkChoices(json: Bag, report: Report): void {
  choice('unit', UNITS);
  choice('kind', KINDS);
  choice('period', PERIODS);
  choice('direction', ['up', 'down', 'none']);
  const { target, per, decimals, parameters } = json;
  const isTarget =
    target === null ||
    (isBag(target) && COMPARISONS.includes(target.comparison as never) && typeof target.value === 'number');
  report.expect(isTarget, 'target', 'null | {"comparison": ">=", "value": 90}', target);
  const splits: readonly Json[] = [...DIMENSIONS, 'element'];
  const isSplit = per === undefined || (Array.isArray(per) && per.every((each) => splits.includes(each)));
  report.expect(isSplit, 'per', `[${splits.join(' | ')}]`, per);
  report.expect(isDigits(decimals), 'decimals', `0…${MOST_DECIMALS}`, decimals);
  report.expect(parameters === undefined || isBag(parameters), 'parameters', '{…}', parameters);

  function choice(path: string, allowed: readonly string[]): void {
    report.expect(allowed.includes(json[path] as never), path, allowed.join(' | '), json[path]);
  }
}
