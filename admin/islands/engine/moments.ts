// What happened in a run, cut into moments that somebody can look at one by one: an element is reached, left or stopped, an
// incident, a clock that runs out. What else happened belongs to the moment before it, or to the first of its act.
import type { Event } from '../../../engine/core/index.ts';
import type { ToldEvent } from '../../../engine/testing/told.ts';
import type { Act } from './session.ts';

export type MomentKind =
  | 'began'
  | 'reached'
  | 'left'
  | 'stopped'
  | 'incident'
  | 'resolved'
  | 'warned'
  | 'breached'
  | 'completed'
  | 'terminated'
  /** Somebody did something that moved nothing. */
  | 'acted';

export interface Moment {
  kind: MomentKind;
  /** Position of the act that brought it. */
  act: number;
  at: number;
  instanceKey: number;
  /** Element id; the process id for what concerns the whole instance. */
  element: string;
  /** Sequence flows whose token came here. */
  flows: readonly string[];
  /** Its events among all that were told. */
  from: number;
  to: number;
}

type Opening = Pick<Moment, 'kind' | 'element'> & { flows?: readonly string[] };

/** Knows the elements of running instances by their keys, while it reads the events in order. */
interface Known {
  elements: Map<number, string>;
  incidents: Map<number, string>;
  clocks: Map<number, string>;
  processes: Map<number, string>;
}

export function momentsOf(told: readonly ToldEvent[], acts: readonly Act[]): Moment[] {
  const known: Known = {
    elements: new Map(),
    incidents: new Map(),
    clocks: new Map(),
    processes: new Map(),
  };
  const moments: Moment[] = [];
  for (const [act, done] of acts.entries()) momentsOfAct(told, { act, ...done }, known, moments);
  return moments;
}

function momentsOfAct(
  told: readonly ToldEvent[],
  { act, from, to, until }: Pick<Act, 'from' | 'to' | 'until'> & { act: number },
  known: Known,
  moments: Moment[],
): void {
  let isFirst = true;
  for (let at = from; at < to; at++) {
    const each = told[at] as ToldEvent;
    const last = isFirst ? undefined : moments.at(-1);
    const opening = openingOf(each.event, each.instanceKey, known, last);
    if (opening) {
      // What came before the first moment of an act is its own.
      const begin = isFirst ? from : at;
      moments.push({
        ...opening,
        flows: opening.flows ?? [],
        act,
        at: each.at,
        instanceKey: each.instanceKey,
        from: begin,
        to: at + 1,
      });
      isFirst = false;
    } else if (last) last.to = at + 1;
  }
  if (!isFirst) return;
  const element = moments.at(-1)?.element ?? '';
  const { instanceKey = 0 } = told[to - 1] ?? {};
  moments.push({ kind: 'acted', act, at: until, instanceKey, element, flows: [], from, to });
}

function openingOf(
  event: Event,
  instanceKey: number,
  known: Known,
  last: Moment | undefined,
): Opening | undefined {
  switch (event.type) {
    case 'instanceCreated':
      known.processes.set(instanceKey, event.processId);
      return { kind: 'began', element: event.processId };
    case 'elementActivated':
      known.elements.set(event.key, event.element);
      return { kind: 'reached', element: event.element, flows: event.consumed ?? [] };
    case 'elementCompleted':
      return leaving('left', event.key, instanceKey, known, last);
    case 'elementTerminated':
      return leaving('stopped', event.key, instanceKey, known, last);
    case 'incidentRaised':
      known.incidents.set(event.key, event.element);
      return { kind: 'incident', element: event.element };
    case 'incidentResolved':
      return { kind: 'resolved', element: known.incidents.get(event.key) ?? '' };
    case 'clockStarted':
      known.clocks.set(event.key, event.element);
      return undefined;
    case 'clockEntered': {
      const { kind } = event.entry;
      const element = known.clocks.get(event.key) ?? '';
      return kind === 'warned' || kind === 'breached' ? { kind, element } : undefined;
    }
    case 'instanceCompleted':
    case 'instanceTerminated': {
      const element = known.processes.get(instanceKey) ?? '';
      return { kind: event.type === 'instanceCompleted' ? 'completed' : 'terminated', element };
    }
    default:
      return undefined;
  }
}

/** What is left in the moment in which it was reached is no moment of its own. */
function leaving(
  kind: 'left' | 'stopped',
  key: number,
  instanceKey: number,
  known: Known,
  last: Moment | undefined,
): Opening | undefined {
  const element = known.elements.get(key);
  if (element === undefined) return undefined;
  const isPassed = last?.kind === 'reached' && last.element === element && last.instanceKey === instanceKey;
  return isPassed && kind === 'left' ? undefined : { kind, element };
}
