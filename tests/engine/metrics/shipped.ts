// The indicators that the flows ship with, by id.
import { readFileSync } from 'node:fs';
import type { IndicatorDefinition } from '../../../engine/metrics/index.ts';

export const flows = ['incident', 'pqrs', 'relationship'] as const;

export const declared = new Map(
  flows.map((flow) => {
    const url = new URL(`../../../processes/${flow}/indicators.json`, import.meta.url);
    return [flow, JSON.parse(readFileSync(url, 'utf8')) as IndicatorDefinition[]];
  }),
);

export const indicators = new Map([...declared.values()].flat().map((each) => [each.id, each]));
