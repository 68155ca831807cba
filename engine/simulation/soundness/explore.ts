// Everything that can happen in a drawing, breadth first, so that what is found is found on the shortest way.
import {
  type Event,
  emptyState,
  forEach,
  type InstanceState,
  type Json,
  type Ports,
} from '../../core/index.ts';
import { KEYS_PER_INSTANCE } from '../../core/limits.ts';
import type { ProcessModel } from '../../core/model.ts';
import { startDefinitions } from '../../core/starts.ts';
import { FIRST_INSTANCE_NUMBER } from '../../runtime/memoryRuntime.ts';
import { canonical } from './canonical.ts';
import { type Lineage, lineageAfter, noLineage, ranTwice, type Twice } from './lineage.ts';
import { createStepper, type Stepper } from './micro.ts';
import { type Move, possibilitiesOf } from './possible.ts';

export interface Place {
  state: InstanceState;
  /** The way on which it was found first; undefined: the very beginning. */
  way: Way | undefined;
  depth: number;
  lineage: Lineage;
  /** Ways out; undefined while nobody has looked. */
  out: Way[] | undefined;
}

export interface Way {
  from: number;
  to: number;
  move: Move;
  answers: readonly boolean[];
}

export interface Explored {
  stepper: Stepper;
  places: Place[];
  /** The first way on which each element was activated. */
  reached: Map<string, Way>;
  /** Elements that something waited for at rest. */
  awaited: Set<string>;
  starved: { joins: string[]; way: Way }[];
  doubled: { twice: Twice; way: Way }[];
  /** Why it ended before everything was seen. */
  bound: 'states' | 'time' | undefined;
}

export interface ExploreOptions {
  ports: Ports;
  /** Epoch milliseconds: where the virtual clock begins. */
  now: number;
  mostStates: number;
  /** True when the time is over. */
  isOver(): boolean;
}

/** Tokens of one flow and instances of one element in one scope; more of them show nothing new. */
const MOST_ALIKE = 2;

/** Gives now and then how many states it knows, so that whoever waits can be told. */
export function* explore(model: ProcessModel, options: ExploreOptions): Generator<number, Explored> {
  const stepper = createStepper(model, options.ports);
  const possible = possibilitiesOf(stepper.model);
  const isActivity = activitiesOf(model);
  const known = new Map<string, number>();
  const root: Place = { state: emptyState(), way: undefined, depth: 0, lineage: noLineage, out: undefined };
  const explored: Explored = {
    stepper,
    places: [root],
    reached: new Map(),
    awaited: new Set(),
    starved: [],
    doubled: [],
    bound: undefined,
  };
  const { places } = explored;

  function follow(from: number, move: Move): Way[] {
    const place = places[from] as Place;
    const ways: Way[] = [];
    for (const outcome of stepper.outcomes(place.state, move.command, move.at)) {
      if (move.error !== undefined && isUncaught(outcome.events)) continue;
      if (isCrowded(outcome.state)) continue;
      // A condition that is asked and does not hold is no step on.
      if (move.kind === 'condition' && !outcome.answers.includes(true)) continue;
      const way: Way = { from, to: -1, move, answers: outcome.answers };
      const lineage = lineageAfter(place.lineage, outcome.events, subjectOf(place.state, move));
      note(explored, way, outcome.events, ranTwice(lineage, isActivity));
      const text = canonical(outcome.state);
      let to = known.get(text);
      if (to === undefined) {
        to = places.length;
        known.set(text, to);
        places.push({ state: outcome.state, way, depth: place.depth + 1, lineage, out: undefined });
      }
      way.to = to;
      ways.push(way);
    }
    return ways;
  }

  for (let at = 0; at < places.length; at++) {
    if (places.length > options.mostStates) explored.bound = 'states';
    else if (at % 64 === 0 && options.isOver()) explored.bound = 'time';
    if (explored.bound) break;
    if (at % 64 === 63) yield places.length;
    const place = places[at] as Place;
    if (place.state.status !== 'none' && place.state.status !== 'active') {
      place.out = [];
      continue;
    }
    if (!place.state.yielded)
      forEach(place.state.subscriptions, ({ element }) => explored.awaited.add(element));
    const moves = at === 0 ? beginnings(model, options.now) : possible(place.state);
    place.out = moves.flatMap((move) => follow(at, move));
  }
  return explored;
}

/** A process begins at each place where it may, whoever starts it. */
export function beginningsOf(model: ProcessModel): (string | undefined)[] {
  const plain = model.elements.filter(
    (each) => each.type === 'startEvent' && each.parent === null && each.eventDefinitions.length === 0,
  );
  const from = new Set([
    ...plain.map(({ id }) => id),
    ...startDefinitions(model).map(({ element }) => element),
  ]);
  return from.size > 0 ? [...from] : [undefined];
}

function beginnings(model: ProcessModel, at: number): Move[] {
  const key = FIRST_INSTANCE_NUMBER * KEYS_PER_INSTANCE;
  const command = { type: 'createInstance' as const, key, processId: model.id, variables: {} };
  return beginningsOf(model).map((startElement) => ({
    element: startElement ?? model.id,
    kind: 'start',
    command: startElement === undefined ? command : { ...command, startElement },
    at,
  }));
}

function note(explored: Explored, way: Way, events: readonly Event[], twice: Twice[]): void {
  for (const event of events) {
    if (event.type === 'elementActivated' && !explored.reached.has(event.element))
      explored.reached.set(event.element, way);
    if (event.type === 'incidentRaised' && event.code === 'JOIN_STARVED')
      explored.starved.push({ joins: event.values.joins as string[], way });
  }
  for (const each of twice) explored.doubled.push({ twice: each, way });
}

/** The element instance that a command is about. */
function subjectOf(state: InstanceState, { command }: Move): number | undefined {
  const keys = command as { [name: string]: Json | { key?: number } | undefined };
  const named =
    (command.type === 'completeUserTask' || command.type === 'throwUserTaskError') && command.userTask;
  const key = named && 'key' in named ? named.key : (keys.job ?? keys.subscription ?? keys.elementInstance);
  let owner: number | undefined;
  for (const table of [state.userTasks, state.jobs, state.subscriptions])
    forEach(table as typeof state.jobs, (each) => {
      if (each.key === key) owner = each.owner;
    });
  return owner ?? (typeof keys.elementInstance === 'number' ? keys.elementInstance : undefined);
}

function isUncaught(events: readonly Event[]): boolean {
  return events.some((event) => event.type === 'incidentRaised' && event.code === 'ERROR_NOT_CAUGHT');
}

function isCrowded(state: InstanceState): boolean {
  const counts = new Map<string, number>();
  let crowded = false;
  const count = (place: string) => {
    const now = (counts.get(place) ?? 0) + 1;
    counts.set(place, now);
    if (now > MOST_ALIKE) crowded = true;
  };
  forEach(state.elements, ({ key, scope, element, index, tokens }) => {
    if (index === undefined) count(`${scope} ${element}`);
    if (tokens.length > MOST_ALIKE) for (const flow of tokens) count(`${key} ${flow}`);
  });
  return crowded;
}

/** What does something: not gateways, which only pass on, and not the ends. */
function activitiesOf(model: ProcessModel): (element: string) => boolean {
  const types = new Map(model.elements.map(({ id, type }) => [id, type]));
  return (element) => {
    const type = types.get(element);
    return type !== undefined && type !== 'endEvent' && !type.endsWith('Gateway');
  };
}
