// The variables of a run as they stand after some events, those that the last ones wrote first.
import type { InstanceState, Json } from '../../../engine/core/index.ts';
import type { ToldEvent } from '../../../engine/testing/told.ts';
import type { Place, placesOf } from './places.ts';

export interface ValueView {
  name: string;
  value: Json;
  /** What holds it: a process instance, or an element of it. */
  holder: Place;
  instanceKey: number;
  isLocal: boolean;
  /** Written in this moment; `before` is absent where the name is new. */
  changed: boolean;
  before?: Json;
}

/** What is changed first; of ended instances what they held last. */
export function valuesIn(
  states: ReadonlyMap<number, InstanceState>,
  place: ReturnType<typeof placesOf>,
  recent: readonly ToldEvent[],
  told: readonly ToldEvent[],
): ValueView[] {
  const values = new Map<string, ValueView>();
  const known = knownElements(told);
  const isRecent = new Set(recent.map(({ event }) => event));
  for (const { event, instanceKey } of told) {
    if (event.type === 'elementCompleted' || event.type === 'elementTerminated') forget(values, event.key);
    if (event.type !== 'variablesSet') continue;
    const { processId = '' } = states.get(instanceKey) ?? {};
    const holder = place(known.get(event.scope) ?? processId, processId);
    for (const [name, value] of Object.entries(event.variables)) {
      const id = `${event.scope} ${name}`;
      const former = values.get(id);
      const changed = isRecent.has(event);
      const before = changed ? (former?.changed ? former.before : former?.value) : undefined;
      values.set(id, {
        name,
        value,
        holder,
        instanceKey,
        isLocal: event.scope !== instanceKey,
        changed,
        ...(before !== undefined && { before }),
      });
    }
  }
  return [...values.values()].sort((a, b) => Number(b.changed) - Number(a.changed) || order(a, b));
}

function forget(values: Map<string, ValueView>, scope: number): void {
  for (const id of values.keys()) if (id.startsWith(`${scope} `)) values.delete(id);
}

function order(a: ValueView, b: ValueView): number {
  return a.instanceKey - b.instanceKey || Number(a.isLocal) - Number(b.isLocal) || (a.name < b.name ? -1 : 1);
}

function knownElements(told: readonly ToldEvent[]): Map<number, string> {
  const known = new Map<number, string>();
  for (const { event } of told)
    if (event.type === 'elementActivated') known.set(event.key, event.element);
    else if (event.type === 'instanceCreated') known.set(event.key, event.processId);
  return known;
}
