// Facets as links with their counts: what is chosen comes off by the same link.
import { valueWordsOf } from '../../reports/valueWords.ts';
import type { Visit } from '../../visit.ts';
import { addressWith } from '../pager.ts';
import { textOf } from '../rows.ts';
import type { Count, Counts } from './counts.ts';
import { type FacetName, type Filters, facetNames } from './filters.ts';

export interface FacetValue {
  value: string;
  label: string;
  count: string;
  current: boolean;
  href: string;
}

export interface Facet {
  name: FacetName;
  label: string;
  first: FacetValue[];
  others: FacetValue[];
}

/** So many values stand in sight; the others unfold. */
const inSight = 6;
/** Their order is theirs, not that of the counts. */
const ordered: ReadonlySet<FacetName> = new Set<FacetName>(['urgency', 'priority', 'held', 'arrived']);

/** `10.000+`: at least so many. */
export function countWords(visit: Visit, { count, more }: Pick<Count, 'count' | 'more'>): string {
  const words = new Intl.NumberFormat(visit.lang === 'es' ? 'es-CO' : 'en-GB').format(count);
  return more ? `${words}+` : words;
}

export type Labels = (name: FacetName, value: string) => string;

/** What people call the values of facets. */
export async function labelsOf(visit: Visit): Promise<Labels> {
  const [{ rows }, words] = await Promise.all([
    visit.engine.store.search('process_definitions', { sort: [{ column: 'version' }], limit: 1000 }),
    valueWordsOf(visit.engine, visit.lang),
  ]);
  const processes = new Map(rows.map((row) => [textOf(row.process_id), textOf(row.name)]));
  return (name, value) => {
    if (name === 'process') return processes.get(value) || value;
    if (name === 'product' || name === 'area') return words(name, value);
    return visit.t(name === 'urgency' ? `urgency.${value}` : `workList.${name}.${value}`);
  };
}

function valueView(
  visit: Visit,
  name: FacetName,
  counted: Count,
  current: boolean,
  labels: Labels,
): FacetValue {
  const { value } = counted;
  return {
    value,
    label: labels(name, value),
    count: countWords(visit, counted),
    current,
    href: addressWith(visit, { [name]: current ? undefined : value, after: undefined }),
  };
}

export function facetViews(visit: Visit, { chosen }: Filters, counts: Counts, labels: Labels): Facet[] {
  return facetNames.flatMap((name) => {
    // The tiles say it.
    if (name === 'urgency') return [];
    const own = chosen[name];
    const counted = counts[name].filter(({ count, value }) => count > 0 || value === own);
    if (own !== undefined && !counted.some(({ value }) => value === own))
      counted.push({ value: own, count: 0, more: false });
    // One value that all have says nothing.
    if (counted.length < 2 && own === undefined) return [];
    if (!ordered.has(name)) counted.sort((a, b) => b.count - a.count || a.value.localeCompare(b.value));
    const views = counted.map((each) => valueView(visit, name, each, each.value === own, labels));
    const isInSight = (view: FacetValue, at: number) => at < inSight || view.current;
    return [
      {
        name,
        label: visit.t(`workList.facet.${name}`),
        first: views.filter(isInSight),
        others: views.filter((view, at) => !isInSight(view, at)),
      },
    ];
  });
}

const tiled = ['overdue', 'atRisk', 'onTime'] as const;

/** Overdue, at risk, on time: always in sight, each a link. */
export function tileViews(visit: Visit, { chosen }: Filters, counts: Counts) {
  return tiled.map((urgency) => {
    const counted = counts.urgency.find(({ value }) => value === urgency) ?? { count: 0, more: false };
    const current = chosen.urgency === urgency;
    return {
      urgency,
      count: countWords(visit, counted),
      label: visit.t(`urgency.${urgency}`),
      current,
      href: addressWith(visit, { urgency: current ? undefined : urgency, after: undefined }),
    };
  });
}

/** What the list is limited to, each with a link that lifts it. */
export function chips(visit: Visit, filters: Filters, labels: Labels) {
  const { chosen, text, data } = filters;
  const lifted = (name: string) => addressWith(visit, { [name]: undefined, after: undefined });
  return [
    ...(text === undefined ? [] : [{ label: visit.t('workList.chip.text', { text }), href: lifted('q') }]),
    ...facetNames.flatMap((name) => {
      const value = chosen[name];
      return value === undefined ? [] : [{ label: labels(name, value), href: lifted(name) }];
    }),
    ...(data === undefined ? [] : [{ label: data, href: lifted('data') }]),
  ];
}
