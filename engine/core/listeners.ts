// Who listens to the end of an element: jobs, one after another, between its outputs and the flows it takes (as in Zeebe).
import type { Node } from './executable.ts';
import type { Variables } from './json.ts';
import { leave } from './lifecycle.ts';
import type { Job } from './state.ts';
import { instanceOf, nodeOf, type Step } from './step.ts';
import { closeAll } from './subscriptions.ts';
import { propagate } from './variables.ts';
import { createJob } from './work.ts';

/** `zeebe:executionListener eventType="end"`; the type may be FEEL. */
export type EndListener = { jobType: string; retries: string; headers: { [name: string]: string } };

/** Header by which a listener's job is told from its element's own: `end`, and its position from 0. */
const HEADER = 'cauce:listener';

/** Creates the job of the end listener at `index`. False: there is none, and nothing keeps the element. */
export function listen(step: Step, node: Node, key: number, index: number): boolean {
  const listener = endListenersOf(node)[index];
  if (!listener) return false;
  // The element is done: no boundary event may take it back while its listeners run.
  closeAll(step, instanceOf(step, key));
  const headers = { ...listener.headers, [HEADER]: `end ${index}` };
  createJob(step, node, instanceOf(step, key), { ...listener, headers }, 'complete');
  return true;
}

/** A listener's job is done: the next one's turn, else the element leaves. False: the job was no listener's. */
export function hasListened(step: Step, job: Job, variables: Variables): boolean {
  const node = nodeOf(step, instanceOf(step, job.owner));
  const index = endListenersOf(node).length > 0 ? listenerIndex(job.headers) : undefined;
  if (index === undefined) return false;
  propagate(step, job.owner, variables);
  if (!listen(step, node, job.owner, index + 1)) leave(step, job.owner);
  return true;
}

/** Position of the end listener whose job has these headers; undefined for an element's own job. */
export function listenerIndex(headers: { [name: string]: string }): number | undefined {
  const found = Object.hasOwn(headers, HEADER) ? /^end (\d+)$/.exec(headers[HEADER] ?? '') : null;
  return found ? Number(found[1]) : undefined;
}

function endListenersOf(node: Node): EndListener[] {
  return (node.model?.config.endListeners ?? []) as EndListener[];
}
