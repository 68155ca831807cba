// What resolving an incident does again. What was done already is not done a second time.
import { offerAgain } from './adHoc.ts';
import { remember } from './clockNotes.ts';
import { opened } from './conditions.ts';
import { queueTokens } from './continuation.ts';
import { openHandlers, takesHandlers } from './eventSubprocess.ts';
import type { Node } from './executable.ts';
import { finish, goOn, leave, run } from './lifecycle.ts';
import { listen } from './listeners.ts';
import { goOnStarved } from './settle.ts';
import type { ElementInstance, Incident } from './state.ts';
import { emit, instanceOf, isLive, nodeOf, type Step, touch } from './step.ts';
import { openEach } from './subscriptions.ts';
import { keys, lookUp } from './table.ts';
import { hearAgain } from './taskListeners.ts';

export function retry(step: Step, incident: Incident): void {
  if (incident.retry === 'job') {
    const job = incident.job === undefined ? undefined : lookUp(step.draft.jobs, incident.job);
    if (job && job.retries === 0) emit(step, { type: 'jobUpdated', key: job.key, retries: 1 });
    return;
  }
  if (incident.retry === 'join') {
    if (incident.code === 'JOIN_STARVED') return goOnStarved(step, instanceOf(step, incident.owner));
    touch(step, incident.owner);
    queueTokens(step);
    return;
  }
  if (incident.retry === 'clock') {
    touch(step, incident.owner);
    return remember(step, { what: 'asked', key: incident.owner });
  }
  const me = instanceOf(step, incident.owner);
  const node = nodeOf(step, me);
  if (incident.retry === 'condition') {
    for (const key of me.subscriptions)
      if (lookUp(step.draft.subscriptions, key)?.kind === 'condition') opened(step, key, me.key);
    touchScope(step, node, me);
    return;
  }
  if (incident.retry === 'transition') hearAgain(step, me.key);
  else if (incident.retry === 'offer') offer(step, node, me);
  else if (me.scope === 0) retryProcess(step, incident.retry);
  else if (incident.retry === 'complete') finish(step, me.key);
  else if (incident.retry === 'leave') leave(step, me.key);
  else if (incident.retry === 'work') goOn(step, node, me.key);
  else run(step, node, me.key, me.index === undefined ? node.behavior : node.inner);
}

/** While the incident kept it, the last of what a scope or a repetition holds may have gone. */
function touchScope(step: Step, node: Node, { key, scope, loop }: ElementInstance): void {
  if (scope === 0 || loop || node.inner.contains) touch(step, key);
}

/** What stands beside the work of an element that runs: events that somebody says have happened, and what comes next. */
function offer(step: Step, node: Node, me: ElementInstance): void {
  touchScope(step, node, me);
  if (me.index === undefined && !openEach(step, node.boundary, me.key)) return;
  if (node.handlers && takesHandlers(step, me) && !openEach(step, node.handlers, me.key)) return;
  if (node.model?.adHoc) offerAgain(step, node, me.key);
}

/** Before anything began, or after everything ended, it was a listener's. */
function retryProcess(step: Step, retry: Incident['retry']): void {
  const { root } = step.exe;
  const { key, children, heard } = instanceOf(step, step.draft.key);
  if (retry === 'complete') touch(step, key);
  else if (root.startListeners && !children?.size) listen(step, root, key, 'start', heard?.count ?? 0);
  else beginAgain(step);
}

function beginAgain(step: Step): void {
  const { root } = step.exe;
  const { key } = step.draft;
  if (openHandlers(step, root, key) !== 'ready') return;
  const { children } = instanceOf(step, key);
  for (const child of children ? keys(children) : []) {
    if (!isLive(step, child)) continue;
    const node = nodeOf(step, instanceOf(step, child));
    if (!node.model?.triggeredByEvent) run(step, node, child);
  }
}
