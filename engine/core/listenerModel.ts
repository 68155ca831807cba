// Who listens to an element or a process, as the drawing says it.
import type { Expression } from './model.ts';

/** A job that is waited for; its type and retries may be FEEL. */
export interface Listener {
  jobType: Expression;
  retries: Expression;
  headers: { [name: string]: string };
}

/** `zeebe:executionListeners`: before the work of an element, and after it. */
export interface Listeners {
  start?: Listener[];
  end?: Listener[];
}

/** `zeebe:taskListeners` of a user task, by what is about to happen to it. */
export interface TaskListeners {
  creating?: Listener[];
  assigning?: Listener[];
  updating?: Listener[];
  completing?: Listener[];
}
