// A way through the explored states as what `cauce run` has to be told to go the same way, and the proof that it does.
import type { Json, ProcessModel } from '../../core/index.ts';
import { lookUp } from '../../core/index.ts';
import type { TraceEntry } from '../trace.ts';
import { runTrial, type TrialRequest, type TrialResult } from '../trial.ts';
import { beginningsOf, type Explored, type Way } from './explore.ts';
import type { Move } from './possible.ts';

/** Entries of a trace that are kept: a loop's goes on and on. */
const MOST_TOLD = 500;

/** What a trial is given, named as the options of `cauce run`. */
export type Replay = Pick<TrialRequest, 'choose' | 'assume' | 'order' | 'answers' | 'messages' | 'timers'> & {
  process: string;
  start?: string;
};

export interface CounterExample {
  /** What happens, as the trial tells it. */
  trace: TraceEntry[];
  replay: Replay;
}

export interface Walked {
  replay: Replay;
  /** How often each element is activated on the way. */
  activations: Map<string, number>;
}

/** A run that was asked for shows what was found. */
export type Evidence = (result: TrialResult, walked: Walked) => boolean;

export type TrialPorts = Pick<TrialRequest, 'ports' | 'resolve' | 'now'>;

/** The ways from the beginning to the end of this one. */
export function pathTo(explored: Explored, way: Way | undefined): Way[] {
  const path: Way[] = [];
  for (let at = way; at; at = explored.places[at.from]?.way) path.unshift(at);
  return path;
}

/** Goes along the path again; the plainest instructions that lead a trial the same way win. */
export function counterExample(
  models: ProcessModel[],
  model: ProcessModel,
  explored: Explored,
  path: Way[],
  evidence: Evidence,
  around: TrialPorts,
): CounterExample | undefined {
  const walked = walk(model, explored, path);
  const { assume, order, messages, answers, ...plain } = walked.replay;
  const always = Object.fromEntries(Object.entries(answers ?? {}).map(([id, list]) => [id, last(list)]));
  const quiet = { answers: answers ?? {}, ...(messages && { messages }) };
  const tries: Replay[] = [
    { ...plain, ...quiet },
    { ...plain, ...quiet, ...(assume && { assume }) },
    { ...plain, ...quiet, ...(assume && { assume }), answers: always },
    { ...plain, answers: answers ?? {}, ...(assume && { assume }), ...(order && { order }), timers: false },
  ];
  for (const replay of tries) {
    const result = replayed(models, replay, around);
    if (result && evidence(result, walked)) return { trace: result.trace.slice(0, MOST_TOLD), replay };
  }
  return undefined;
}

/** The same that `cauce run` does with these options. */
export function replayed(
  models: ProcessModel[],
  { process, start, ...replay }: Replay,
  around: TrialPorts,
): TrialResult | undefined {
  const request = { ...replay, processId: process, ...(start !== undefined && { startElement: start }) };
  const outcome = runTrial({ ...request, ...around, models });
  return outcome.ok ? outcome : undefined;
}

function walk(model: ProcessModel, { stepper, places }: Explored, path: Way[]): Walked {
  const activations = new Map<string, number>();
  const elements = new Map<number, string>();
  const choosing = choosingIn(model);
  const choose: { [element: string]: Json[] } = {};
  const answers: { [element: string]: Json[] } = {};
  const assume: { [expression: string]: Json } = {};
  const order: string[] = [];
  const messages: NonNullable<Replay['messages']> = [];
  let timers = false;
  const chose = (element: string, flows: string[]) => {
    choose[element] = [...(choose[element] ?? []), flows.length === 1 ? (flows[0] as string) : flows];
  };
  for (const { from, move, answers: given } of path) {
    const state = places[from]?.state;
    const outcome = state && stepper.again(state, move.command, move.at, given);
    if (!outcome) continue;
    for (const [expression, value] of outcome.heard) assume[expression] = value;
    for (const event of outcome.events) {
      if (event.type === 'elementActivated') {
        elements.set(event.key, event.element);
        activations.set(event.element, (activations.get(event.element) ?? 0) + 1);
      } else if (event.type === 'elementCompleted') {
        const element = elements.get(event.key) ?? '';
        if (event.taken && choosing.has(element)) chose(element, event.taken);
      }
    }
    for (const [gateway, flows] of Object.entries(move.chosen ?? {})) chose(gateway, flows);
    if (!WITHOUT_PLACE.has(move.kind)) order.push(move.element);
    // A gateway that asks by itself is answered by what is chosen.
    const isChosen = move.chosen !== undefined && Object.hasOwn(move.chosen, move.element);
    if (!isChosen && (move.kind === 'userTask' || move.kind === 'job' || move.kind === 'call'))
      answers[move.element] = [...(answers[move.element] ?? []), answerOf(move)];
    if (move.kind === 'timer') timers = true;
    const subscription =
      'subscription' in move.command ? lookUp(state.subscriptions, move.command.subscription) : undefined;
    if (move.kind === 'message' && subscription)
      messages.push({ name: subscription.name ?? '', correlationKey: subscription.correlationKey ?? '' });
    if (move.kind === 'signal' && subscription) messages.push({ signal: subscription.name ?? '' });
  }
  const start = beginningsOf(model).length > 1 ? path[0]?.move.element : undefined;
  const replay: Replay = {
    process: model.id,
    ...(start !== undefined && { start }),
    ...(Object.keys(choose).length > 0 && { choose: shortened(choose) }),
    answers,
    ...(messages.length > 0 && { messages }),
    ...(Object.keys(assume).length > 0 && { assume }),
    ...(order.length > 0 && { order }),
    ...(!timers && { timers: false }),
  };
  return { replay, activations };
}

/** Not told among what completes or fires; a condition that is taken to be true fires by itself. */
const WITHOUT_PLACE: ReadonlySet<Move['kind']> = new Set(['start', 'continue', 'condition']);

function answerOf({ error, adHoc }: Move): Json {
  if (adHoc) return { $adHoc: { ...adHoc } as Json };
  return error === undefined ? {} : { $error: error };
}

/** Elements whose flows are chosen by conditions, and not by a question. */
function choosingIn(model: ProcessModel): Set<string> {
  const conditional = new Set(
    model.flows.filter((flow) => flow.condition !== undefined).map(({ source }) => source),
  );
  return new Set(
    model.elements.filter(({ id, question }) => conditional.has(id) && !question).map(({ id }) => id),
  );
}

/** A list that says the same again and again is said once. */
function shortened(choose: { [element: string]: Json[] }): { [element: string]: Json } {
  return Object.fromEntries(
    Object.entries(choose).map(([element, list]) => {
      const first = JSON.stringify(list[0]);
      const isSame = typeof list[0] === 'string' && list.every((each) => JSON.stringify(each) === first);
      return [element, isSame ? (list[0] as Json) : list];
    }),
  );
}

function last(list: Json): Json {
  return Array.isArray(list) ? (list.at(-1) ?? {}) : list;
}
