// One random history in memory: every command is checked as it happens, and kept so that it can be made again elsewhere.
import {
  type Event,
  execute,
  fold,
  type InstanceState,
  type Json,
  lookupKey,
  type Ports,
  type ProcessModel,
  stateFromJson,
  stateToJson,
} from '../../engine/core/index.ts';
import { createPorts } from '../../engine/expressions/index.ts';
import { parseProcesses } from '../../engine/model/index.ts';
import { checkFeel } from '../../engine/runtime/checkFeel.ts';
import { createMemoryRuntime, type MemoryRuntime } from '../../engine/runtime/memoryRuntime.ts';
import { canonicalJson } from '../../engine/store/canonical.ts';
import { deepFreeze } from '../harness/deepFreeze.ts';
import { type Made, movesOf, passTime, type ToOne, type Turn } from './drive.ts';
import { breachesOf } from './invariants.ts';
import { followLives } from './lives.ts';
import { restlessIn } from './rest.ts';
import { LAST } from './turns.ts';

export const NOON = Date.UTC(2026, 0, 1, 12);
export const CORR = { corr: 'k' };

export interface Ridden {
  moves: Made[];
  /** Events of each instance, in the order of their keys. */
  events: Map<number, Event[]>;
  states: Map<number, InstanceState>;
  commands: number;
  refused: number;
  /** The last move, or the start where there is none, set off what has no end: it was stopped after so many events. */
  endless: boolean;
  /** Which invariants broke, in words. */
  breaches: string[];
}

export async function modelsOf(xml: string): Promise<ProcessModel[]> {
  const { processes, problems } = await parseProcesses(xml, 'random.bpmn', { checkFeel });
  const errors = problems.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) throw new Error(`A well-formed drawing was refused: ${JSON.stringify(errors)}`);
  return processes;
}

/** Histories end after so many events: a loop of signals or messages may go on for ever. */
const MOST_EVENTS = 20_000;

/** `budget`: events after which a step yields. */
export function ride(
  models: ProcessModel[],
  turns: Turn[],
  budget?: number,
  mostEvents = MOST_EVENTS,
): Ridden {
  const ridden: Ridden = {
    moves: [],
    events: new Map(),
    states: new Map(),
    commands: 0,
    refused: 0,
    endless: false,
    breaches: [],
  };
  const folded = new Map<number, Folded>();
  const ports = createPorts();
  const runtime = createMemoryRuntime({
    models: deepFreeze(models),
    ports,
    now: NOON,
    mostEvents,
    ...(budget !== undefined && { budget }),
    onEvent: (event, key) => {
      deepFreeze(event);
      const list = ridden.events.get(key);
      if (list) list.push(event);
      else ridden.events.set(key, [event]);
    },
  });
  const look = () => {
    for (const key of runtime.instances()) check(key, models, runtime, ridden, folded);
  };
  runtime.start('process', CORR);
  look();
  // What the turns leave open, somebody does in the end: most histories come to their last event.
  for (const turn of [...turns, ...LAST]) {
    const wanted = movesOf(runtime, turn);
    const possible = wanted.length > 0 ? wanted : movesOf(runtime, { ...turn, kind: 'work' });
    const move = possible[turn.pick % Math.max(1, possible.length)];
    if (!move || runtime.stopped() !== undefined) continue;
    if ('until' in move) ridden.moves.push({ ...move, fired: passTime(runtime, move.until) });
    else {
      ridden.moves.push(move);
      make(move, models, runtime, ridden, folded, (model, state, command) =>
        executeAgain(model, state, command, { at: runtime.now, ports, budget }),
      );
    }
    look();
  }
  for (const key of runtime.instances()) ridden.states.set(key, runtime.state(key));
  ridden.endless = runtime.stopped() !== undefined;
  return ridden;
}

function modelOf(models: ProcessModel[], { processId }: InstanceState): ProcessModel {
  return models.find(({ id }) => id === processId) as ProcessModel;
}

