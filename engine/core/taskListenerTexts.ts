// What is said while the listeners of a user task hear of something: the texts of the rejections.
import type { ProblemText } from './problems.ts';

export const taskListenerTexts = {
  USER_TASK_IN_TRANSITION: {
    es: 'Se esperaba una tarea libre de oyentes, pero aún atienden a lo que va a pasar con ella ({event}). Espere y vuelva a intentarlo.',
    en: 'Expected a task that nothing is about to happen to, but its listeners still hear of that ({event}). Wait and try again.',
  },
  CREATION_NOT_DENIED: {
    es: 'Se esperaba que la creación de la tarea {element} siguiera, pero el oyente la niega. Corrija sus datos o deje que se cree.',
    en: 'Expected the creation of task {element} to go on, but the listener denies it. Correct its data, or let it be created.',
  },
} satisfies { [code: string]: ProblemText };
