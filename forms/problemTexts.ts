// What is said about a form that cannot be deployed as it is, in Spanish and English, each with what to do.
import type { Json } from '../engine/core/json.ts';
import type { Problem } from '../engine/core/problem.ts';
import type { Locale } from './messages/messages.ts';

export const formProblemTexts = {
  FORM_MALFORMED: {
    es: 'Se esperaba un formulario (un objeto JSON con «components»), pero {detail}; expórtelo de nuevo desde el editor de formularios.',
    en: 'Expected a form (a JSON object with "components"), but {detail}; export it again from the form editor.',
  },
  FORM_TOO_LARGE: {
    es: 'Se esperaban hasta {limit} {what}, pero hay más; divida el formulario en varias tareas.',
    en: 'Expected at most {limit} {what}, but there are more; split the form over several tasks.',
  },
  FORM_VERSION_NEWER: {
    es: 'Se esperaba un esquema de versión {known} o anterior, pero es {version}; se leyó, pero revise que el formulario se vea como en el editor.',
    en: 'Expected a schema of version {known} or older, but it is {version}; it was read, but check that the form looks as in the editor.',
  },
  FORM_ID_MISSING: {
    es: 'Se esperaba un identificador de formulario, pero no hay; se usa «{used}», el nombre del archivo. Póngale uno para que las tareas lo encuentren.',
    en: 'Expected a form id, but there is none; "{used}", the name of the file, is used. Give it one so that tasks find it.',
  },
  FORM_FIELD_TYPE_UNKNOWN: {
    es: 'Se esperaba un tipo de campo conocido, pero es «{type}»; use uno de: {known}.',
    en: 'Expected a known type of field, but it is "{type}"; use one of: {known}.',
  },
  FORM_KEY_MISSING: {
    es: 'Se esperaba una clave que diga en qué variable se guarda la respuesta, pero el campo no tiene; escríbala en «{property}».',
    en: 'Expected a key that says which variable holds the answer, but the field has none; write it in "{property}".',
  },
  FORM_KEY_INVALID: {
    es: 'Se esperaba una clave de letras sin tilde, cifras y guiones bajos, separadas por puntos, pero es «{key}»; cámbiela, por ejemplo a «datos.nombre».',
    en: 'Expected a key of plain letters, digits and underscores, separated by dots, but it is "{key}"; change it, for example to "person.name".',
  },
  FORM_KEY_FORBIDDEN: {
    es: 'Se esperaba otra clave, pero «{key}» tiene un significado propio en JavaScript o en esta página; póngale otro nombre.',
    en: 'Expected another key, but "{key}" has a meaning of its own in JavaScript or on this page; give it another name.',
  },
  FORM_KEY_DUPLICATE: {
    es: 'Se esperaba una clave por campo, pero «{key}» está dos veces; cambie una de las dos.',
    en: 'Expected one key a field, but "{key}" is there twice; change one of them.',
  },
  FORM_KEY_CONFLICT: {
    es: 'Se esperaba que «{key}» fuera una respuesta o un grupo, pero «{other}» la usa de la otra manera; cambie una de las dos claves.',
    en: 'Expected "{key}" to be either an answer or a group, but "{other}" uses it the other way; change one of the keys.',
  },
  FORM_PROPERTY_INVALID: {
    es: 'Se esperaba {expected} en «{property}», pero hay otra cosa; corríjalo en el panel de propiedades.',
    en: 'Expected {expected} in "{property}", but there is something else; correct it in the properties panel.',
  },
  FORM_EXPRESSION_INVALID: {
    es: 'Se esperaba una expresión FEEL en «{property}», pero «{expression}» no se puede leer ({reason}); corríjala.',
    en: 'Expected a FEEL expression in "{property}", but "{expression}" cannot be read ({reason}); correct it.',
  },
  FORM_TEMPLATE_UNCLOSED: {
    es: 'Se esperaba que cada {{#if}} y {{#loop}} de «{property}» se cerrara, pero alguno queda abierto o hay más de 8 niveles; ciérrelo o simplifique.',
    en: 'Expected each {{#if}} and {{#loop}} of "{property}" to be closed, but one is open or there are more than 8 levels; close it or simplify.',
  },
  FORM_PATTERN_TOO_LONG: {
    es: 'Se esperaba una expresión regular de hasta {max} caracteres, pero tiene {length}; acórtela.',
    en: 'Expected a regular expression of at most {max} characters, but it has {length}; shorten it.',
  },
  FORM_PATTERN_INVALID: {
    es: 'Se esperaba una expresión regular de RE2, pero «{pattern}» no lo es; corríjala, y no use miradas (?=, ?<=) ni referencias (\\1).',
    en: 'Expected a regular expression of RE2, but "{pattern}" is none; correct it, and use no lookarounds (?=, ?<=) nor references (\\1).',
  },
  FORM_OPTIONS_MISSING: {
    es: 'Se esperaban opciones para elegir, pero no hay; escriba «values», o de dónde salen en «valuesKey» o «valuesExpression».',
    en: 'Expected options to choose from, but there are none; write "values", or where they come from in "valuesKey" or "valuesExpression".',
  },
  FORM_OPTION_INVALID: {
    es: 'Se esperaba que cada opción tuviera «value», pero a una le falta; complétela o bórrela.',
    en: 'Expected each option to have a "value", but one has none; complete it or delete it.',
  },
  FORM_OPTION_DUPLICATE: {
    es: 'Se esperaban opciones distintas, pero «{value}» está dos veces; cambie una.',
    en: 'Expected different options, but "{value}" is there twice; change one.',
  },
  FORM_ADDRESS_NOT_HTTPS: {
    es: 'Se esperaba una dirección https en «{property}», pero es «{address}»; no se mostrará. Use una que empiece por https.',
    en: 'Expected an https address in "{property}", but it is "{address}"; it will not be shown. Use one that starts with https.',
  },
  FORM_ACTION_IGNORED: {
    es: 'Se esperaba un botón que envíe o limpie (submit, reset), pero hace «{action}»; no se mostrará.',
    en: 'Expected a button that sends or clears (submit, reset), but it does "{action}"; it will not be shown.',
  },
} as const satisfies Record<string, { es: string; en: string }>;

export type FormProblemCode = keyof typeof formProblemTexts;

/** The problem as one sentence, with what to do; one whose code is not of forms reads as its code and values. */
export function renderFormProblem(problem: Pick<Problem, 'code' | 'values'>, locale: Locale): string {
  if (!isFormProblem(problem.code)) return `${problem.code} ${JSON.stringify(problem.values)}`;
  return formProblemTexts[problem.code][locale].replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value: Json | undefined = Object.hasOwn(problem.values, name) ? problem.values[name] : undefined;
    if (value === undefined) return whole;
    return typeof value === 'string' ? value : JSON.stringify(value);
  });
}

function isFormProblem(code: string): code is FormProblemCode {
  return Object.hasOwn(formProblemTexts, code);
}
