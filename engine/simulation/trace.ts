// What happened in a trial, element by element, as a list that people and tests read.

import { civilFromDays } from '../core/civil.ts';
import type { Event, Json, ProcessModel, Variables } from '../core/index.ts';
import { isStandIn } from './answeredCalls.ts';

export interface TraceEntry {
  element: string;
  /** Local name of the BPMN tag. */
  type: string;
  event: 'activated' | 'completed' | 'terminated' | 'taken';
  /** ISO 8601, UTC. */
  at: string;
}

export interface Trace {
  entries: TraceEntry[];
  record(event: Event, instanceKey: number, at: number): void;
  /** Variables of an instance's root scope, as last set. */
  variables(instanceKey: number): Variables;
  incidents(): { element: string; code: string; values: { [name: string]: Json } }[];
  /** Element that a sequence flow leads to. */
  targetOf(flow: string): string;
}

export function createTrace(models: ProcessModel[]): Trace {
  const types = new Map<string, string>();
  const targets = new Map<string, string>();
  for (const model of models) {
    types.set(model.id, 'process');
    for (const { id, type } of model.elements) types.set(id, type);
    for (const { id, target } of model.flows) targets.set(id, target);
  }
  const elements = new Map<number, string>();
  const variables = new Map<number, Variables>();
  const incidents = new Map<number, { element: string; code: string; values: { [name: string]: Json } }>();
  const entries: TraceEntry[] = [];
  const standIns = new Set<number>();
  const add = (element: string, event: TraceEntry['event'], at: number, type = types.get(element) ?? '') =>
    entries.push({ element, type, event, at: isoOf(at) });

  return {
    entries,
    record(event, instanceKey, at) {
      if (event.type === 'instanceCreated' && isStandIn(event.processId)) standIns.add(instanceKey);
      if (standIns.has(instanceKey)) return;
      if (event.type === 'elementActivated') {
        elements.set(event.key, event.element);
        add(event.element, 'activated', at);
      } else if (event.type === 'elementCompleted') {
        add(elements.get(event.key) ?? '', 'completed', at);
        for (const flow of event.taken ?? []) add(flow, 'taken', at, 'sequenceFlow');
      } else if (event.type === 'elementTerminated') add(elements.get(event.key) ?? '', 'terminated', at);
      else if (event.type === 'variablesSet' && event.scope === instanceKey)
        variables.set(instanceKey, { ...variables.get(instanceKey), ...event.variables });
      else if (event.type === 'incidentRaised') {
        const { element, code, values } = event;
        incidents.set(event.key, { element, code, values });
      } else if (event.type === 'incidentResolved') incidents.delete(event.key);
    },
    variables: (instanceKey) => variables.get(instanceKey) ?? {},
    incidents: () => [...incidents.values()],
    targetOf: (flow) => targets.get(flow) ?? flow,
  };
}

/** ISO 8601 in UTC, from epoch milliseconds, without a Date. */
function isoOf(at: number): string {
  const days = Math.floor(at / 86_400_000);
  const ms = at - days * 86_400_000;
  const { year, month, day } = civilFromDays(days);
  const two = (n: number) => String(Math.floor(n)).padStart(2, '0');
  const time = `${two(ms / 3_600_000)}:${two((ms / 60_000) % 60)}:${two((ms / 1000) % 60)}.${String(ms % 1000).padStart(3, '0')}`;
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}T${time}Z`;
}
