// What is said of the check itself, not of the drawing.
import type { ProblemText } from '../problemSentence.ts';

export const checkTexts = {
  LINT_STOPPED: {
    es: 'Se esperaba revisar la solidez en {limit} s, pero tardó más y quedó sin revisar; divida el proceso en subprocesos o actividades de llamada.',
    en: 'Expected to check soundness within {limit} s, but it took longer and is left unchecked; divide the process into called processes.',
  },
} as const satisfies Record<string, ProblemText>;
