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
  /** The escalation that a called process throws, and goes on. */
  escalation?: string;
  /** Flows that are chosen for the gateways whose question is answered, by gateway. */
  chosen?: { [gateway: string]: string[] };
  /** What a worker decides for an ad-hoc subprocess. */
  adHoc?: AdHocDecision;
}

type AdHocDecision = NonNullable<Extract<Command, { type: 'completeJob' }>['adHoc']>;

/** Some code for a handler that takes every one. */
const ANY_CODE = 'ANY';
/** A variable that changes, where it does not matter which. */
const SOMETHING = 'something';
/** A form may ask for several gateways; beyond so many combinations each option comes up once. */
const MOST_COMBINATIONS = 16;

export type Possibilities = (state: InstanceState) => Move[];

export function possibilitiesOf(model: ProcessModel): Possibilities {
  const elements = new Map(model.elements.map((each) => [each.id, each]));
  const errors = codesBy('error', model, elements);
  const escalations = codesBy('escalation', model, elements);
  const names = conditionNames(model);

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
      for (const adHoc of decisionsOf(elements.get(element)))
        moves.push({
          element,
          kind: 'job',
          command: { type: 'completeJob', job, variables: {}, ...(adHoc && { adHoc }) },
          at,
          ...(adHoc && { adHoc }),
        });
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
      for (const escalation of escalations(element)) {
        const thrown: Command = { type: 'escalateChild', elementInstance, code: escalation, variables: {} };
        moves.push({ element, kind: 'call', command: thrown, at, escalation });
      }
    }
    return [...moves, ...happenings(state, names)];
  };
}

/** What a worker may decide for the ad-hoc subprocess whose job it does; nothing for any other job. */
function decisionsOf(element: ElementModel | undefined): (AdHocDecision | undefined)[] {
  if (!element?.adHoc) return [undefined];
  const options = element.question?.options ?? [];
  return [...options.map(({ flow }) => ({ activate: [{ element: flow }] })), { done: true }];
}

/** Conditional events ask when a variable changes; some only when one of these does. */
function conditionNames(model: ProcessModel): string[] {
  const filters = model.elements.flatMap(({ eventDefinitions }) =>
    eventDefinitions.map(({ config }) => config.variableNames),
  );
  return filters.flatMap((names) => (Array.isArray(names) ? names.map(String) : []));
}

function happenings(state: InstanceState, names: string[]): Move[] {
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
    if (kind === 'condition') {
      const variables = Object.fromEntries([...names, SOMETHING].map((name) => [name, null]));
      const command: Command = { type: 'setVariables', elementInstance: state.key, variables, local: true };
      return [{ element, kind, command, at: state.at }];
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

/** The codes that a handler around an element waits for: who works on it may report them. */
function codesBy(
  type: 'error' | 'escalation',
  model: ProcessModel,
  elements: ReadonlyMap<string, ElementModel>,
): (element: string) => readonly string[] {
  const byPlace = new Map<string | null, string[]>();
  for (const handler of model.elements) {
    if (handler.attachedTo === undefined && handler.type !== 'startEvent') continue;
    // The start of an event subprocess hears what happens in the scope around that subprocess.
    const place = handler.attachedTo ?? elements.get(handler.parent ?? '')?.parent ?? null;
    const codes = handler.eventDefinitions
      .filter((definition) => definition.type === type)
      .map(({ config: { code } }) => (typeof code === 'string' ? code : ANY_CODE));
    if (codes.length > 0) byPlace.set(place, [...(byPlace.get(place) ?? []), ...codes]);
  }
  const known = new Map<string, readonly string[]>();
  return (element) => {
    let codes = known.get(element);
    if (!codes) {
      const found = new Set(byPlace.get(null));
      for (let at: string | null = element; at !== null; at = elements.get(at)?.parent ?? null)
        for (const code of byPlace.get(at) ?? []) found.add(code);
      codes = [...found];
      known.set(element, codes);
    }
    return codes;
  };
}
