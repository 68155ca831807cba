// Everything that can be wrong with figures that somebody brings, in both languages.
import type { Json } from '../../core/json.ts';

export interface FigureProblem {
  severity: 'error' | 'warning';
  code: FigureProblemCode;
  values: { [name: string]: Json };
}

export const figureProblems = {
  FIGURES_SHAPE: {
    es: 'Se esperaba una lista de cifras, o un objeto con «figures», cada una un objeto[ (elemento {item})], pero hay otra cosa; corríjala.',
    en: 'Expected a list of figures, or an object with "figures", each of them an object[ (item {item})], but it is something else; correct it.',
  },
  FIGURES_NOT_TEXT: {
    es: 'Se esperaba un archivo de texto en UTF-8, pero no lo es; guárdelo como «CSV UTF-8».',
    en: 'Expected a text file in UTF-8, but it is none; save it as "CSV UTF-8".',
  },
  FIGURES_TOO_MANY: {
    es: 'Se esperaban hasta {most} cifras, pero hay {found}; divida el archivo.',
    en: 'Expected at most {most} figures, but there are {found}; split the file.',
  },
  FIGURE_QUOTE_OPEN: {
    es: 'Se esperaba que se cerraran las comillas, pero las que se abren en la línea {line} siguen abiertas al final; ciérrelas.',
    en: 'Expected the quotes to be closed, but those opened in line {line} are open at the end; close them.',
  },
  FIGURE_COLUMN_UNKNOWN: {
    es: 'Se esperaba una de estas columnas: {known}, pero está «{column}»[ (elemento {item})]; quítela o corrija su nombre.',
    en: 'Expected one of these columns: {known}, but there is "{column}"[ (item {item})]; remove it or correct its name.',
  },
  FIGURE_COLUMN_MISSING: {
    es: 'Se esperaba la columna «{column}», pero solo están {found}; agréguela.',
    en: 'Expected column "{column}", but there are only {found}; add it.',
  },
  FIGURE_COLUMN_TWICE: {
    es: 'Se esperaba cada columna una vez, pero «{column}» está dos veces; quite una.',
    en: 'Expected each column once, but "{column}" is there twice; remove one.',
  },
  FIGURE_CELLS: {
    es: 'Se esperaban {expected} celdas en la línea {line}, pero hay {found}; ponga entre comillas lo que lleve comas.',
    en: 'Expected {expected} cells in line {line}, but there are {found}; put quotes around what has commas.',
  },
  FIGURE_TEXT: {
    es: 'Se esperaba en «{column}» un texto de hasta {most} caracteres[ (línea {line})][ (elemento {item})], pero hay otra cosa; corríjala.',
    en: 'Expected a text of at most {most} characters in "{column}"[ (line {line})][ (item {item})], but it is something else; correct it.',
  },
  FIGURE_NAME: {
    es: 'Se esperaba el nombre de una cifra, como people_trained[ (línea {line})][ (elemento {item})], pero se encontró «{found}»; use minúsculas, cifras y _.',
    en: 'Expected the name of a figure, such as people_trained[ (line {line})][ (item {item})], but found "{found}"; use lower case, digits and _.',
  },
  FIGURE_NAME_UNUSED: {
    es: 'Se esperaba una cifra que algún indicador use ({known}), pero ninguno usa «{name}»[ (línea {line})][ (elemento {item})]; corrija el nombre o agregue el indicador.',
    en: 'Expected a figure that some indicator uses ({known}), but none uses "{name}"[ (line {line})][ (item {item})]; correct the name or add the indicator.',
  },
  FIGURE_VALUE: {
    es: 'Se esperaba un número con hasta {decimals} decimales y sin separador de miles[ (línea {line})][ (elemento {item})], pero se encontró «{found}»; corríjalo.',
    en: 'Expected a number of at most {decimals} decimals and without separators of thousands[ (line {line})][ (item {item})], but found "{found}"; correct it.',
  },
  FIGURE_PERIOD: {
    es: 'Se esperaba en «period» un período (2026-11, 2026-W46, 2026-Q4, 2026-S2, 2026 o una fecha), o dos fechas en orden en «from» y «to»[ (línea {line})][ (elemento {item})], pero se encontró «{found}»; corríjalo.',
    en: 'Expected a period in "period" (2026-11, 2026-W46, 2026-Q4, 2026-S2, 2026 or a date), or two dates in order in "from" and "to"[ (line {line})][ (item {item})], but found "{found}"; correct it.',
  },
  FIGURE_TWICE: {
    es: 'Se esperaba cada cifra una vez, pero «{name}»[ de la línea {line}][ del elemento {item}] ya está en {other} con las mismas fechas y dimensiones; quite una.',
    en: 'Expected each figure once, but "{name}"[ of line {line}][ of item {item}] is at {other} with the same dates and dimensions; remove one.',
  },
} as const satisfies Record<string, { es: string; en: string }>;

export type FigureProblemCode = keyof typeof figureProblems;
