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
  const params = overloads[0]?.params.map((param) => param.name) ?? [];
  const fittingCount = (count: number) => overloads.filter((overload) => takes(overload, count));
  return {
    name,
    value: functionValue(params, (args, run) => invoke(name, fittingCount(args.length), run, () => args)),
    bind(args) {
      const fitting = fittingCount(args.length);
      if (fitting.length === 0) return undefined;
      return (env) => {
        const given = args.map((arg) => arg(env));
        return invoke(name, fitting, env.run, () => given);
      };
    },
    bindNamed(args) {
      const names = [...args.keys()];
      const fitting = overloads
        .filter((overload) => names.every((key) => overload.params.some((param) => param.name === key)))
        .filter((overload) => overload.params.every((param) => param.optional || args.has(param.name)));
      if (fitting.length === 0) return undefined;
      return (env) => {
        const given = new Map([...args].map(([key, arg]) => [key, arg(env)]));
        return invoke(name, fitting, env.run, (overload) =>
          overload.params.map((param) => given.get(param.name)),
        );
      };
    },
  };
}

function takes({ params, restFrom }: Overload, count: number): boolean {
  const required = params.filter((param) => !param.optional).length;
  return restFrom === undefined ? count >= required && count <= params.length : count > restFrom;
}

type Arrange = (overload: Overload) => (Value | undefined)[];

/** The first overload whose types fit is called. */
function invoke(name: string, overloads: readonly Overload[], run: Run, arrange: Arrange): Value {
  run.spend(3);
  for (const overload of overloads) {
    const read = readArguments(overload, arrange(overload));
    if (read !== null) return overload.call(run, read);
  }
  const kinds = overloads
    .slice(0, 1)
    .flatMap((overload) => arrange(overload).map((arg) => kindOf(arg ?? null)));
  return run.warn('FEEL_WRONG_ARGUMENTS', { function: name, kinds });
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
