// Facts as rows and back. What a case's facts share (its public variables) stands once, in the row of its filing.
import type { Json } from '../../core/index.ts';
import { type Assembly, type Dimension, type Fact, monthOf } from '../../metrics/index.ts';
import { type CaseFactRow, FACT_DIMENSIONS } from '../../store/caseFacts.ts';
import { formatDate, parseDate } from '../../time/index.ts';
import type { Basis } from './basis.ts';

/** Number of the row that holds what the others share: a case's first fact is its filing. */
export const SHARED = 0;
/** No fact: when the case's facts change by time alone. */
export const DUE = '#due';
/** Kinds that repeat nothing of their case. */
const BARE = new Set(['task-completed', 'activity-ended', 'clock-ended', 'survey-answered']);

export function isBare(kind: string): boolean {
  return BARE.has(kind);
}

type Values = { [name: string]: Json };

export function rowsOf(
  tenant: string,
  caseKey: number,
  { facts, changesAt }: Assembly,
  reads: readonly string[],
): CaseFactRow[] {
  const shared = new Set(reads);
  const rows = facts.map((fact, number) => rowOf(tenant, fact, caseKey, number, shared));
  if (changesAt !== undefined) rows.push(dueRow(tenant, caseKey, rows.length, changesAt));
  return rows;
}

export function rowOf(
  tenant: string,
  fact: Fact,
  caseKey: number,
  number: number,
  shared: ReadonlySet<string> = new Set(),
): CaseFactRow {
  const { kind, at, date, element, dims, values } = fact;
  const own = isBare(kind)
    ? Object.fromEntries(Object.entries(values).filter(([name]) => !shared.has(name)))
    : values;
  return {
    tenant_id: tenant,
    case_key: caseKey,
    number,
    process_id: dims.process ?? '',
    kind,
    day: dayNumber(date),
    at,
    version: dims.version === undefined ? null : Number(dims.version),
    element: element ?? null,
    ...(Object.fromEntries(FACT_DIMENSIONS.map((name) => [name, dims[name] ?? null])) as {
      [name in (typeof FACT_DIMENSIONS)[number]]: string | null;
    }),
    values: JSON.stringify(own),
  };
}

function dueRow(tenant: string, caseKey: number, number: number, at: number): CaseFactRow {
  const date = '1970-01-01';
  const fact = { kind: DUE, at, date, dims: {}, values: {} };
  return rowOf(tenant, fact, caseKey, number);
}

/** `shared`: what its case's facts have in common, as JSON. */
export function factOf(row: CaseFactRow, basis: Basis, shared?: string | null): Fact {
  const process = String(row.process_id);
  const measured = basis.processes.get(process);
  const dims: { [name in Dimension]?: string } = measured
    ? { flow: measured.flow, variant: measured.variant, process }
    : {};
  if (row.version !== null) dims.version = String(row.version);
  for (const name of FACT_DIMENSIONS) if (row[name] !== null) dims[name] = String(row[name]);
  const own = JSON.parse(String(row.values)) as Values;
  const values = shared && measured ? { ...picked(shared, measured.reads), ...own } : own;
  const key = Number(row.case_key);
  return {
    kind: String(row.kind),
    at: Number(row.at),
    date: formatDate(Number(row.day)),
    ...(key > 0 && { caseKey: key }),
    ...(row.element !== null && { element: String(row.element) }),
    dims,
    values,
  };
}

/** Facts of whole cases; what only reminds of time is none. */
export function factsOf(rows: CaseFactRow[], basis: Basis): Fact[] {
  const shared = new Map<number, string>();
  for (const row of rows)
    if (Number(row.number) === SHARED) shared.set(Number(row.case_key), String(row.values));
  return rows.flatMap((row) =>
    row.kind === DUE
      ? []
      : factOf(row, basis, isBare(String(row.kind)) ? shared.get(Number(row.case_key)) : undefined),
  );
}

const parsed = new Map<string, Values>();
const MOST_PARSED = 2_000;

function picked(shared: string, reads: readonly string[]): Values {
  const known = parsed.get(shared);
  const all = known ?? (JSON.parse(shared) as Values);
  if (!known) {
    if (parsed.size >= MOST_PARSED) parsed.clear();
    parsed.set(shared, all);
  }
  const values: Values = {};
  for (const name of reads) if (all[name] !== undefined) values[name] = all[name];
  return values;
}

export function dayNumber(date: string): number {
  return parseDate(date) ?? 0;
}

export function monthNumber(date: string): number {
  return monthOf(dayNumber(date));
}
