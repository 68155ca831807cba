// What is said of the check itself, and of a draft's files together.
import type { ProblemText } from '../problemSentence.ts';

export const checkTexts = {
  LINT_STOPPED: {
    es: 'Se esperaba revisar la solidez en {limit} s, pero tardó más y quedó sin revisar; divida el proceso en subprocesos o actividades de llamada.',
    en: 'Expected to check soundness within {limit} s, but it took longer and is left unchecked; divide the process into called processes.',
  },
  DRAFT_LINK_MISSING: {
    es: 'Se esperaba «{id}» ({kind}) entre los archivos del borrador, pero no está; elija uno de los que hay, créelo, o despliéguelo aparte.',
    en: 'Expected "{id}" ({kind}) among the files of the draft, but it is not there; choose one of those that are, create it, or deploy it apart.',
  },
} as const satisfies Record<string, ProblemText>;
