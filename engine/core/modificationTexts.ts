// What is said when a running instance cannot be changed by hand as somebody asked.
import type { ProblemText } from './problems.ts';

export const modificationTexts = {
  MODIFICATION_ELEMENT_UNKNOWN: {
    es: 'Se esperaba un elemento del diagrama, pero {element} no está en él. Revise el identificador.',
    en: 'Expected an element of the drawing, but {element} is not in it. Check the id.',
  },
  MODIFICATION_ELEMENT_NOT_ACTIVATABLE: {
    es: 'Se esperaba un elemento que pueda empezar por sí mismo, pero {element} ({type}) empieza solo por su evento. Active lo que le sigue.',
    en: 'Expected an element that can begin by itself, but {element} ({type}) begins by its event alone. Activate what follows it.',
  },
  MODIFICATION_NOTHING_RUNS: {
    es: 'Se esperaba que {element} estuviera en curso, pero no lo está. Consulte dónde está el caso.',
    en: 'Expected {element} to run, but it does not. Look where the case stands.',
  },
  MODIFICATION_SCOPE_AMBIGUOUS: {
    es: 'Se esperaba un solo {scope} en curso para {element}, pero hay {count}. Indique cuál con la clave de su ejecución.',
    en: 'Expected one running {scope} for {element}, but there are {count}. Choose one by the key of its element instance.',
  },
  MODIFICATION_SCOPE_WRONG: {
    es: 'Se esperaba algo en curso que contenga {element}, pero {scope} ({key}) no lo contiene. Elija un subproceso a su alrededor.',
    en: 'Expected something running that holds {element}, but {scope} ({key}) does not. Choose a subprocess around it.',
  },
  MODIFICATION_SCOPE_UNKNOWN: {
    es: 'Se esperaba que las variables fueran de {element} o de algo a su alrededor, pero llegó {scope}. Corrija el ámbito.',
    en: 'Expected the variables to be of {element} or of something around it, but got {scope}. Correct the scope.',
  },
  MODIFICATION_INSIDE_REPEATED: {
    es: 'Se esperaba una repetición en curso de {scope} para {element}, pero no hay ninguna. Active {scope}, que empieza todas.',
    en: 'Expected a running iteration of {scope} for {element}, but there is none. Activate {scope}, which begins all of them.',
  },
  MODIFICATION_SCOPE_NOT_ENTERED: {
    es: 'Se esperaba poder entrar en {scope}, pero no se pudo[: {reason}]. Corrija las variables y repita; nada cambió.',
    en: 'Expected to enter {scope}, but that failed[: {reason}]. Correct the variables and repeat; nothing was changed.',
  },
} satisfies { [code: string]: ProblemText };
