// What a FEEL expression computes with: JSON as it is, exact decimals, temporals, ranges and functions.
import type { Decimal } from 'decimal.js';
import type { Run } from './run.ts';

/** Marks the values that JSON does not have. A symbol, so that no context from outside can pretend to be one. */
export const KIND = Symbol('kind');

/** A double stands for its shortest decimal; a Decimal is used only where 15 digits do not hold the value. */
export type FeelNumber = number | Decimal;

export interface CivilDate {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** Seconds east of UTC, and the zone's name where one was given. Offset null: a local time. */
export interface Zoning {
  readonly offset: number | null;
  readonly zone: string | null;
}

export interface FeelDate extends CivilDate {
  readonly [KIND]: 'date';
}

export interface FeelTime extends Zoning {
  readonly [KIND]: 'time';
  /** Seconds of the day, with their fraction. */
  readonly second: FeelNumber;
}

export interface FeelDateTime extends CivilDate, Zoning {
  readonly [KIND]: 'date and time';
  readonly second: FeelNumber;
}

export interface FeelDaysDuration {
  readonly [KIND]: 'days and time duration';
  readonly seconds: FeelNumber;
}

export interface FeelMonthsDuration {
  readonly [KIND]: 'years and months duration';
  readonly months: number;
}

/** An end that is null is open, as in `< 10`; `operator` keeps `!= 10` apart, which has no ends. */
export interface FeelRange {
  readonly [KIND]: 'range';
  readonly start: Value;
  readonly end: Value;
  readonly startIncluded: boolean;
  readonly endIncluded: boolean;
  /** Written as a comparison (`< 10`), not as an interval. */
  readonly unary: '=' | '!=' | '<' | null;
}

export interface FeelFunction {
  readonly [KIND]: 'function';
  readonly params: readonly string[];
  /** Nesting of its body, which a call adds to the depth of the run. */
  readonly depth: number;
  readonly builtin: boolean;
  call(args: Value[], run: Run): Value;
}

export type FeelContext = { [name: string]: Value };

export type Temporal = FeelDate | FeelTime | FeelDateTime;
export type Duration = FeelDaysDuration | FeelMonthsDuration;
export type Tagged = Temporal | Duration | FeelRange | FeelFunction;

export type Value = null | boolean | FeelNumber | string | Value[] | FeelContext | Tagged;

export type Kind =
  | 'null'
  | 'boolean'
  | 'number'
  | 'string'
  | 'list'
  | 'context'
  | 'date'
  | 'time'
  | 'date and time'
  | 'days and time duration'
  | 'years and months duration'
  | 'range'
  | 'function';

export function kindOf(value: Value): Kind {
  switch (typeof value) {
    case 'number':
      return 'number';
    case 'string':
      return 'string';
    case 'boolean':
      return 'boolean';
    default:
      return value === null ? 'null' : objectKind(value);
  }
}

function objectKind(value: Exclude<Value, null | boolean | number | string>): Kind {
  if (Array.isArray(value)) return 'list';
  const tag = (value as Partial<Tagged>)[KIND];
  if (tag !== undefined) return tag;
  return isDecimal(value) ? 'number' : 'context';
}

/** Decimals have no own symbol key of ours; their digits array and method tell them from contexts of JSON. */
export function isDecimal(value: Value): value is Decimal {
  return (
    typeof value === 'object' &&
    value !== null &&
    typeof (value as Partial<Decimal>).toSignificantDigits === 'function'
  );
}

export function isTagged<K extends Tagged[typeof KIND]>(
  value: Value,
  kind: K,
): value is Extract<Tagged, { [KIND]: K }> {
  return typeof value === 'object' && value !== null && (value as Partial<Tagged>)[KIND] === kind;
}

export function isContext(value: Value): value is FeelContext {
  return typeof value === 'object' && value !== null && objectKind(value) === 'context';
}

/** Names that could reach a prototype; no context made by an expression holds them. */
export function isForbiddenName(name: string): boolean {
  return name === '__proto__' || name === 'constructor' || name === 'prototype';
}

export function newContext(): FeelContext {
  return Object.create(null) as FeelContext;
}

/** Own entries only. Undefined when there is none. */
export function entryOf(context: FeelContext, name: string): Value | undefined {
  return Object.hasOwn(context, name) && !isForbiddenName(name) ? context[name] : undefined;
}
