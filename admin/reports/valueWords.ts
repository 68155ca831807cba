// What people call the values of dimensions: the catalogs say it. Catalogs named after the dimension come first.

import { plainLabel } from '../desk/labels.ts';
import type { Engine } from '../engine.ts';

/** The words of a value; a dimension's values with their words. */
export interface ValueWords {
  (dimension: string, value: string): string;
  options(dimension: string): { value: string; label: string }[];
}

/** How catalogs call what a dimension holds. */
const named: { [dimension: string]: RegExp } = {
  product: /product|agreements/,
  channel: /channel/,
  area: /area|services/,
  segment: /segment|client-types/,
  typology: /typolog|quality-attributes/,
  type: /comment-types|request-types|superintendence/,
  topic: /topic/,
  site: /site|mailbox/,
  lane: /team/,
};

interface Named {
  catalog: string;
  value: string;
  label: string;
}

async function readAll({ catalogs }: Engine, at: number): Promise<Named[]> {
  const found: Named[] = [];
  for (const { id } of await catalogs.list()) {
    const rows = await catalogs.rows(id, at);
    for (const row of Array.isArray(rows) ? rows : []) {
      if (typeof row !== 'object' || row === null || Array.isArray(row)) continue;
      const { value, label } = row;
      if (typeof label === 'string' && (typeof value === 'string' || typeof value === 'number'))
        found.push({ catalog: id, value: String(value), label });
    }
  }
  return found;
}

export async function valueWordsOf(engine: Engine, lang: string): Promise<ValueWords> {
  const all = await readAll(engine, engine.now());
  const byDimension = new Map<string, Map<string, string>>();
  const of = (dimension: string): Map<string, string> => {
    const known = byDimension.get(dimension);
    if (known) return known;
    const labels = new Map<string, string>();
    const fits = named[dimension];
    for (const { catalog, value, label } of all)
      if (fits?.test(catalog) && !labels.has(value)) labels.set(value, label);
    byDimension.set(dimension, labels);
    return labels;
  };
  const words = (dimension: string, value: string): string => {
    const label = of(dimension).get(value);
    if (label !== undefined) return label;
    return /^[a-z0-9_-]+$/.test(value) ? plainLabel(value) : value;
  };
  const options = (dimension: string) =>
    [...of(dimension)]
      .map(([value, label]) => ({ value, label }))
      .sort((a, b) => a.label.localeCompare(b.label, lang));
  return Object.assign(words, { options });
}
