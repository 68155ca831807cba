// What the lists of operation have in common: rows that stand still, why, and one way to have them go on.
import type { Condition, Projection, Row } from '../../engine.ts';
import type { Visit } from '../../visit.ts';

export interface StuckRow {
  key: number;
  /** The case's number. */
  number: string;
  caseHref: string;
  flow: string;
  place: string;
  /** Why it stands still, or what it waits for. */
  words: string;
  detail?: string;
  at: number;
  state: string;
  stateClass: string;
  /** Undefined: nothing can be done from here. */
  retry?: number | undefined;
}

export interface Filter {
  name: string;
  label: string;
  all: string;
  options: { value: string; label: string; current: boolean }[];
}

/** What came of one row: it went on, it stopped again, it is under way, or it was refused. */
export type Outcome = 'passed' | 'again' | 'retried' | 'refused';

export interface RowOutcome {
  outcome: Outcome;
  /** Why, where it was refused or stopped again. */
  words?: string;
}

export interface StuckKind {
  /** Last part of its address; its words stand under `operation.<path>`. */
  path: 'incidentes' | 'trabajos' | 'relojes' | 'correos';
  projection: Projection;
  key: string;
  sort: { column: string; descending?: boolean }[];
  conditions(visit: Visit): Condition[];
  /** Where no condition says it: those that the list is of, at most a thousand. */
  keys?(visit: Visit): Promise<number[]>;
  filters(visit: Visit): Promise<Filter[]>;
  views(visit: Visit, rows: Row[]): Promise<StuckRow[]>;
  /** Whether this server can do anything about them; undefined: yes. */
  hindrance?(visit: Visit): string | undefined;
  /** The event of the access log. */
  event: 'incidentsRetried' | 'jobsRetried' | 'timersTried' | 'mailsRetried';
  /** Has one of them go on. */
  retry(visit: Visit, row: Row): Promise<RowOutcome>;
  /** Looks once more at what was under way, after all were asked. */
  judge?(visit: Visit, row: Row): Promise<RowOutcome>;
}

/** Of the choices, the one that the address names. */
export function chosen<T extends string>(visit: Visit, name: string, choices: readonly T[]): T | undefined {
  return choices.find((each) => each === visit.query(name));
}

const hour = 3_600_000;
const ages = { hour, day: 24 * hour, week: 7 * 24 * hour } as const;
const ageNames = Object.keys(ages) as (keyof typeof ages)[];

/** What stands for at least so long. */
export function ageCondition(visit: Visit, column: string): Condition[] {
  const age = chosen(visit, 'age', ageNames);
  return age ? [{ column, op: 'lte', value: visit.engine.now() - ages[age] }] : [];
}

export function ageFilter(visit: Visit): Filter {
  return {
    name: 'age',
    label: visit.t('operation.since'),
    all: visit.t('operation.anyAge'),
    options: ageNames.map((name) => ({
      value: name,
      label: visit.t(`operation.age.${name}`),
      current: visit.query('age') === name,
    })),
  };
}

export async function processFilter(visit: Visit): Promise<Filter> {
  const { rows } = await visit.engine.store.search('process_definitions', { limit: 1000 });
  const names = new Map(rows.map((row) => [String(row.process_id), String(row.name || row.process_id)]));
  return {
    name: 'process',
    label: visit.t('tasks.process'),
    all: visit.t('tasks.allProcesses'),
    options: [...names]
      .map(([value, label]) => ({ value, label, current: visit.query('process') === value }))
      .sort((a, b) => a.label.localeCompare(b.label, 'es')),
  };
}

export function processCondition(visit: Visit): Condition[] {
  const process = visit.query('process');
  return process ? [{ column: 'process_id', op: 'eq', value: process }] : [];
}

/** What the list is limited to. */
export async function restriction(visit: Visit, kind: StuckKind): Promise<Condition[]> {
  const where = kind.conditions(visit);
  const keys = await kind.keys?.(visit);
  return keys ? [...where, { column: kind.key, op: 'in', value: keys }] : where;
}
