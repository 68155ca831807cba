// How a run stands at one of its moments: tokens, values, clocks and instances, from the events up to there.
import {
  type Event,
  fold,
  forEach,
  type InstanceState,
  type ProcessModel,
} from '../../../engine/core/index.ts';
import type { ToldEvent } from '../../../engine/testing/told.ts';
import { type ClockView, clocksAt } from './clocks.ts';
import type { Moment, MomentKind } from './moments.ts';
import { type Note, notesOf } from './notes.ts';
import { type Place, placesOf } from './places.ts';
import type { Session } from './session.ts';
import { type ValueView, valuesIn } from './values.ts';

export interface StoryLine extends Place {
  kind: MomentKind;
  at: number;
  act: number;
  flows: readonly string[];
  notes: Note[];
}

export interface Token {
  element: string;
  process: string;
  count: number;
  /** It came, and waits at a join for others. */
  joining: boolean;
}

export interface InstanceView extends Place {
  key: number;
  status: InstanceState['status'];
  /** The instance that called it. */
  caller?: number;
}

/** Ids of elements and flows. */
export interface Marks {
  visited: string[];
  taken: string[];
  /** They wait for an incident to be resolved. */
  stuck: string[];
}

export interface TrialView {
  /** Position from 1 of the moment looked at; 0 before anything happened. */
  moment: number;
  of: number;
  at: number;
  tokens: Token[];
  /** By process. */
  marks: { [process: string]: Marks };
  values: ValueView[];
  clocks: ClockView[];
  instances: InstanceView[];
}

export function storyOf({ rehearsal, draft }: Session, moments: readonly Moment[]): StoryLine[] {
  const place = placesOf(draft.models);
  const clocks = new Map<number, string>();
  for (const { event } of rehearsal.told)
    if (event.type === 'clockStarted') clocks.set(event.key, event.name);
  return moments.map(({ kind, at, act, flows, element, instanceKey, from, to }) => ({
    ...place(element, rehearsal.runtime.state(instanceKey).processId),
    kind,
    at,
    act,
    flows,
    notes: notesOf(
      rehearsal.told.slice(from, to).map(({ event }) => event),
      clocks,
    ),
  }));
}

/** `count`: so many moments have happened. */
export function viewAt(session: Session, moments: readonly Moment[], count: number): TrialView {
  const { rehearsal, draft, setup, acts } = session;
  const moment = moments[count - 1];
  const told = rehearsal.told.slice(0, moment?.to ?? 0);
  const states = statesAfter(told);
  // After the last moment of an act the clock may have gone on.
  const isLastOfAct = moment && moments[count]?.act !== moment.act;
  const at = moment ? (isLastOfAct ? (acts[moment.act]?.until ?? moment.at) : moment.at) : setup.now;
  const place = placesOf(draft.models);
  return {
    moment: count,
    of: moments.length,
    at,
    tokens: tokensIn(states, draft.models),
    marks: marksIn(told, states),
    values: valuesIn(states, place, told.slice(moment?.from ?? 0), told),
    clocks: clocksAt(told, at, draft.around.resolve, place),
    instances: [...states.values()].map((state) => ({
      ...place(state.processId),
      key: state.key,
      status: state.status,
      ...(state.parent && { caller: state.parent.instanceKey }),
    })),
  };
}

function statesAfter(told: readonly ToldEvent[]): Map<number, InstanceState> {
  const events = new Map<number, Event[]>();
  for (const { instanceKey, event } of told) {
    const own = events.get(instanceKey);
    if (own) own.push(event);
    else events.set(instanceKey, [event]);
  }
  return new Map([...events].map(([key, own]) => [key, fold(own)]));
}

function tokensIn(states: ReadonlyMap<number, InstanceState>, models: readonly ProcessModel[]): Token[] {
  const tokens = new Map<string, Token>();
  for (const state of states.values()) {
    if (state.status !== 'active') continue;
    const process = state.processId;
    const flows = models.find(({ id }) => id === process)?.flows ?? [];
    const add = (element: string, joining: boolean) => {
      const id = `${process} ${element} ${joining}`;
      const known = tokens.get(id);
      if (known) known.count += 1;
      else tokens.set(id, { element, process, count: 1, joining });
    };
    forEach(state.elements, ({ scope, element, tokens: waiting }) => {
      if (scope !== 0) add(element, false);
      for (const flow of waiting) add(flows.find(({ id }) => id === flow)?.target ?? flow, true);
    });
  }
  return [...tokens.values()];
}

function marksIn(
  told: readonly ToldEvent[],
  states: ReadonlyMap<number, InstanceState>,
): { [process: string]: Marks } {
  const marks: { [process: string]: { [K in keyof Marks]: Set<string> } } = {};
  const of = (instanceKey: number) => {
    const process = states.get(instanceKey)?.processId ?? '';
    marks[process] ??= { visited: new Set(), taken: new Set(), stuck: new Set() };
    return marks[process];
  };
  for (const { event, instanceKey } of told)
    if (event.type === 'elementActivated') of(instanceKey).visited.add(event.element);
    else if (event.type === 'elementCompleted')
      for (const flow of event.taken ?? []) of(instanceKey).taken.add(flow);
  for (const [key, { incidents }] of states) forEach(incidents, ({ element }) => of(key).stuck.add(element));
  return Object.fromEntries(
    Object.entries(marks).map(([process, { visited, taken, stuck }]) => [
      process,
      { visited: [...visited], taken: [...taken], stuck: [...stuck] },
    ]),
  );
}
