// What can happen next to an instance at rest: everything that it waits for, whoever or whatever it is.
import {
  type Command,
  type ElementModel,
  type InstanceState,
  type ProcessModel,
  values,
} from '../../core/index.ts';

export interface Move {
  /** The element that completes or fires; the process where it only goes on. */
  element: string;
  kind: 'start' | 'continue' | 'userTask' | 'job' | 'call' | 'timer' | 'message' | 'signal' | 'condition';
  command: Command;
  /** The instant at which it happens. */
  at: number;
  /** The BPMN error that is reported instead of completing. */
  error?: string;
  /** Flows that are chosen for the gateways whose question is answered, by gateway. */
  chosen?: { [gateway: string]: string[] };
}

/** Some code for a handler that takes every error. */
const ANY_ERROR = 'ERROR';
/** A form may ask for several gateways; beyond so many combinations each option comes up once. */
const MOST_COMBINATIONS = 16;

export type Possibilities = (state: InstanceState) => Move[];

export function possibilitiesOf(model: ProcessModel): Possibilities {
  const elements = new Map(model.elements.map((each) => [each.id, each]));
  const errors = errorsBy(model, elements);

  return (state) => {
    const { at } = state;
    if (state.yielded) return [{ element: model.id, kind: 'continue', command: { type: 'continue' }, at }];
    const moves: Move[] = [];
    for (const { key, element, asks } of values(state.userTasks)) {
      const userTask = { key };
      for (const chosen of answersTo(asks ?? [], elements))
        moves.push({
          element,
          kind: 'userTask',
          command: { type: 'completeUserTask', userTask, variables: chosen },
          at,
          ...(Object.keys(chosen).length > 0 && { chosen }),
        });
      for (const error of errors(element)) {
        const command: Command = { type: 'throwUserTaskError', userTask, code: error, variables: {} };
        moves.push({ element, kind: 'userTask', command, at, error });
      }
    }
    for (const { key: job, element } of values(state.jobs)) {
      moves.push({ element, kind: 'job', command: { type: 'completeJob', job, variables: {} }, at });
      for (const error of errors(element)) {
        const command: Command = { type: 'throwJobError', job, code: error, variables: {} };
        moves.push({ element, kind: 'job', command, at, error });
      }
    }
    for (const { key: elementInstance, element, called } of values(state.elements)) {
      if (!called) continue;
      const command: Command = { type: 'completeChild', elementInstance, variables: {} };
      moves.push({ element, kind: 'call', command, at });
      for (const error of errors(element)) {
        const failed: Command = { type: 'failChild', elementInstance, code: error, variables: {} };
        moves.push({ element, kind: 'call', command: failed, at, error });
      }
    }
    return [...moves, ...happenings(state)];
  };
}

function happenings(state: InstanceState): Move[] {
  const all = values(state.subscriptions);
  return all.flatMap((each): Move[] => {
    const { key: subscription, element, kind, dueAt = 0 } = each;
    if (kind === 'timer') {
      // What was set later may have been set much later: people take their time. A cycle goes on and on beside the others.
      const isLater = all.some(
        (other) =>
          other.kind === 'timer' &&
          other.interval === undefined &&
          (other.dueAt ?? 0) < dueAt &&
          (other.key < subscription || other.owner === each.owner),
      );
      const at = Math.max(state.at, dueAt);
      return isLater ? [] : [{ element, kind, command: { type: 'triggerTimer', subscription }, at }];
    }
    const facts = { subscription, variables: {} };
    const command: Command =
      kind === 'message'
        ? { type: 'correlateMessage', messageKey: 0, ...facts }
        : { type: 'broadcastSignal', ...facts };
    return [{ element, kind, command, at: state.at }];
  });
}

/** Every way to answer these gateways' questions. */
function answersTo(
  gateways: readonly string[],
  elements: ReadonlyMap<string, ElementModel>,
): { [gateway: string]: string[] }[] {
  let combinations: { [gateway: string]: string[] }[] = [{}];
  for (const gateway of gateways) {
    const question = elements.get(gateway)?.question;
    const flows = (question?.options ?? []).map(({ flow }) => flow);
    const options = flows.map((flow) => [flow]);
    if (question?.multiple && flows.length > 1) options.push(flows);
    if (options.length === 0) continue;
    const isMany = combinations.length * options.length > MOST_COMBINATIONS;
    combinations = isMany
      ? options.map((flows, at) => ({ ...combinations[at % combinations.length], [gateway]: flows }))
      : combinations.flatMap((each) => options.map((flows) => ({ ...each, [gateway]: flows })));
  }
  return combinations;
}

/** The error codes that a handler around an element waits for: who works on it may report them. */
function errorsBy(
  model: ProcessModel,
  elements: ReadonlyMap<string, ElementModel>,
): (element: string) => readonly string[] {
  const byPlace = new Map<string | null, string[]>();
  for (const handler of model.elements) {
    const code = handler.eventDefinitions.find(({ type }) => type === 'error')?.config.code;
    const isCaught = handler.attachedTo !== undefined || handler.type === 'startEvent';
    if (!handler.eventDefinitions.some(({ type }) => type === 'error') || !isCaught) continue;
    // The start of an event subprocess hears what happens in the scope around that subprocess.
    const place = handler.attachedTo ?? elements.get(handler.parent ?? '')?.parent ?? null;
    byPlace.set(place, [...(byPlace.get(place) ?? []), typeof code === 'string' ? code : ANY_ERROR]);
  }
  const known = new Map<string, readonly string[]>();
  return (element) => {
    let codes = known.get(element);
    if (!codes) {
      const found = new Set<string>();
      for (let at: string | null = element; at !== null; at = elements.get(at)?.parent ?? null)
        for (const code of byPlace.get(at) ?? []) found.add(code);
      for (const code of byPlace.get(null) ?? []) found.add(code);
      codes = [...found];
      known.set(element, codes);
    }
    return codes;
  };
}
