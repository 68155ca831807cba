// Listeners as the drawing gives them: `zeebe:executionListeners` of any element or process, `zeebe:taskListeners` of user tasks.
import type { ModdleElement } from 'bpmn-moddle';
import type { Listener, Listeners, TaskListeners } from '../core/listenerModel.ts';
import { headersIn } from '../core/taskHeaders.ts';
import { childrenOf, extensionOf, sourceNode, textOf } from './sourceNode.ts';

const EXECUTION_EVENTS = ['start', 'end'] as const;
const TASK_EVENTS = ['creating', 'assigning', 'updating', 'completing'] as const;

/** Modelers wrote these names for a time. */
const FORMER: { readonly [event: string]: string } = { assignment: 'assigning', complete: 'completing' };

export function listenersOf(source: ModdleElement): Listeners | undefined {
  return byEvent(source, 'zeebe:ExecutionListeners', EXECUTION_EVENTS);
}

export function taskListenersOf(source: ModdleElement): TaskListeners | undefined {
  return byEvent(source, 'zeebe:TaskListeners', TASK_EVENTS);
}

/** What a listener listens to: one of `ExecutionListener`'s or `TaskListener`'s events, or anything. */
export function eventOf(listener: ModdleElement): string {
  const event = textOf(listener, 'eventType') ?? '';
  return Object.hasOwn(FORMER, event) ? (FORMER[event] as string) : event;
}

/** Undefined where nobody listens to any of the events. A listener has the element's headers and its own. */
function byEvent<E extends string>(
  source: ModdleElement,
  type: string,
  events: readonly E[],
): { [event in E]?: Listener[] } | undefined {
  const holder = extensionOf(source, type);
  if (!holder) return undefined;
  const shared = extensionOf(source, 'zeebe:TaskHeaders');
  const headers = shared ? headersIn(sourceNode(shared)) : {};
  const found: { [event in E]?: Listener[] } = {};
  for (const each of childrenOf(holder, 'listeners')) {
    const event = events.find((one) => one === eventOf(each));
    const jobType = textOf(each, 'type') ?? '';
    if (!event || jobType === '') continue;
    const own = headersIn(sourceNode(each).child('headers'));
    const listener = { jobType, retries: textOf(each, 'retries') ?? '3', headers: { ...headers, ...own } };
    found[event] = [...(found[event] ?? []), listener];
  }
  return Object.keys(found).length > 0 ? found : undefined;
}
