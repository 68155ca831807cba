// User task: waits for a person, with an assignment, dates, a priority and a form.
import type { ElementBehavior } from '../behavior.ts';
import type { Json } from '../json.ts';
import type { EndListener } from '../listeners.ts';
import type { SourceNode } from '../model.ts';
import { createUserTask } from '../work.ts';
import { headersIn } from './serviceTask.ts';

export const userTask: ElementBehavior = {
  read(source) {
    const assignment = source.extension('zeebe:AssignmentDefinition');
    const schedule = source.extension('zeebe:TaskSchedule');
    const form = source.extension('zeebe:FormDefinition');
    const config: { [name: string]: Json } = {};
    const copy = (name: string, value: string | undefined) => {
      if (value !== undefined && value !== '') config[name] = value;
    };
    copy('assignee', assignment?.text('assignee'));
    copy('candidateGroups', assignment?.text('candidateGroups'));
    copy('candidateUsers', assignment?.text('candidateUsers'));
    copy('dueDate', schedule?.text('dueDate'));
    copy('followUpDate', schedule?.text('followUpDate'));
    copy('priority', source.extension('zeebe:PriorityDefinition')?.text('priority'));
    copy('formId', form?.text('formId'));
    copy('externalForm', form?.text('externalReference'));
    const endListeners = endListenersIn(source);
    if (endListeners.length > 0) config.endListeners = endListeners;
    return config;
  },
  activate: (step, node, me) => createUserTask(step, node, me),
};

/** `zeebe:executionListener eventType="end"`, each with the task's headers and its own. */
function endListenersIn(source: SourceNode): EndListener[] {
  const headers = headersIn(source.extension('zeebe:TaskHeaders'));
  const listeners = source.extension('zeebe:ExecutionListeners')?.children('listeners') ?? [];
  return listeners.flatMap((listener) => {
    const jobType = listener.text('type') ?? '';
    if (listener.text('eventType') !== 'end' || jobType === '') return [];
    const own = headersIn(listener.child('headers'));
    return [{ jobType, retries: listener.text('retries') ?? '3', headers: { ...headers, ...own } }];
  });
}
