// What an import of old cases may complain of, in Spanish and English. Lines are named by number; what they hold may be personal.

export const importTexts = {
  IMPORT_NOT_TEXT: {
    es: 'Se esperaba un archivo CSV en UTF-8, pero no lo es; guárdelo como «CSV UTF-8».',
    en: 'Expected a CSV file in UTF-8, but it is none; save it as "CSV UTF-8".',
  },
  IMPORT_QUOTE_OPEN: {
    es: 'Se esperaba que se cerraran las comillas, pero las que se abren en la línea {row} siguen abiertas al final; ciérrelas.',
    en: 'Expected the quotes to be closed, but those opened in line {row} are open at the end; close them.',
  },
  IMPORT_WITHOUT_CASES: {
    es: 'Se esperaba al menos una línea con un caso, pero no hay ninguna; revise el archivo.',
    en: 'Expected at least one line with a case, but there is none; check the file.',
  },
  IMPORT_COLUMN_TWICE: {
    es: 'Se esperaba cada columna una vez, pero «{name}» está dos veces; quite una.',
    en: 'Expected each column once, but "{name}" is there twice; remove one.',
  },
  IMPORT_COLUMN_UNKNOWN: {
    es: 'Se esperaban columnas de {known}, pero está «{name}»; quítela, o diga con --map qué es o que se ignora.',
    en: 'Expected columns of {known}, but there is "{name}"; remove it, or say with --map what it is or that it is ignored.',
  },
  IMPORT_COLUMN_MISSING: {
    es: 'Se esperaba la columna «{name}», pero falta; agréguela, o diga con --map cómo se llama.',
    en: 'Expected the column "{name}", but it is missing; add it, or say with --map what it is called.',
  },
  IMPORT_CELLS: {
    es: 'Se esperaban {columns} celdas, pero la línea {row} tiene {cells}; si un valor lleva el separador, póngalo entre comillas.',
    en: 'Expected {columns} cells, but line {row} has {cells}; put a value that holds the separator between quotes.',
  },
  IMPORT_WITHOUT_ID: {
    es: 'Se esperaba en la línea {row} un identificador del caso de hasta 200 caracteres, pero no está; escríbalo.',
    en: 'Expected an id of the case of at most 200 characters in line {row}, but it is not there; write it.',
  },
  IMPORT_LINE_TWICE: {
    es: 'Se esperaba cada actividad de un caso una vez, pero la línea {row} repite la {first}; quite una.',
    en: 'Expected each activity of a case once, but line {row} repeats line {first}; remove one.',
  },
  IMPORT_CASE_DIFFERS: {
    es: 'Se esperaba «{name}» igual en todas las líneas del caso, pero la {row} dice otra cosa que la {first}; corrija una.',
    en: 'Expected "{name}" to be the same in all lines of the case, but line {row} says something else than line {first}; correct one.',
  },
  IMPORT_NUMBER_TWICE: {
    es: 'Se esperaba un número por caso, pero «{number}» de la línea {row} ya es de otro; corríjalo.',
    en: 'Expected a number for each case, but "{number}" of line {row} is another\'s already; correct it.',
  },
  IMPORT_NUMBER_TAKEN: {
    es: 'Se esperaba un número libre, pero «{number}» de la línea {row} ya lo tiene un caso de aquí; cambie la columna o quite el caso.',
    en: 'Expected a free number, but a case here has "{number}" of line {row} already; change the column or remove the case.',
  },
  IMPORT_WITHOUT_DATE: {
    es: 'Se esperaba una fecha en «{name}», pero la línea {row} no la tiene; escríbala.',
    en: 'Expected a date in "{name}", but line {row} has none; write it.',
  },
  IMPORT_NOT_A_DATE: {
    es: 'Se esperaba en «{name}» una fecha ({format}), pero la línea {row} tiene «{found}»; corríjala, o diga con --map cómo se escriben.',
    en: 'Expected a date ({format}) in "{name}", but line {row} has "{found}"; correct it, or say with --map how they are written.',
  },
  IMPORT_IN_THE_FUTURE: {
    es: 'Se esperaba en «{name}» algo que ya pasó, pero la línea {row} tiene {found}; corrija la fecha.',
    en: 'Expected what has happened in "{name}", but line {row} has {found}; correct the date.',
  },
  IMPORT_DATES_REVERSED: {
    es: 'Se esperaba «{name}» después de «{earlier}», pero en la línea {row} es antes; corrija una de las dos.',
    en: 'Expected "{name}" after "{earlier}", but in line {row} it is before; correct one of the two.',
  },
  IMPORT_STATE_UNKNOWN: {
    es: 'Se esperaba completed, cancelled u open en «state», pero la línea {row} tiene «{found}»; diga con --map en «states» qué es.',
    en: 'Expected completed, cancelled or open in "state", but line {row} has "{found}"; say with --map in "states" what it is.',
  },
  IMPORT_ACTIVITY_UNKNOWN: {
    es: 'Se esperaba una actividad del proceso, pero «{activity}» de la línea {row} no está en él; corríjala, o diga con --map en «activities» cuál es.',
    en: 'Expected an activity of the process, but "{activity}" of line {row} is none of it; correct it, or say with --map in "activities" which it is.',
  },
  IMPORT_WITHOUT_ACTIVITY: {
    es: 'Se esperaba una actividad para «{name}», pero la línea {row} no la nombra; escríbala en «activity».',
    en: 'Expected an activity for "{name}", but line {row} names none; write it in "activity".',
  },
  IMPORT_OPEN_INSIDE: {
    es: 'Se esperaba terminada una actividad dentro de un subproceso, pero «{activity}» de la línea {row} sigue abierta; ciérrela, o relaciónela con --map con una de fuera.',
    en: 'Expected an activity inside a subprocess to have ended, but "{activity}" of line {row} is open; end it, or map it with --map to one outside.',
  },
  IMPORT_MORE_PROBLEMS: {
    es: 'Se esperaban hasta {most} errores, pero hay más; corrija los listados e intente de nuevo.',
    en: 'Expected at most {most} errors, but there are more; correct those listed and try again.',
  },
  IMPORT_MAP_MALFORMED: {
    es: 'Se esperaba en el mapeo, en «{place}», algo como {expected}, pero es otra cosa; corríjalo.',
    en: 'Expected something like {expected} in "{place}" of the mapping, but it is something else; correct it.',
  },
  IMPORT_PROCESS_UNKNOWN: {
    es: 'Se esperaba un proceso desplegado, pero «{process}» no lo está; despliéguelo antes, con el diagrama del que vienen los casos.',
    en: 'Expected a deployed process, but "{process}" is not; deploy it first, with the diagram that the cases come from.',
  },
  IMPORT_SOURCE_INVALID: {
    es: 'Se esperaba en --source el nombre de la herramienta, como bizagi, pero es «{source}»; use de 1 a 40 letras, dígitos y guiones.',
    en: 'Expected the name of the tool in --source, such as bizagi, but it is "{source}"; use 1 to 40 letters, digits and dashes.',
  },
} as const satisfies Record<string, { es: string; en: string }>;
