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
  TOLD_TOO_EARLY: {
    es: 'Se esperaba primero lo que esa instancia dijo antes, pero aún no llega; se entrega enseguida, por sí solo.',
    en: 'Expected what that instance said before first, but it has not arrived yet; it is delivered soon, by itself.',
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
  WEBHOOK_MALFORMED: {
    es: 'Se esperaba en {place} lo que dice cómo un aviso de otro sistema se vuelve mensaje (authentication, message, correlationKey, id, variables), pero hay otra cosa; corrija el archivo.',
    en: 'Expected at {place} what says how the call of another system becomes a message (authentication, message, correlationKey, id, variables), but it is something else; correct the file.',
  },
  INTAKE_MALFORMED: {
    es: 'Se esperaba en {place} lo que dice cómo un correo se vuelve caso (message, complete, variables, reply, mostPerHour), pero hay otra cosa; corrija el archivo.',
    en: 'Expected at {place} what says how a mail becomes a case (message, complete, variables, reply, mostPerHour), but it is something else; correct the file.',
  },
  REQUESTS_MALFORMED: {
    es: 'Se esperaba en {place} lo que el público puede pedir (id, process, title; si se quiere start, summary, words, prepare, answer, variables), pero hay otra cosa; corrija el archivo.',
    en: 'Expected at {place} what the public may ask for (id, process, title; if wanted start, summary, words, prepare, answer, variables), but it is something else; correct the file.',
  },
  CONSENT_MALFORMED: {
    es: 'Se esperaba un texto de autorización que empiece con «---», «title:», «version:» y «---», y luego sus palabras, pero falta {place}; escríbalo en el archivo.',
    en: 'Expected a text of consent that begins with "---", "title:", "version:" and "---", and then its words, but {place} is missing; write it in the file.',
  },
  GUIDE_MALFORMED: {
    es: 'Se esperaba una guía que empiece con «---», «title:», «kind:» (solution, product, channel, escalation o answer) y «---», y luego sus palabras, pero falta o no vale {place}; corríjala en el archivo.',
    en: 'Expected a guide that begins with "---", "title:", "kind:" (solution, product, channel, escalation or answer) and "---", and then its words, but {place} is missing or wrong; correct it in the file.',
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
    es: 'Se esperaba que se cerraran las comillas, pero las que se abren en la línea {row} siguen abiertas al final; ciérrelas.',
    en: 'Expected the quotes to be closed, but those opened in line {row} are open at the end; close them.',
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
    es: 'Se esperaban {columns} celdas, pero la línea {row} tiene {cells}; si un valor lleva el separador, póngalo entre comillas.',
    en: 'Expected {columns} cells, but line {row} has {cells}; put a value that holds the separator between quotes.',
  },
  CATALOG_ROW_TOO_SHORT: {
    es: 'Se esperaban {columns} celdas, pero la línea {row} tiene {cells}; complétela, con celdas vacías donde no haya valor.',
    en: 'Expected {columns} cells, but line {row} has {cells}; complete it, with empty cells where there is no value.',
  },
  CATALOG_HEADER_DIFFERS: {
    es: 'Se esperaban las columnas {expected}, pero el archivo tiene {found}; corrija la primera línea o despliegue el catálogo con sus columnas nuevas.',
    en: 'Expected the columns {expected}, but the file has {found}; correct the first line, or deploy the catalog with its new columns.',
  },
  CATALOG_TYPE_UNKNOWN: {
    es: 'Se esperaba en la columna «{name}» un tipo de {known}, pero es «{type}»; corríjalo en la primera línea.',
    en: 'Expected a type of {known} for the column "{name}", but it is "{type}"; correct it in the first line.',
  },
  CATALOG_KEY_EMPTY: {
    es: 'Se esperaba un valor en la clave ({name}), pero la línea {row} no lo tiene; escríbalo.',
    en: 'Expected a value for the key ({name}), but line {row} has none; write it.',
  },
  CATALOG_KEY_TWICE: {
    es: 'Se esperaba cada clave ({name}) una vez, pero «{key}» de la línea {row} ya está en la línea {first}; cambie una o marque en la primera línea con * las columnas que distinguen las filas.',
    en: 'Expected each key ({name}) once, but "{key}" of line {row} is in line {first} already; change one, or mark the columns that tell the rows apart with * in the first line.',
  },
  CATALOG_NOT_A_DATE: {
    es: 'Se esperaba en «{name}» una fecha AAAA-MM-DD, pero en la línea {row} está «{found}»; corríjala.',
    en: 'Expected a date YYYY-MM-DD in "{name}", but line {row} has "{found}"; correct it.',
  },
  CATALOG_NOT_A_NUMBER: {
    es: 'Se esperaba en «{name}» un número como 12 o 3.5, pero en la línea {row} está «{found}»; corríjalo.',
    en: 'Expected a number such as 12 or 3.5 in "{name}", but line {row} has "{found}"; correct it.',
  },
  CATALOG_NOT_YES_OR_NO: {
    es: 'Se esperaba en «{name}» sí o no, pero en la línea {row} está «{found}»; corríjalo.',
    en: 'Expected yes or no in "{name}", but line {row} has "{found}"; correct it.',
  },
  CATALOG_MORE_PROBLEMS: {
    es: 'Se esperaban hasta {most} errores, pero hay más; corrija los listados e intente de nuevo.',
    en: 'Expected at most {most} errors, but there are more; correct those listed and try again.',
  },
  CATALOG_CHANGED_MEANWHILE: {
    es: 'Se esperaba la versión {expected} de «{catalog}», pero ya va en la {found}; descárguela, repita su cambio y envíelo de nuevo.',
    en: 'Expected version {expected} of "{catalog}", but it is at {found} already; download it, repeat your change and send it again.',
  },
  CATALOG_IN_THE_PAST: {
    es: 'Se esperaba una vigencia que no empiece antes de ahora ({now}), pero es {found}; lo que ya se decidió no cambia.',
    en: 'Expected to be in force from now ({now}) on or later, but it is {found}; what was decided does not change.',
  },
  CALENDAR_CHANGED_MEANWHILE: {
    es: 'Se esperaba la versión {expected} de «{calendar}», pero ya va en la {found}; ábralo de nuevo y repita su cambio.',
    en: 'Expected version {expected} of "{calendar}", but it is at {found} already; open it again and repeat your change.',
  },
  CALENDAR_IN_THE_PAST: {
    es: 'Se esperaba una vigencia que no empiece antes de ahora ({now}), pero es {found}; lo que ya se contó no cambia.',
    en: 'Expected to be in force from now ({now}) on or later, but it is {found}; what was counted does not change.',
  },
  CALENDAR_ID_DIFFERS: {
    es: 'Se esperaba el identificador «{id}», como se llama el archivo, pero el calendario dice «{found}»; déjelos iguales.',
    en: 'Expected the id "{id}", as the file is named, but the calendar says "{found}"; make them the same.',
  },
  RESOURCE_TOO_LARGE: {
    es: 'Se esperaba un archivo de hasta {limit} bytes, pero tiene {bytes}; divídalo o quítele lo que no haga falta.',
    en: 'Expected a file of at most {limit} bytes, but it has {bytes}; split it or remove what is not needed.',
  },
  DRAFT_CHANGED: {
    es: 'Se esperaba «{file}» como usted lo abrió (revisión {expected}), pero {by} lo guardó después (revisión {found}); compare lo suyo con lo de esa persona antes de guardar.',
    en: 'Expected "{file}" as you opened it (revision {expected}), but {by} saved it since (revision {found}); compare yours with theirs before you save.',
  },
  DRAFT_GONE: {
    es: 'Se esperaba el borrador {draft}, pero no está o fue descartado; ábralo desde la lista de procesos o recupérelo.',
    en: 'Expected draft {draft}, but it is not there or was discarded; open it from the list of processes or bring it back.',
  },
  DRAFT_FILE_GONE: {
    es: 'Se esperaba «{file}» en el borrador, pero no está; mire su historia o vuelva a crearlo.',
    en: 'Expected "{file}" in the draft, but it is not there; look at its history or create it again.',
  },
  DRAFT_FILE_EXISTS: {
    es: 'Se esperaba un nombre libre, pero el borrador ya tiene «{file}»; elija otro nombre.',
    en: 'Expected a name that is free, but the draft has "{file}" already; choose another name.',
  },
  DRAFT_FILE_NAME: {
    es: 'Se esperaba el nombre de un archivo de proceso (.bpmn, .dmn, .form, .json, .csv, .hbs), con carpetas si hace falta, pero se recibió «{file}»; corrija el nombre.',
    en: 'Expected the name of a file of a process (.bpmn, .dmn, .form, .json, .csv, .hbs), with folders where needed, but got "{file}"; correct the name.',
  },
  DRAFT_NAME_MISSING: {
    es: 'Se esperaba un nombre de hasta {limit} letras para el borrador, pero no se dio; escríbalo.',
    en: 'Expected a name of up to {limit} letters for the draft, but none was given; write it.',
  },
  DRAFT_TOO_MANY_FILES: {
    es: 'Se esperaban hasta {limit} archivos en un borrador, pero serían {found}; quite los que no hagan falta.',
    en: 'Expected up to {limit} files in a draft, but there would be {found}; remove those that are not needed.',
  },
} as const satisfies Record<string, { es: string; en: string }>;
