// What a drawing promises an element instance right now: the target and the start of a clock, as their expressions give them.
import type { Json } from './json.ts';
import type { SlaTarget } from './slaFacts.ts';
import type { SlaModel } from './slaModel.ts';
import { type Evaluated, evaluate, type Step, Stop, variablesAt } from './step.ts';
import { instantFrom } from './timerValues.ts';

export type Promised<T> =
  | { ok: true; value: T | undefined }
  | { ok: false; code: string; values: { [name: string]: Json } };

/** Undefined: nothing is promised. */
export function targetOf(step: Step, sla: SlaModel, owner: number): Promised<SlaTarget> {
  const given = expressed(step, sla, owner);
  if (!given.ok) return { ...given, values: { ...given.values, sla: sla.name } };
  if (given.value === null) return nothing;
  return read(step, sla, given.value);
}

const nothing = { ok: true, value: undefined } as const;

function expressed(step: Step, { target }: SlaModel, owner: number): Evaluated {
  if (typeof target === 'string') return evaluate(step, target, owner);
  const variables = variablesAt(step, owner);
  const { inputs, at: now } = step.context;
  const answer = step.ports.decide(target.decision, { variables, now, owner, inputs });
  if (answer.kind === 'need') throw new Stop({ need: [answer.lookup] });
  if (answer.kind === 'error') return { ok: false, code: answer.code, values: answer.values };
  return { ok: true, value: answer.record.result };
}

function read(step: Step, sla: SlaModel, value: Json): Promised<SlaTarget> {
  const { mode, calendar = '' } = sla;
  if (typeof value === 'number') return term(sla, value, mode, calendar);
  if (typeof value === 'string') {
    if (value.startsWith('P')) return term(sla, value, mode, calendar);
    const until = instantFrom(value, step.ports);
    return until === undefined ? notATarget(sla, value) : { ok: true, value: { until, calendar } };
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return notATarget(sla, value);
  const bag: { [name: string]: Json } = { mode: mode ?? null, calendar, ...present(value) };
  if (typeof bag.calendar !== 'string') return notATarget(sla, value);
  if (typeof bag.until === 'string') {
    const until = instantFrom(bag.until, step.ports);
    return until === undefined
      ? notATarget(sla, value)
      : { ok: true, value: { until, calendar: bag.calendar } };
  }
  if (bag.term === undefined) return nothing;
  if (typeof bag.term !== 'number' && typeof bag.term !== 'string') return notATarget(sla, value);
  const { afterHours, endOfWorkingDay = false } = bag;
  if (afterHours !== undefined && afterHours !== 'same-day' && afterHours !== 'next-day')
    return notATarget(sla, value);
  if (typeof endOfWorkingDay !== 'boolean') return notATarget(sla, value);
  return term(sla, bag.term, bag.mode, bag.calendar, {
    ...(afterHours && { afterHours }),
    ...(endOfWorkingDay && { endOfWorkingDay }),
  });
}

function present(context: { [name: string]: Json }): { [name: string]: Json } {
  return Object.fromEntries(Object.entries(context).filter(([, value]) => value !== null));
}

function term(
  sla: SlaModel,
  amount: number | string,
  mode: Json | undefined,
  calendar: string,
  more: { afterHours?: 'same-day' | 'next-day'; endOfWorkingDay?: true } = {},
): Promised<SlaTarget> {
  if (typeof mode !== 'string') return notATarget(sla, amount);
  return { ok: true, value: { term: amount, mode, calendar, ...more } };
}

function notATarget(sla: SlaModel, result: Json): Promised<never> {
  return { ok: false, code: 'SLA_TARGET_NOT_VALID', values: { sla: sla.name, result } };
}

/** Undefined: it does not count yet. Without an expression `since`. */
export function startOf(step: Step, sla: SlaModel, owner: number, since: number): Promised<number> {
  if (sla.from === undefined) return { ok: true, value: since };
  const given = evaluate(step, sla.from, owner);
  if (!given.ok) return { ...given, values: { ...given.values, sla: sla.name } };
  if (given.value === null) return nothing;
  const at = typeof given.value === 'string' ? instantFrom(given.value, step.ports) : undefined;
  if (at === undefined)
    return { ok: false, code: 'SLA_START_NOT_VALID', values: { sla: sla.name, result: given.value } };
  return { ok: true, value: at };
}

export function isSameTarget(a: SlaTarget | undefined, b: SlaTarget): boolean {
  if (!a) return false;
  const fields = new Set([...Object.keys(a), ...Object.keys(b)]);
  const [one, other] = [a as { [field: string]: Json }, b as { [field: string]: Json }];
  return [...fields].every((field) => one[field] === other[field]);
}

/** Undefined: it is not extended. */
export function extensionOf(
  step: Step,
  sla: SlaModel,
  owner: number,
): Promised<{ target: SlaTarget; reason?: string }> {
  if (sla.extendTo === undefined) return nothing;
  const given = evaluate(step, sla.extendTo, owner);
  if (!given.ok) return { ...given, values: { ...given.values, sla: sla.name } };
  if (given.value === null) return nothing;
  const target = read(step, sla, given.value);
  if (!target.ok) return target;
  if (!target.value) return nothing;
  const reason = sla.extendReason === undefined ? undefined : evaluate(step, sla.extendReason, owner);
  const told =
    reason?.ok && typeof reason.value === 'string' && reason.value !== '' ? reason.value : undefined;
  return { ok: true, value: { target: target.value, ...(told !== undefined && { reason: told }) } };
}
