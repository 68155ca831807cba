// What is said when a note cannot be written.
import type { ProblemText } from './problems.ts';

export const noteTexts = {
  NOTE_KIND_NOT_VALID: {
    es: 'Se esperaba que la clase de la nota fuera un nombre de letras y cifras, pero llegó «{kind}». Use uno como «comment».',
    en: 'Expected the kind of the note to be a name of letters and digits, but got “{kind}”. Use one such as “comment”.',
  },
  NOTE_TEXT_MISSING: {
    es: 'Se esperaba el texto de la nota, pero llegó vacío. Escriba qué quiere decir o adjunte un archivo.',
    en: 'Expected the text of the note, but it is empty. Write what you want to say or attach a file.',
  },
  NOTE_TEXT_TOO_LONG: {
    es: 'Se esperaban {most} caracteres como máximo, pero la nota tiene {length}. Acórtela o adjunte un documento.',
    en: 'Expected {most} characters at most, but the note has {length}. Shorten it or attach a document.',
  },
  NOTE_TARGET_NOT_FOUND: {
    es: 'Se esperaba que la nota fuera sobre algo de este caso, pero {key} no lo es. Elija una tarea o un paso del caso.',
    en: 'Expected the note to be about something in this case, but {key} is not. Choose a task or a step of the case.',
  },
} satisfies { [code: string]: ProblemText };
