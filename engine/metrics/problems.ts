// Every complaint about indicators and imported figures: a code, its values, and the text in both languages.
import type { Json } from '../core/json.ts';

export interface MetricProblem {
  code: MetricProblemCode;
  values: { [name: string]: Json };
}

export const metricProblems = {
  INDICATOR_SHAPE: {
    es: 'Se esperaba {expected} en «{path}» del indicador {id}, pero se encontró {found}. Corrija ese campo.',
    en: 'Expected {expected} at "{path}" of indicator {id}, but found {found}. Correct that field.',
  },
  INDICATOR_UNKNOWN_FIELD: {
    es: 'Se esperaba uno de estos campos: {known}, pero el indicador {id} tiene «{path}». Quítelo o corrija su nombre.',
    en: 'Expected one of these fields: {known}, but indicator {id} has "{path}". Remove it or correct its name.',
  },
  INDICATOR_TWICE: {
    es: 'Se esperaba cada indicador una vez, pero {id} está dos veces en el archivo. Deje uno.',
    en: 'Expected each indicator once, but {id} is there twice in the file. Keep one.',
  },
  INDICATOR_MEASURES: {
    es: 'Se esperaba una sola de estas medidas: count, sum, mean, distribution, distinct o last, pero «{path}» del indicador {id} tiene {found}. Deje una y haga otro agregado para la otra.',
    en: 'Expected one of these measures: count, sum, mean, distribution, distinct or last, but "{path}" of indicator {id} has {found}. Keep one and make another aggregate for the other.',
  },
  INDICATOR_EXPRESSION: {
    es: 'Se esperaba una expresión FEEL en «{path}» del indicador {id}, pero «{expression}» no lo es cerca de «{near}» ({problem}). Corríjala.',
    en: 'Expected a FEEL expression at "{path}" of indicator {id}, but "{expression}" is none near "{near}" ({problem}). Correct it.',
  },
  INDICATOR_NAME_UNKNOWN: {
    es: 'Se esperaba un nombre conocido en «{path}» del indicador {id}, pero usa «{name}». Hay: {known}. Corríjalo, o declárelo en «reads» o «parameters».',
    en: 'Expected a known name at "{path}" of indicator {id}, but it uses "{name}". There are: {known}. Correct it, or declare it in "reads" or "parameters".',
  },
  INDICATOR_AGGREGATE_UNUSED: {
    es: 'Se esperaba que la fórmula del indicador {id} usara cada agregado, pero no usa «{name}». Úselo o quítelo; si está en ella, cámbiele el nombre, que es el de una función de FEEL.',
    en: 'Expected the formula of indicator {id} to use each aggregate, but it does not use "{name}". Use it or remove it; where it is there, rename it, for a function of FEEL has that name.',
  },
  INDICATOR_LOOKUP: {
    es: 'Se esperaba una expresión que solo use los hechos, pero «{expression}» consulta otra cosa. Quite la consulta.',
    en: 'Expected an expression over facts alone, but "{expression}" looks something else up. Remove the look-up.',
  },
  FACTS_SHAPE: {
    es: 'Se esperaba {expected} en «{path}» de facts.json, pero se encontró {found}. Corrija ese campo.',
    en: 'Expected {expected} at "{path}" of facts.json, but found {found}. Correct that field.',
  },
} as const satisfies Record<string, { es: string; en: string }>;

export type MetricProblemCode = keyof typeof metricProblems;