type Again = (model: ProcessModel, state: InstanceState, command: ToOne['command']) => Event[] | 'refused';

/** What a reader of the journal has of an instance: the state that stored events fold to. */
interface Folded {
  events: number;
  state: InstanceState;
  follow: ReturnType<typeof followLives>;
}

/** As the journal gives it back: the names of every object sorted. */
function asStored<T>(value: T): T {
  return JSON.parse(canonicalJson(JSON.parse(JSON.stringify(value)) as Json)) as T;
}

/** Submits, and executes the same from a state that was stored and read again: the bytes must be the same. */
function make(
  { instanceKey, command }: ToOne,
  models: ProcessModel[],
  runtime: MemoryRuntime,
  ridden: Ridden,
  folded: Map<number, Folded>,
  again: Again,
): void {
  ridden.commands += 1;
  const before = runtime.state(instanceKey);
  const known = ridden.events.get(instanceKey)?.length ?? 0;
  const restored = deepFreeze(stateFromJson(stateToJson(before)));
  const model = modelOf(models, before);
  const replayed = again(model, restored, command);
  const verified = again(model, folded.get(instanceKey)?.state ?? before, asStored(command));
  if (canonicalJson(asStored(verified) as Json) !== canonicalJson(asStored(replayed) as Json))
    ridden.breaches.push(`${command.type} from the journal gives other events`);
  const done = runtime.submit(instanceKey, command);
  if (!done.ok) ridden.refused += 1;
  if (!done.ok && runtime.state(instanceKey) !== before)
    ridden.breaches.push('a refused command changed the state');
  if (done.ok !== (replayed !== 'refused'))
    ridden.breaches.push(`${command.type} is refused on one side only`);
  if (!done.ok || replayed === 'refused') return;
  const live = ridden.events.get(instanceKey)?.slice(known, known + replayed.length);
  if (JSON.stringify(live) !== JSON.stringify(replayed))
    ridden.breaches.push(`${command.type} from a stored state gives other events`);
}

function executeAgain(
  model: ProcessModel,
  state: InstanceState,
  command: Parameters<Again>[2],
  { at, ports, budget }: { at: number; ports: Ports; budget: number | undefined },
): Event[] | 'refused' {
  const inputs: { [key: string]: number | boolean } = {};
  for (;;) {
    const outcome = execute(model, state, command, { at, actor: 'memory', inputs }, ports, budget);
    if ('events' in outcome) return outcome.events;
    if ('rejection' in outcome) return 'refused';
    for (const lookup of outcome.need) inputs[lookupKey(lookup)] = lookup.kind === 'process' ? 1 : false;
  }
}

/** The state without its clock, which is the journal's to keep. */
export function plain(state: InstanceState): string {
  return canonicalJson(stateToJson({ ...state, at: 0 }));
}

function check(
  key: number,
  models: ProcessModel[],
  runtime: MemoryRuntime,
  ridden: Ridden,
  folded: Map<number, Folded>,
): void {
  const state = runtime.state(key);
  const events = ridden.events.get(key) ?? [];
  const before = folded.get(key);
  if (before?.events === events.length) return;
  deepFreeze(state);
  const since = events.slice(before?.events ?? 0);
  const now = fold(asStored(since), before?.state);
  const follow = before?.follow ?? followLives();
  folded.set(key, { events: events.length, state: now, follow });
  ridden.breaches.push(...follow(since));
  if (plain(now) !== plain(state)) ridden.breaches.push('the events fold to another state');
  if (plain(stateFromJson(stateToJson(state))) !== plain(state))
    ridden.breaches.push('a stored state comes back changed');
  if (runtime.stopped() !== undefined) return;
  const model = modelOf(models, state);
  ridden.breaches.push(...breachesOf(state, model));
  if (state.status === 'active' && !state.yielded) ridden.breaches.push(...restlessIn(state, model));
}
