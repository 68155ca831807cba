// The core's `Ports`, with FEEL behind `evaluate` and DMN behind `decide`.
import type { Ports } from '../core/ports.ts';
import type { OutsideFunction } from './builtins/binding.ts';
import type { Decisions } from './decisions/compileDecisions.ts';
import { createEvaluator, functionTable } from './evaluate.ts';
import { localSeconds } from './temporal.ts';
import { parseDateTime } from './temporalParse.ts';
import { fixedZoneOffset, offsetOfLocal, type ZoneOffset } from './zone.ts';

export interface PortOptions {
  /** Functions beside FEEL's own, by name; names may hold spaces. */
  functions?: { [name: string]: OutsideFunction };
  decisions?: Decisions;
  /** What service level clocks count to. Absent: none runs. */
  sla?: Ports['sla'];
  /** Instant of a local date and time. Default: by `zone` and `zoneOffset`. */
  instantOf?(local: string): number;
  /** Default knows fixed offsets, UTC and America/Bogota. */
  zoneOffset?: ZoneOffset;
  /** The process's zone, of `now()` and `today()`. Default America/Bogota. */
  zone?: string;
  /** Steps that one evaluation may take. Default 1,000,000. */
  budget?: number;
}

const DEFAULT_BUDGET = 1_000_000;

export function createPorts(options: PortOptions = {}): Ports {
  const zoneOffset = options.zoneOffset ?? fixedZoneOffset;
  const zone = options.zone ?? 'America/Bogota';
  const evaluator = createEvaluator(functionTable(options.functions ?? {}), {
    zoneOffset,
    zone,
    budget: options.budget ?? DEFAULT_BUDGET,
  });
  return {
    evaluate: evaluator.evaluate,
    decide(decisionId, context) {
      if (options.decisions === undefined)
        return { kind: 'error', code: 'DECISION_NOT_FOUND', values: { decision: decisionId } };
      return options.decisions.decide(decisionId, context, evaluator);
    },
    ...(options.sla && { sla: options.sla }),
    instantOf: options.instantOf ?? ((local) => localInstant(local, zone, zoneOffset)),
    offsetAt: (at) => (zoneOffset(zone, at) ?? 0) * 1000,
  };
}

function localInstant(local: string, zone: string, zoneOffset: ZoneOffset): number {
  const value = parseDateTime(local, zoneOffset);
  if (value === null) return Number.NaN;
  const seconds = Number(localSeconds(value));
  const offset = value.offset ?? offsetOfLocal(zoneOffset, zone, value, Number(value.second));
  return offset === null ? Number.NaN : Math.round((seconds - offset) * 1000);
}
