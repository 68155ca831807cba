// Whether an instance in memory may call another: callable at all, not too deep, not too many in one case.
import { type InstanceState, type ProcessModel, type Routed, startsWhenCalled } from '../core/index.ts';
import { LONGEST_CHAIN, MOST_INSTANCES_OF_A_CASE } from '../core/limits.ts';
import { lookUp } from '../core/table.ts';
import type { Rejection } from './engine.ts';

type Call = Extract<Routed, { type: 'createChild' }>;

export interface CallLimits {
  /** Why the child may not begin; else it is counted. A caller that was terminated in the step of its call hears nothing. */
  refuse(model: ProcessModel, call: Call): Rejection | undefined;
}

export function createCallLimits(instances: Map<number, { state: InstanceState }>): CallLimits {
  const created = new Map<number, number>();
  return {
    refuse(model, { processId: process, parent, rootKey }) {
      const caller = instances.get(parent.instanceKey)?.state;
      const key = parent.elementInstanceKey;
      if (caller?.status !== 'active' || !lookUp(caller.elements, key))
        return { code: 'ELEMENT_INSTANCE_NOT_FOUND', values: { key } };
      if (!startsWhenCalled(model)) return { code: 'CALLED_PROCESS_WITHOUT_START', values: { process } };
      if (callDepth(instances, parent.instanceKey) >= LONGEST_CHAIN)
        return { code: 'CALL_TOO_DEEP', values: { process, limit: LONGEST_CHAIN } };
      const count = (created.get(rootKey) ?? 1) + 1;
      if (count > MOST_INSTANCES_OF_A_CASE)
        return { code: 'TOO_MANY_INSTANCES', values: { process, limit: MOST_INSTANCES_OF_A_CASE } };
      created.set(rootKey, count);
      return undefined;
    },
  };
}

/** Instances from this one up to the first caller, this one counted. */
function callDepth(instances: Map<number, { state: InstanceState }>, from: number): number {
  let depth = 0;
  for (let at: number | undefined = from; at !== undefined; depth++)
    at = instances.get(at)?.state.parent?.instanceKey;
  return depth;
}
