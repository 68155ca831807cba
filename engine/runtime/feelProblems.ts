// What the functions of `feelFunctions.ts` may refuse, in both languages.

export const feelProblems = {
  FEEL_NOT_A_DATE_TIME: {
    es: 'Se esperaba una fecha y hora ISO 8601 en «{parameter}» pero se encontró {found}. Use por ejemplo 2026-04-01T08:00:00-05:00.',
    en: 'Expected an ISO 8601 date and time for "{parameter}" but found {found}. Use for example 2026-04-01T08:00:00-05:00.',
  },
  FEEL_NOT_A_COUNT: {
    es: 'Se esperaba un número entero no negativo en «{parameter}» pero se encontró {found}.',
    en: 'Expected a whole number that is not negative for "{parameter}" but found {found}.',
  },
  FEEL_NOT_A_NAME: {
    es: 'Se esperaba un identificador en «{parameter}» pero se encontró {found}.',
    en: 'Expected an id for "{parameter}" but found {found}.',
  },
  FEEL_NOT_A_LIST: {
    es: 'Se esperaba una lista de fechas en «{parameter}» pero se encontró {found}.',
    en: 'Expected a list of dates for "{parameter}" but found {found}.',
  },
  DUE_MODE_UNKNOWN: {
    es: 'Se esperaba un modo de contar (legal-days, business-days, business-hours, calendar-month, clock) pero se encontró {found}.',
    en: 'Expected a way to count (legal-days, business-days, business-hours, calendar-month, clock) but found {found}.',
  },
  CALENDAR_NOT_FOUND: {
    es: 'No hay un calendario «{calendar}». Despliegue calendars/{calendar}.json o corrija el nombre.',
    en: 'There is no calendar "{calendar}". Deploy calendars/{calendar}.json or correct the name.',
  },
  CALENDAR_INVALID: {
    es: 'El calendario «{calendar}» no se puede usar. Corríjalo y despliéguelo de nuevo.',
    en: 'The calendar "{calendar}" cannot be used. Correct it and deploy it again.',
  },
  CATALOG_NOT_FOUND: {
    es: 'No hay un catálogo «{catalog}». Despliegue catalogs/{catalog}.csv o corrija el nombre.',
    en: 'There is no catalog "{catalog}". Deploy catalogs/{catalog}.csv or correct the name.',
  },
} as const satisfies Record<string, { es: string; en: string }>;
