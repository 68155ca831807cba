// How a built-in function says what it takes: named, typed parameters, read with FEEL's conversions to and from lists.
import type { Run } from '../run.ts';
import {
  type FeelContext,
  type FeelDate,
  type FeelDateTime,
  type FeelFunction,
  type FeelNumber,
  type FeelRange,
  type FeelTime,
  type Kind,
  kindOf,
  type Value,
} from '../value.ts';

export const MISMATCH = Symbol('mismatch');

export interface Param<T> {
  readonly name: string;
  readonly optional: boolean;
  /** The value as the function wants it, or MISMATCH. Undefined: it was not given. */
  read(value: Value | undefined): T | typeof MISMATCH;
}

/** One way to call a function. A function has several when it takes different sets of parameters. */
export interface Overload {
  readonly params: readonly Param<unknown>[];
  /** Takes the arguments from here on as one list. */
  readonly restFrom?: number;
  call(run: Run, args: unknown[]): Value;
}

export interface Builtin {
  readonly name: string;
  readonly overloads: readonly Overload[];
}

type Read<P> = { [K in keyof P]: P[K] extends Param<infer T> ? T : never };

/** Several overloads of one name are written as several definitions. */
export function define<P extends Param<unknown>[]>(
  name: string,
  params: readonly [...P],
  call: (run: Run, ...args: Read<P>) => Value,
): Builtin {
  return { name, overloads: [{ params, call: (run, args) => call(run, ...(args as Read<P>)) }] };
}

/** The last parameter takes any number of arguments: `append(list, item, item)`. */
export function defineRest<P extends Param<unknown>[]>(
  name: string,
  params: readonly [...P],
  call: (run: Run, ...args: Read<P>) => Value,
): Builtin {
  const overload = {
    params,
    restFrom: params.length - 1,
    call: (run: Run, args: unknown[]) => call(run, ...(args as Read<P>)),
  };
  return { name, overloads: [overload] };
}

/** `max(list)` and `max(a, b, c)` alike. */
export function defineListOrItems(name: string, call: (run: Run, list: Value[]) => Value): Builtin {
  const items: Overload = {
    params: [anything('item')],
    restFrom: 0,
    call: (run, args) => call(run, args[0] as Value[]),
  };
  return { name, overloads: [...define(name, [list('list')], call).overloads, items] };
}

function ofKinds<T>(name: string, ...kinds: Kind[]): Param<T> {
  return {
    name,
    optional: false,
    read(value) {
      if (value === undefined) return MISMATCH;
      if (kinds.includes(kindOf(value))) return value as T;
      const only = Array.isArray(value) && value.length === 1 ? (value[0] ?? null) : null;
      return only !== null && kinds.includes(kindOf(only)) ? (only as T) : MISMATCH;
    },
  };
}

export const text = (name: string) => ofKinds<string>(name, 'string');
export const number = (name: string) => ofKinds<FeelNumber>(name, 'number');
export const boolean = (name: string) => ofKinds<boolean>(name, 'boolean');
export const context = (name: string) => ofKinds<FeelContext>(name, 'context');
export const range = (name: string) => ofKinds<FeelRange>(name, 'range');
export const callable = (name: string) => ofKinds<FeelFunction>(name, 'function');
export const date = (name: string) => ofKinds<FeelDate>(name, 'date');
export const time = (name: string) => ofKinds<FeelTime>(name, 'time');
export const dateTime = (name: string) => ofKinds<FeelDateTime>(name, 'date and time');
export const day = (name: string) => ofKinds<FeelDate | FeelDateTime>(name, 'date', 'date and time');
export const point = (name: string) =>
  ofKinds<Value>(
    name,
    'number',
    'string',
    'date',
    'time',
    'date and time',
    'days and time duration',
    'years and months duration',
  );

export function anything(name: string): Param<Value> {
  return { name, optional: false, read: (value) => value ?? null };
}

/** One value counts as a list of one. */
export function list(name: string): Param<Value[]> {
  return {
    name,
    optional: false,
    read: (value) =>
      value === undefined || value === null ? MISMATCH : Array.isArray(value) ? value : [value],
  };
}

/** May be left out, and may be null. */
export function optional<T>(param: Param<T>): Param<T | null> {
  return {
    name: param.name,
    optional: true,
    read: (value) => (value === undefined || value === null ? null : param.read(value)),
  };
}
