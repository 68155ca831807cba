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
  NOTE_NOBODY_ASKED: {
    es: 'Se esperaba a quién se le pregunta, pero no llegó nadie. Elija a una persona.',
    en: 'Expected whom the question is for, but nobody is named. Choose a person.',
  },
  NOTE_PERSON_UNKNOWN: {
    es: 'Se esperaba una persona activa, pero «{username}» no lo es. Revise cómo escribió su usuario.',
    en: 'Expected an active person, but “{username}” is none. Check how you wrote the username.',
  },
  NOTE_DOCUMENT_UNKNOWN: {
    es: 'Se esperaba un documento de este caso o recién subido por usted, pero {id} no lo es. Súbalo de nuevo.',
    en: 'Expected a document of this case or one that you have just uploaded, but {id} is neither. Upload it again.',
  },
  NOTE_REPLY_NOT_FOUND: {
    es: 'Se esperaba una nota de este caso a la que usted pueda responder, pero {key} no lo es. Vuelva a abrir el caso.',
    en: 'Expected a note of this case that you may answer, but {key} is none. Open the case again.',
  },
} satisfies { [code: string]: ProblemText };
