// Completes waiting tasks and jobs of a trial with the answers that were given for their elements.
import {
  type Command,
  type InstanceState,
  type Json,
  listenerOf,
  lookUp,
  type ProcessModel,
  type Variables,
  values,
} from '../core/index.ts';
import type { Done, MemoryRuntime } from '../runtime/memoryRuntime.ts';
import { nextOptions } from './nextOptions.ts';

export interface Answering {
  models: ProcessModel[];
  /** By element id: what completing it gives; a list where it is completed several times; `{"$error": "CODE"}`. */
  answers?: { [element: string]: Json };
  /**
   * Completes what has no answer, with the first option of each question and of each variable that conditions need. Who
   * comes by again takes the next option, lest a loop be gone round for ever.
   */
  auto?: boolean;
  /** Also says that a message came which another pool may still send. */
  late?: boolean;
  /** This element alone, which completes with no variables where it has no answer. */
  only?: string;
  /** The flows chosen for the next visit of a gateway that asks. */
  answerOf?(gateway: string): string[] | undefined;
}

type Answer =
  | { kind: 'complete'; variables: Variables; adHoc?: AdHocDecision }
  | { kind: 'error'; code: string };

type AdHocDecision = NonNullable<Extract<Command, { type: 'completeJob' }>['adHoc']>;

/** Completes the first open user task that has an answer. Undefined: none has. `taken` counts answers used. */
export function answerTasks(
  runtime: MemoryRuntime,
  request: Answering,
  taken: Map<string, number>,
): Done | undefined {
  for (const instanceKey of runtime.instances()) {
    const state = runtime.state(instanceKey);
    for (const { key, owner, element, because, asks } of values(state.userTasks)) {
      if (request.only !== undefined && request.only !== element) continue;
      const isQuestion = because === 'question' || because === 'adHoc';
      const chosen = isQuestion ? choices([element], request) : undefined;
      const given = take(element, request, taken) ?? (chosen && completion(chosen));
      const answer =
        given ??
        (request.auto && (request.late || because !== 'occurrence' || !isAwaited(state, owner, element))
          ? completion(nextOptions(request.models, { state, owner, element, asks, taken }))
          : undefined) ??
        (request.only === undefined ? undefined : completion({}));
      if (!answer) continue;
      const userTask = { key };
      if (answer.kind === 'error')
        return runtime.submit(instanceKey, {
          type: 'throwUserTaskError',
          userTask,
          code: answer.code,
          variables: {},
        });
      const variables = isQuestion
        ? answerOf(element, { ...answer.variables, ...chosen })
        : { ...answer.variables, ...choices(asks ?? [], request) };
      return runtime.submit(instanceKey, { type: 'completeUserTask', userTask, variables });
    }
  }
  return undefined;
}

/** Whether a message of another pool would say that it happened. */
function isAwaited(state: InstanceState, owner: number, element: string): boolean {
  const open = lookUp(state.elements, owner)?.subscriptions ?? [];
  return open.some((key) => {
    const found = lookUp(state.subscriptions, key);
    return found?.element === element && !found.clock;
  });
}

/** Connectors of the product that have nothing to answer here complete by themselves. */
export function answerJobs(
  runtime: MemoryRuntime,
  request: Answering,
  taken: Map<string, number>,
): Done | undefined {
  for (const instanceKey of runtime.instances()) {
    const state = runtime.state(instanceKey);
    for (const { key, element, jobType, headers } of values(state.jobs)) {
      if (lookUp(state.jobs, key)?.retries === 0) continue;
      if (request.only !== undefined && request.only !== element) continue;
      const byItself = request.auto || request.only !== undefined || jobType.startsWith('cauce:');
      // Who listens to a task's end has nothing to do with what the task was answered.
      const given = listenerOf(headers) === undefined ? take(element, request, taken) : undefined;
      const answer = given ?? (byItself ? completion({}) : undefined);
      if (!answer) continue;
      if (answer.kind === 'error')
        return runtime.submit(instanceKey, {
          type: 'throwJobError',
          job: key,
          code: answer.code,
          variables: {},
        });
      const { kind: _, ...done } = answer;
      return runtime.submit(instanceKey, { type: 'completeJob', job: key, ...done });
    }
  }
  return undefined;
}

function completion(variables: Variables): Answer {
  return { kind: 'complete', variables };
}

/** What was chosen for these gateways, as their question's answers; undefined: nothing. */
function choices(gateways: readonly string[], request: Answering): Variables | undefined {
  const variables: Variables = {};
  for (const gateway of gateways) {
    const flows = request.answerOf?.(gateway);
    if (flows) variables[gateway] = flows;
  }
  return Object.keys(variables).length > 0 ? variables : undefined;
}

function take(element: string, { answers }: Answering, taken: Map<string, number>): Answer | undefined {
  if (!answers || !Object.hasOwn(answers, element)) return undefined;
  const given = answers[element] as Json;
  const used = taken.get(element) ?? 0;
  const answer = Array.isArray(given) ? given[used] : used === 0 ? given : undefined;
  // One answer that is no list serves every completion: a loop would otherwise stop at its second turn.
  const value = answer ?? (Array.isArray(given) ? undefined : given);
  if (value === undefined) return undefined;
  taken.set(element, used + 1);
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return { kind: 'complete', variables: { [element]: value } };
  const { $error: code, $adHoc: adHoc, ...variables } = value;
  if (adHoc !== undefined) return { kind: 'complete', variables, adHoc: adHoc as AdHocDecision };
  return code === undefined ? { kind: 'complete', variables: value } : { kind: 'error', code: String(code) };
}

/** A gateway's own task may be answered by the flow's id alone, or under the gateway's id. */
function answerOf(gateway: string, variables: Variables): Variables {
  return Object.hasOwn(variables, gateway)
    ? variables
    : { ...variables, [gateway]: variables.answer ?? null };
}
