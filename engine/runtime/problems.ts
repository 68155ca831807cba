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
  JSON_MALFORMED: {
    es: 'Se esperaba JSON, pero no se puede leer: {reason}; corrija el archivo o vuelva a exportarlo.',
    en: 'Expected JSON, but it cannot be read: {reason}; correct the file or export it again.',
  },
  RESOURCE_TOO_LARGE: {
    es: 'Se esperaba un archivo de hasta {limit} bytes, pero tiene {bytes}; divídalo o quítele lo que no haga falta.',
    en: 'Expected a file of at most {limit} bytes, but it has {bytes}; split it or remove what is not needed.',
  },
} as const satisfies Record<string, { es: string; en: string }>;
