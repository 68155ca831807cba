// Execution listeners: jobs, one after another, before an element does its work and after it has done it (as in Zeebe).
import { isPassedOver } from './connected.ts';
import type { Heard } from './events.ts';
import type { Node } from './executable.ts';
import { begin } from './instanceCommands.ts';
import type { Variables } from './json.ts';
import { goOn, leave } from './lifecycle.ts';
import { completeProcess } from './settle.ts';
import type { Job } from './state.ts';
import { instanceOf, nodeOf, type Step } from './step.ts';
import { closeAll } from './subscriptions.ts';
import { propagate, setLocal } from './variables.ts';
import { createJob } from './work.ts';

export type ListenerEvent = 'start' | 'end' | 'creating' | 'assigning' | 'updating' | 'completing';

/** Header by which a listener's job is told from its element's own: the event, and its position from 0. */
export const LISTENER_HEADER = 'cauce:listener';

/**
 * Creates the job of the listener at `index`. False: there is none, and nothing keeps the element. Start listeners come
 * after the inputs, end listeners between the outputs and the flows. `at`: where a process is to begin.
 */
export function listen(
  step: Step,
  node: Node,
  key: number,
  event: 'start' | 'end',
  index: number,
  at = '',
): boolean {
  const listener = (event === 'start' ? node.startListeners : node.endListeners)?.[index];
  if (!listener) return false;
  const { jobType, headers: drawn } = listener;
  if (isPassedOver(step, jobType, drawn)) return listen(step, node, key, event, index + 1, at);
  // The element is done: no boundary event may take it back while its listeners run.
  if (event === 'end') closeAll(step, instanceOf(step, key));
  const headers = { ...listener.headers, [LISTENER_HEADER]: `${event} ${index}${at && ` ${at}`}` };
  const retry = event === 'start' ? 'activate' : 'complete';
  createJob(step, node, instanceOf(step, key), { ...listener, headers }, retry);
  return true;
}

/** A listener's job is done: the next one's turn, else the element goes on. False: the job was no execution listener's. */
export function hasListened(step: Step, job: Job, variables: Variables): boolean {
  const owner = instanceOf(step, job.owner);
  const node = nodeOf(step, owner);
  if (node.startListeners === undefined && node.endListeners === undefined) return false;
  const heard = listenerOf(job.headers);
  if (heard?.event !== 'start' && heard?.event !== 'end') return false;
  if (heard.event === 'start' || owner.scope === 0) setLocal(step, owner.key, variables);
  else propagate(step, owner.scope, variables);
  if (listen(step, node, owner.key, heard.event, heard.index + 1, heard.at)) return true;
  const { event, at } = heard;
  if (owner.scope !== 0) event === 'start' ? goOn(step, node, owner.key) : leave(step, owner.key);
  else if (event === 'start') begin(step, at);
  else completeProcess(step);
  return true;
}

/** True: some have heard before an incident kept its element, which goes on with the next of them. */
export function goesOnListening(step: Step, node: Node, key: number, event: 'start' | 'end'): boolean {
  const { heard } = instanceOf(step, key);
  if (heard?.event !== event) return false;
  if (!listen(step, node, key, event, heard.count))
    event === 'start' ? goOn(step, node, key) : leave(step, key);
  return true;
}

/** How many listeners have heard once this job is done; undefined where it is no execution listener's. */
export function heardBy({ headers }: Job): Heard | undefined {
  const heard = listenerOf(headers);
  if (heard?.event !== 'start' && heard?.event !== 'end') return undefined;
  return { event: heard.event, count: heard.index + 1 };
}

/** What a job's headers say of the listener that it belongs to; undefined for an element's own job. */
export function listenerOf(headers: {
  [name: string]: string;
}): { event: ListenerEvent; index: number; at: string } | undefined {
  const text = Object.hasOwn(headers, LISTENER_HEADER) ? headers[LISTENER_HEADER] : undefined;
  if (text === undefined) return undefined;
  const found = /^(start|end|creating|assigning|updating|completing) (\d+)(?: (.+))?$/.exec(text);
  return found
    ? { event: found[1] as ListenerEvent, index: Number(found[2]), at: found[3] ?? '' }
    : undefined;
}
