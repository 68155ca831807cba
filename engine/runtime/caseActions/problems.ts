// What is said when something cannot be done to a case by hand.

export const caseActionTexts = {
  CASE_REASON_MISSING: {
    es: 'Se esperaba el motivo, pero llegó vacío. Escriba por qué lo hace; queda en la historia del caso.',
    en: 'Expected the reason, but it is empty. Write why you do it; it stays in the history of the case.',
  },
  CASE_NOT_OPEN: {
    es: 'Se esperaba un caso en curso, pero {key} ya está cerrado. Reábralo primero.',
    en: 'Expected an open case, but {key} is closed. Reopen it first.',
  },
  MERGING_INTO_CLOSED: {
    es: 'Se esperaba que el caso que sigue estuviera en curso, pero {number} está cerrado. Reábralo primero o elija otro.',
    en: 'Expected the case that stays to be open, but {number} is closed. Reopen it first or choose another.',
  },
  CASE_VALUE_CHANGED: {
    es: 'Se esperaba que «{name}» siguiera como usted lo vio, pero alguien lo cambió. Revise el valor de ahora y decida de nuevo.',
    en: 'Expected “{name}” to be as you saw it, but somebody has changed it. Look at its value now and decide again.',
  },
  CASE_VALUE_SAME: {
    es: 'Se esperaba otro valor para «{name}», pero es el que ya tiene. Escriba el que debe ser.',
    en: 'Expected another value for “{name}”, but it is what it has already. Write what it should be.',
  },
};
