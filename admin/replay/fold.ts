// What is remembered while the events of an instance are turned into steps: which element each key belongs to.
import type { Json } from '../../engine/core/json.ts';
import type { ReplayStep, ValueChange } from './step.ts';

export interface Fold {
  steps: ReplayStep[];
  elementOf: Map<number, { element: string; at: number }>;
  ownerOfIncident: Map<number, { element: string; owner: number; code: string }>;
  ownerOfTask: Map<number, { element: string; owner: number }>;
  ownerOfJob: Map<number, { element: string; owner: number }>;
  ownerOfSubscription: Map<number, { element: string; owner: number; name?: string }>;
  values: Map<string, Json>;
  pending: ValueChange[];
}

export type Owned = { element: string; owner: number };

export function newFold(): Fold {
  return {
    steps: [],
    elementOf: new Map(),
    ownerOfIncident: new Map(),
    ownerOfTask: new Map(),
    ownerOfJob: new Map(),
    ownerOfSubscription: new Map(),
    values: new Map(),
    pending: [],
  };
}
