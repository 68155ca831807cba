// Turns built-in functions, and those handed in from outside, into what a compiled call runs.
import type { Json } from '../../core/json.ts';
import type { Evaluation, EvaluationContext } from '../../core/ports.ts';
import type { Env, KnownFunction, Node } from '../compile/unit.ts';
import { lower } from '../lower.ts';
import { Halt, type Run } from '../run.ts';
import { type FeelFunction, KIND, kindOf, type Value } from '../value.ts';
import { type Builtin, MISMATCH, type Overload } from './signature.ts';

/** A function handed in from outside. Its arguments and its answer are JSON. */
export interface OutsideFunction {
  params: string[];
  call(args: Json[], context: EvaluationContext): Evaluation;
}

/** Overloads of one name, however many definitions they came in. */
export function bindBuiltins(builtins: readonly Builtin[]): Map<string, KnownFunction> {
  const overloads = new Map<string, Overload[]>();
  for (const { name, overloads: more } of builtins)
    overloads.set(name, [...(overloads.get(name) ?? []), ...more]);
  return new Map([...overloads].map(([name, all]) => [name, bindBuiltin(name, all)]));
}

function bindBuiltin(name: string, overloads: readonly Overload[]): KnownFunction {
  const apply = (chosen: readonly Overload[], run: Run, args: (Value | undefined)[]) =>
    invoke(name, chosen, run, args);
  return {
    name,
    value: functionValue(overloads[0]?.params.map((param) => param.name) ?? [], (args, run) =>
      apply(overloads, run, args),
    ),
    bind(args) {
      const fitting = overloads.filter((overload) => takes(overload, args.length));
      return fitting.length === 0
        ? undefined
        : (env) =>
            apply(
              fitting,
              env.run,
              args.map((arg) => arg(env)),
            );
    },
    bindNamed(args) {
      const fitting = overloads.filter(({ params }) =>
        [...args.keys()].every((key) => params.some((p) => p.name === key)),
      );
      const overload = fitting.find(({ params }) => params.every((p) => p.optional || args.has(p.name)));
      if (overload === undefined) return undefined;
      const ordered = overload.params.map((param) => args.get(param.name));
      const spread = { ...overload, restFrom: Number.POSITIVE_INFINITY };
      return (env) =>
        apply(
          [spread],
          env.run,
          ordered.map((arg) => arg?.(env)),
        );
    },
  };
}

function takes({ params, restFrom }: Overload, count: number): boolean {
  const required = params.filter((param) => !param.optional).length;
  return restFrom === undefined ? count >= required && count <= params.length : count > restFrom;
}

/** The first overload whose types fit is called. */
function invoke(name: string, overloads: readonly Overload[], run: Run, args: (Value | undefined)[]): Value {
  run.spend(3);
  for (const overload of overloads) {
    if (!takes(overload, args.length) && overload.restFrom !== Number.POSITIVE_INFINITY) continue;
    const read = readArguments(overload, args);
    if (read !== null) return overload.call(run, read);
  }
  return run.warn('FEEL_WRONG_ARGUMENTS', { function: name, kinds: args.map((arg) => kindOf(arg ?? null)) });
}

function readArguments({ params, restFrom }: Overload, args: (Value | undefined)[]): unknown[] | null {
  const read: unknown[] = [];
  for (let i = 0; i < params.length; i++) {
    const param = params[i];
    const value = i === restFrom ? readRest(param, args.slice(i)) : param?.read(args[i]);
    if (value === MISMATCH) return null;
    read.push(value);
  }
  return read;
}

function readRest(
  param: Overload['params'][number] | undefined,
  args: (Value | undefined)[],
): unknown[] | typeof MISMATCH {
  const values = args.map((arg) => param?.read(arg));
  return values.includes(MISMATCH) ? MISMATCH : values;
}

export function functionValue(params: string[], call: FeelFunction['call']): FeelFunction {
  return { [KIND]: 'function', params, depth: 1, builtin: true, call };
}

export function bindOutside(name: string, outside: OutsideFunction): KnownFunction {
  const call = (args: Value[], run: Run): Value => {
    run.spend(20);
    const outcome = outside.call(
      args.map((arg) => lower(arg, run)),
      run.context,
    );
    if (outcome.kind === 'value') return outcome.value;
    throw new Halt(outcome);
  };
  const run = (args: (Node | undefined)[]) => (env: Env) =>
    call(
      args.map((arg) => arg?.(env) ?? null),
      env.run,
    );
  return {
    name,
    value: functionValue(outside.params, call),
    bind: (args) => (args.length > outside.params.length ? undefined : run(args)),
    bindNamed: (args) =>
      [...args.keys()].every((key) => outside.params.includes(key))
        ? run(outside.params.map((param) => args.get(param)))
        : undefined,
  };
}
