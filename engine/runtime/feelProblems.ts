// What the functions of `feelFunctions.ts` may refuse, in both languages.

export const feelProblems = {
  FEEL_NOT_A_DATE_TIME: {
    es: 'Se esperaba una fecha y hora ISO 8601 en «{parameter}», pero se encontró {found}. Use por ejemplo 2026-04-01T08:00:00-05:00.',
    en: 'Expected an ISO 8601 date and time for "{parameter}", but found {found}. Use for example 2026-04-01T08:00:00-05:00.',
  },
  FEEL_NOT_A_COUNT: {
    es: 'Se esperaba un número entero no negativo en «{parameter}», pero se encontró {found}; corrija la expresión o la variable.',
    en: 'Expected a whole number that is not negative for "{parameter}", but found {found}; correct the expression or the variable.',
  },
  FEEL_NOT_A_NAME: {
    es: 'Se esperaba un identificador en «{parameter}», pero se encontró {found}; corrija la expresión o la variable.',
    en: 'Expected an id for "{parameter}", but found {found}; correct the expression or the variable.',
  },
  FEEL_NOT_A_LIST: {
    es: 'Se esperaba una lista de fechas en «{parameter}», pero se encontró {found}; corrija la expresión o la variable.',
    en: 'Expected a list of dates for "{parameter}", but found {found}; correct the expression or the variable.',
  },
  DUE_MODE_UNKNOWN: {
    es: 'Se esperaba un modo de contar (legal-days, business-days, business-hours, calendar-month, clock), pero se encontró {found}; use uno de ellos.',
    en: 'Expected a way to count (legal-days, business-days, business-hours, calendar-month, clock), but found {found}; use one of them.',
  },
  DUE_OPTION_UNKNOWN: {
    es: 'Se esperaban en «due» las opciones {known}, pero se encontró «{option}»; corrija su nombre.',
    en: 'Expected the options {known} of "due", but found "{option}"; correct its name.',
  },
  DUE_OPTION_VALUE: {
    es: 'Se esperaba otro valor en la opción «{option}» de «due», pero es {found}; corrija la expresión o la variable.',
    en: 'Expected another value for the option "{option}" of "due", but it is {found}; correct the expression or the variable.',
  },
  FEEL_TOO_FAR_APART: {
    es: 'Se esperaban dos fechas a menos de {days} días, pero están más lejos; corrija la expresión o la variable.',
    en: 'Expected two dates less than {days} days apart, but they are farther; correct the expression or the variable.',
  },
  CALENDAR_NOT_FOUND: {
    es: 'Se esperaba el calendario «{calendar}», pero no está. Despliegue calendars/{calendar}.json o corrija el nombre.',
    en: 'Expected the calendar "{calendar}", but it is not there. Deploy calendars/{calendar}.json or correct the name.',
  },
  CALENDAR_INVALID: {
    es: 'Se esperaba un calendario que se pueda usar, pero «{calendar}» tiene errores. Corríjalo y despliéguelo de nuevo.',
    en: 'Expected a calendar that can be used, but "{calendar}" has errors. Correct it and deploy it again.',
  },
  CATALOG_NOT_FOUND: {
    es: 'Se esperaba el catálogo «{catalog}», pero no está. Despliegue catalogs/{catalog}.csv o corrija el nombre.',
    en: 'Expected the catalog "{catalog}", but it is not there. Deploy catalogs/{catalog}.csv or correct the name.',
  },
} as const satisfies Record<string, { es: string; en: string }>;
