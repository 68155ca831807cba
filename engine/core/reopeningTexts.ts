// What is said when an ended instance cannot go on as somebody asked.
import type { ProblemText } from './problems.ts';

export const reopeningTexts = {
  REOPENING_NOT_ENDED: {
    es: 'Se esperaba un caso cerrado, pero {key} sigue en curso. Para cambiar dónde está, muévalo.',
    en: 'Expected a closed case, but {key} still runs. To change where it stands, move it.',
  },
  REOPENING_CALLED: {
    es: 'Se esperaba el proceso principal de un caso, pero {key} fue llamado por otro, que ya siguió. Reabra el principal.',
    en: 'Expected the main process of a case, but {key} was called by another, which has gone on. Reopen the main one.',
  },
  REOPENING_NOWHERE: {
    es: 'Se esperaba al menos un paso en el que {key} continúe, pero no llegó ninguno. Elija uno.',
    en: 'Expected at least one step at which {key} goes on, but none was given. Choose one.',
  },
} satisfies { [code: string]: ProblemText };
