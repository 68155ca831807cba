// Ad-hoc subprocess: activities that people choose, as often and in the order they want (BPMN 2.0.2, 10.3.5 and 13.3.5).
//
// Who chooses: `activeElementsCollection` names what begins on entry; a worker does where the subprocess has a job.
// Without either a parallel one begins every activity that no flow leads to, so that all of them are on offer at once;
// a sequential one begins them one after another in the drawing's order, unless people work in it: they say which.
// `activateAdHoc` begins more at any time. It ends when the completion condition is true, or without one when nothing
// is active; where nothing is active and the condition is not true, people are asked what comes next.
import {
  begin,
  beginNext,
  conclude,
  createAdHocJob,
  enabledIds,
  end,
  isOffer,
  offer,
  withdraw,
} from '../adHoc.ts';
import { activityLeaves } from '../adHocCompletion.ts';
import type { ElementBehavior } from '../behavior.ts';
import type { Node } from '../executable.ts';
import { chosenFlows } from '../questions.ts';
import { notBoolean } from '../routing.ts';
import type { ElementInstance } from '../state.ts';
import { emit, evaluate, instanceOf, raise, type Step, touch } from '../step.ts';
import { setLocal, takeResults } from '../variables.ts';
import { jobConfig } from './serviceTask.ts';

export const adHocSubProcess: ElementBehavior = {
  contains: true,
  read: jobConfig,
  activate(step, node, me) {
    const { outputCollection, activeElements } = node.model?.adHoc ?? {};
    const listed = activeElements === undefined ? undefined : listOf(step, node, me, activeElements);
    if (listed === 'incident') return;
    if (outputCollection !== undefined && !me.variables?.[outputCollection])
      setLocal(step, me.key, { [outputCollection]: [] });
    touch(step, me.key);
    if (!listed && node.model?.config.jobType !== undefined) createAdHocJob(step, node, me.key);
    else if (!listed && asksPeople(node)) offer(step, node, me.key);
    else begin(step, node, me.key, elementsOf(listed ?? enabledIds(node)));
  },
  /** People chose, or a worker did. */
  trigger(step, node, me, what, variables) {
    takeResults(step, node.model, me.key, variables);
    touch(step, me.key);
    if (what.kind !== 'job') {
      const chosen = chosenFlows(step, node, me) ?? [];
      if (chosen.length > 0) return begin(step, node, me.key, elementsOf(chosen));
      return end(step, node, me.key, false);
    }
    const { activate = [], done = false, cancelRemaining = false } = what.adHoc ?? {};
    if (done) end(step, node, me.key, cancelRemaining);
    else begin(step, node, me.key, activate);
  },
  childLeaves: activityLeaves,
  emptied(step, node, { key }) {
    const me = instanceOf(step, key);
    if (me.chosen?.last) return conclude(step, node, key);
    if (me.chosen && me.chosen.elements.length > 0) return beginNext(step, node, key);
    if (me.userTasks.some((task) => isOffer(step, node, task)) || me.jobs.length > 0) return;
    const { completionCondition } = node.model?.adHoc ?? {};
    if (completionCondition === undefined) return conclude(step, node, key);
    const done = evaluate(step, completionCondition, key);
    if (!done.ok) return raise(step, key, 'join', done);
    if (done.value !== null && typeof done.value !== 'boolean')
      return raise(step, key, 'join', notBoolean(completionCondition, done.value));
    if (done.value === true || node.starts.length === 0) conclude(step, node, key);
    else offer(step, node, key);
  },
  /** An interrupting event subprocess took the place of the content: nothing begins any more. */
  interrupted(step, node, { key }) {
    withdraw(step, node, key);
    emit(step, { type: 'activitiesChosen', scope: key, elements: [], last: true });
  },
};

const PEOPLES_WORK = new Set(['task', 'userTask', 'manualTask']);

function asksPeople(node: Node): boolean {
  if (!node.model?.adHoc?.sequential) return false;
  return node.starts.some(({ model }) => PEOPLES_WORK.has(model?.type ?? ''));
}

function elementsOf(ids: readonly string[]): { element: string }[] {
  return ids.map((element) => ({ element }));
}

/** The ids that the expression lists; each must be one that can begin. */
function listOf(step: Step, node: Node, me: ElementInstance, expression: string): string[] | 'incident' {
  const result = evaluate(step, expression, me.key);
  const enabled = enabledIds(node);
  if (result.ok && Array.isArray(result.value)) {
    const element = result.value.find((each) => typeof each !== 'string' || !enabled.includes(each));
    if (element === undefined) return result.value as string[];
    raise(step, me.key, 'activate', { code: 'AD_HOC_ACTIVITY_UNKNOWN', values: { element, enabled } });
  } else if (result.ok) {
    const values = { expression, result: result.value };
    raise(step, me.key, 'activate', { code: 'COLLECTION_NOT_A_LIST', values });
  } else raise(step, me.key, 'activate', result);
  return 'incident';
}
