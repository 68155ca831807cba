// User task: waits for a person, with an assignment, dates, a priority and a form.
import type { ElementBehavior } from '../behavior.ts';
import type { Json } from '../json.ts';
import { createUserTask } from '../work.ts';

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
    return config;
  },
  activate: (step, node, me) => createUserTask(step, node, me),
};
