// What the runtime says of files that cannot be deployed together, and of itself, in Spanish and English, each with what to do.

export const runtimeTexts = {
  ID_DEPLOYED_TWICE: {
    es: 'Se esperaba un identificador por despliegue, pero «{id}» ({kind}) está dos veces[, también en {other}]; cambie uno de los dos o quite un archivo.',
    en: 'Expected an id once a deployment, but "{id}" ({kind}) is there twice[, also in {other}]; change one of the two or leave a file out.',
  },
  ENGINE_CLOSED: {
    es: 'Se esperaba el motor en marcha, pero se está deteniendo; intente de nuevo cuando haya iniciado.',
    en: 'Expected the engine to run, but it is stopping; try again when it has started.',
  },
  CLOCK_SET: {
    es: 'Se esperaba un reloj que siga, pero el del sistema se movió {seconds} segundos; si no lo hizo usted, revise el servicio de hora.',
    en: 'Expected a clock that goes on, but that of the system moved by {seconds} seconds; if you did not set it, check the time service.',
  },
  JSON_MALFORMED: {
    es: 'Se esperaba JSON, pero no se puede leer: {reason}; corrija el archivo o vuelva a exportarlo.',
    en: 'Expected JSON, but it cannot be read: {reason}; correct the file or export it again.',
  },
  ROLES_MALFORMED: {
    es: 'Se esperaba en «groups» una lista de grupos con «id» y, si se da, un «profile» de P, S, L, A, D, X o Y, pero {place} no lo es; corríjalo en el archivo.',
    en: 'Expected in "groups" a list of groups with an "id" and, where given, a "profile" of P, S, L, A, D, X or Y, but {place} is none; correct it in the file.',
  },
  INDICATORS_MALFORMED: {
    es: 'Se esperaba un objeto de JSON o una lista de objetos con los indicadores, pero {place} es otra cosa; corrija el archivo.',
    en: 'Expected an object of JSON or a list of objects with the indicators, but {place} is something else; correct the file.',
  },
  LINKED_RESOURCE_NOT_DEPLOYED: {
    es: 'Se esperaba «{id}» ({kind}) en este despliegue o en uno anterior, pero no está; despliéguelo y luego vuelva a desplegar este.',
    en: 'Expected "{id}" ({kind}) in this deployment or an earlier one, but it is in none; deploy it, then deploy this again.',
  },
  CATALOG_NOT_TEXT: {
    es: 'Se esperaba un catálogo CSV en UTF-8, pero el archivo no lo es; guárdelo como «CSV UTF-8».',
    en: 'Expected a CSV catalog in UTF-8, but the file is none; save it as "CSV UTF-8".',
  },
  CATALOG_WITHOUT_HEADER: {
    es: 'Se esperaba una primera línea con los nombres de las columnas, pero está vacía; agréguela.',
    en: 'Expected a first line with the names of the columns, but it is empty; add it.',
  },
  CATALOG_QUOTE_OPEN: {
    es: 'Se esperaba que se cerraran las comillas, pero siguen abiertas al final, en la fila {row}; ciérrelas.',
    en: 'Expected the quotes to be closed, but they are open at the end, in row {row}; close them.',
  },
  CATALOG_COLUMN_WITHOUT_NAME: {
    es: 'Se esperaba un nombre para la columna {column}, pero no tiene; escríbalo en la primera línea.',
    en: 'Expected a name for column {column}, but it has none; write it in the first line.',
  },
  CATALOG_COLUMN_TWICE: {
    es: 'Se esperaba cada columna una vez, pero «{name}» está dos veces; cambie una.',
    en: 'Expected each column once, but "{name}" is there twice; rename one.',
  },
  CATALOG_COLUMN_FORBIDDEN: {
    es: 'Se esperaba otro nombre de columna, pero «{name}» está reservado; cámbielo.',
    en: 'Expected another name of a column, but "{name}" is reserved; rename it.',
  },
  CATALOG_ROW_TOO_LONG: {
    es: 'Se esperaban {columns} celdas, pero la fila {row} tiene {cells}; si un valor lleva el separador, póngalo entre comillas.',
    en: 'Expected {columns} cells, but row {row} has {cells}; put a value that holds the separator between quotes.',
  },
  RESOURCE_TOO_LARGE: {
    es: 'Se esperaba un archivo de hasta {limit} bytes, pero tiene {bytes}; divídalo o quítele lo que no haga falta.',
    en: 'Expected a file of at most {limit} bytes, but it has {bytes}; split it or remove what is not needed.',
  },
} as const satisfies Record<string, { es: string; en: string }>;
