// A figure that comes from outside: trained people, stories of a sprint, products held, a study's score. One number with
// a name, the dates it is about, and what it can be filtered by.
import { bogota, DAY, instantOf, parseDate, SECOND, type Zone } from '../../time/index.ts';
import type { IndicatorDefinition } from '../definition.ts';
import type { Dimension, Fact } from '../fact.ts';
import type { Sprint } from '../period.ts';

/** Dimensions that a figure may say; the others are the history's own. */
export const FIGURE_DIMENSIONS = [
  'flow',
  'variant',
  'product',
  'channel',
  'area',
  'segment',
  'typology',
  'type',
  'topic',
  'site',
  'person',
] as const satisfies readonly Dimension[];

export type FigureDimension = (typeof FIGURE_DIMENSIONS)[number];

export interface FigureRow {
  name: string;
  value: number;
  /** Both included. */
  from: string;
  to: string;
  /** The name of the sprint that the dates are. */
  sprint?: string;
  /** An opaque code of who it is about, so that people can be told apart without being named. */
  subject?: string;
  dims: { readonly [dimension in FigureDimension]?: string };
}

/** Equal keys are the same figure: the later import takes the place of the earlier one. */
export function figureKey({ name, from, to, sprint, subject, dims }: FigureRow): string {
  const said = FIGURE_DIMENSIONS.flatMap((each) => (dims[each] === undefined ? [] : [[each, dims[each]]]));
  return JSON.stringify([name, from, to, sprint ?? null, subject ?? null, said]);
}

/** It counts on the last day that it is about. */
export function figureFact(row: FigureRow, source?: string, zone: Zone = bogota): Fact {
  const { name, value, from, to, sprint, subject, dims } = row;
  const lastSecond = ((parseDate(to) ?? 0) + 1) * DAY - SECOND;
  return {
    kind: 'figure',
    at: instantOf(lastSecond, zone),
    date: to,
    dims: { ...dims, ...(source !== undefined && { source }) },
    values: {
      name,
      value,
      from,
      to,
      ...(sprint !== undefined && { sprint }),
      ...(subject !== undefined && { subject }),
    },
  };
}

/** The name of the figure that says which dates a sprint is, the sprint's own name its subject. */
export const SPRINT_FIGURE = 'sprint';

/** The sprints that figures speak of, in order. */
export function sprintsOf(rows: Iterable<Pick<FigureRow, 'sprint' | 'from' | 'to'>>): Sprint[] {
  const found = new Map<string, Sprint>();
  for (const { sprint, from, to } of rows)
    if (sprint !== undefined) found.set(sprint, { id: sprint, from, to });
  return [...found.values()].toSorted((a, b) => (a.from < b.from ? -1 : 1));
}

/** As they are kept: what they say of sprints is a figure of its own. */
export function figuresToKeep(rows: readonly FigureRow[]): Omit<FigureRow, 'sprint'>[] {
  const sprints = sprintsOf(rows).map(({ id, from, to }) => {
    return { name: SPRINT_FIGURE, value: 1, from, to, subject: id, dims: {} };
  });
  return [...sprints, ...rows.map(({ sprint: _, ...row }) => row)];
}

/** Names of figures that indicators ask for. */
export function figureNames(definitions: Iterable<IndicatorDefinition>): string[] {
  const names = new Set<string>();
  for (const { aggregates } of definitions)
    for (const { where = '' } of Object.values(aggregates))
      for (const [, name] of where.matchAll(/\bname = "([^"]+)"/g)) names.add(name as string);
  return [...names].toSorted();
}
