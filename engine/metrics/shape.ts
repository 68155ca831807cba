// What the checks of this folder share: how JSON from outside is asked for its shape, and where complaints are noted.
import type { Json } from '../core/json.ts';
import type { MetricProblemCode } from './problems.ts';

export type Bag = { [name: string]: Json };

export interface Report {
  /** Of the indicator. */
  id: string;
  say(code: MetricProblemCode, values: Bag): void;
  /** True when it holds; else the complaint is noted. */
  expect(holds: boolean, path: string, expected: string, found: Json | undefined): boolean;
}

/** Digits behind the point that an exact sum may keep. */
export const MOST_DECIMALS = 6;

export function isDigits(value: Json | undefined): boolean {
  return (
    value === undefined ||
    (typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= MOST_DECIMALS)
  );
}

export function isBag(value: Json | undefined): value is Bag {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isText(value: Json | undefined): value is string {
  return typeof value === 'string' && value.trim() !== '';
}

export function isWords(value: Json | undefined): boolean {
  return isBag(value) && isText(value.es) && isText(value.en);
}

export function shown(value: Json | undefined): Json {
  return value === undefined ? null : JSON.stringify(value).slice(0, 80);
}
