// A user task that a person has done: its element goes on with what was given.
import { fireHandler, isHandler } from './handlers.ts';
import type { Variables } from './json.ts';
import { resume } from './lifecycle.ts';
import { takeAnswers } from './questions.ts';
import type { UserTask } from './state.ts';
import { emit, instanceOf, type Step } from './step.ts';

export function endUserTask(step: Step, task: UserTask, given: Variables): void {
  const results = takeAnswers(step, task, given);
  emit(step, { type: 'userTaskCompleted', key: task.key });
  const handler = step.exe.nodes.get(task.element);
  if (isHandler(handler)) fireHandler(step, handler, task.owner, results);
  else resume(step, instanceOf(step, task.owner), { kind: 'userTask', userTask: task }, results);
}
