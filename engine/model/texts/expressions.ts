// What is said about expressions that are not FEEL, in Spanish and English, each with what to do.
import type { ProblemText } from '../../core/problems.ts';

export const expressionTexts = {
  FEEL_SYNTAX: {
    es: 'Se esperaba una expresión FEEL, pero «{expression}» no lo es cerca de «{near}» (posición {position}); corríjala, o quite el «=» si es texto.',
    en: 'Expected a FEEL expression, but "{expression}" is none near "{near}" (position {position}); correct it, or remove the "=" if it is text.',
  },
  FEEL_UNKNOWN_FUNCTION: {
    es: 'Se esperaba una función conocida, pero «{expression}» llama a «{near}»; revise su nombre o use una función de FEEL.',
    en: 'Expected a known function, but "{expression}" calls "{near}"; check its name or use a function of FEEL.',
  },
  FEEL_EXTERNAL_FUNCTION: {
    es: 'Se esperaba una función escrita en FEEL, pero «{expression}» usa una externa en «{near}»; reescríbala en FEEL o use una tarea de servicio.',
    en: 'Expected a function written in FEEL, but "{expression}" uses an external one in "{near}"; rewrite it in FEEL or use a service task.',
  },
  FEEL_BAD_TEMPORAL: {
    es: 'Se esperaba una fecha, hora o duración ISO 8601, pero «{expression}» dice «{near}»; corríjala.',
    en: 'Expected an ISO 8601 date, time or duration, but "{expression}" says "{near}"; correct it.',
  },
  FEEL_TOO_LONG: {
    es: 'Se esperaba una expresión de hasta {limit} caracteres, pero es más larga; divídala o llévela a una tabla de decisión.',
    en: 'Expected an expression of at most {limit} characters, but it is longer; split it or move it to a decision table.',
  },
  FEEL_TOO_NESTED: {
    es: 'Se esperaban hasta {limit} niveles de anidamiento, pero «{expression}» tiene más; divídala.',
    en: 'Expected at most {limit} levels of nesting, but "{expression}" has more; split it.',
  },
  FEEL_NAME_TOO_LONG: {
    es: 'Se esperaban hasta {limit} palabras seguidas, pero «{expression}» tiene más; si es texto, póngalo entre comillas.',
    en: 'Expected at most {limit} words in a row, but "{expression}" has more; if it is text, put it in quotes.',
  },
} satisfies Record<string, ProblemText>;
