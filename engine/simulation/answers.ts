// Completes waiting tasks and jobs of a trial with the answers that were given for their elements.
import {
  type Json,
  listenerIndex,
  lookUp,
  type ProcessModel,
  type Variables,
  values,
} from '../core/index.ts';
import type { Done, MemoryRuntime } from '../runtime/memoryRuntime.ts';

interface Answering {
  models: ProcessModel[];
  answers?: { [element: string]: Json };
  auto?: boolean;
}

type Answer = { kind: 'complete'; variables: Variables } | { kind: 'error'; code: string };

/** Completes the first open user task that has an answer. Undefined: none has. `taken` counts answers used. */
export function answerTasks(
  runtime: MemoryRuntime,
  request: Answering,
  taken: Map<string, number>,
): Done | undefined {
  for (const instanceKey of runtime.instances()) {
    for (const { key, element, because, asks } of values(runtime.state(instanceKey).userTasks)) {
      const answer =
        take(element, request, taken) ?? (request.auto ? firstOptions(request.models, asks) : undefined);
      if (!answer) continue;
      const userTask = { key };
      if (answer.kind === 'error')
        return runtime.submit(instanceKey, {
          type: 'throwUserTaskError',
          userTask,
          code: answer.code,
          variables: {},
        });
      const given = because === 'question' ? answerOf(element, answer.variables) : answer.variables;
      return runtime.submit(instanceKey, { type: 'completeUserTask', userTask, variables: given });
    }
  }
  return undefined;
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
      const byItself = request.auto || jobType.startsWith('cauce:');
      // Who listens to a task's end has nothing to do with what the task was answered.
      const given = listenerIndex(headers) === undefined ? take(element, request, taken) : undefined;
      const answer = given ?? (byItself ? { kind: 'complete' as const, variables: {} } : undefined);
      if (!answer) continue;
      if (answer.kind === 'error')
        return runtime.submit(instanceKey, {
          type: 'throwJobError',
          job: key,
          code: answer.code,
          variables: {},
        });
      return runtime.submit(instanceKey, { type: 'completeJob', job: key, variables: answer.variables });
    }
  }
  return undefined;
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
  const code = value.$error;
  return code === undefined ? { kind: 'complete', variables: value } : { kind: 'error', code: String(code) };
}

/** A gateway's own task may be answered by the flow's id alone, or under the gateway's id. */
function answerOf(gateway: string, variables: Variables): Variables {
  return Object.hasOwn(variables, gateway)
    ? variables
    : { ...variables, [gateway]: variables.answer ?? null };
}

function firstOptions(models: ProcessModel[], asks: string[] = []): Answer {
  const variables: Variables = {};
  for (const model of models) {
    for (const { id, question } of model.elements) {
      const first = question?.options[0]?.flow;
      if (asks.includes(id) && first !== undefined) variables[id] = question?.multiple ? [first] : first;
    }
  }
  return { kind: 'complete', variables };
}
