// What publishing says when it cannot go on, in Spanish and English, each with what to do.

export const publishingTexts = {
  PUBLISH_EMPTY: {
    es: 'Se esperaba al menos un archivo, pero el borrador está vacío; dibuje o importe algo.',
    en: 'Expected at least one file, but the draft is empty; draw or import something.',
  },
  PUBLISH_UNCHANGED: {
    es: 'Se esperaba algún cambio, pero los archivos son los mismos que ya están publicados; no hay nada que publicar.',
    en: 'Expected some change, but the files are those that are published already; there is nothing to publish.',
  },
  PUBLISH_OVERTAKEN: {
    es: 'Se esperaba que la versión publicada siguiera siendo la de partida, pero {by} publicó otra mientras tanto; una las dos y vuelva a publicar.',
    en: 'Expected the published version to be the one that the draft began from, but {by} published another meanwhile; merge the two and publish again.',
  },
  PUBLISH_ERRORS: {
    es: 'Se esperaba un borrador sin errores, pero tiene {count}; corríjalos en el dibujo o en los archivos.',
    en: 'Expected a draft without errors, but it has {count}; correct them in the drawing or the files.',
  },
  PUBLISH_UNSOUND: {
    es: 'Se esperaba un proceso que siempre pueda terminar bien, pero no siempre puede (hallazgos: {count}); corrija el dibujo o escriba por qué se publica así.',
    en: 'Expected a process that can always end well, but it cannot always (findings: {count}); correct the drawing or write why it is published as it is.',
  },
  PUBLISH_TESTS_FAILED: {
    es: 'Se esperaba que todos los escenarios cumplieran, pero {count} no; corrija el proceso o lo que el escenario espera.',
    en: 'Expected every scenario to hold, but {count} do not; correct the process or what the scenario expects.',
  },
  PUBLISH_DIFFERENCES_UNSEEN: {
    es: 'Se esperaba que los cambios estuvieran vistos, pero no lo están o el borrador cambió desde entonces; léalos y marque la casilla.',
    en: 'Expected the changes to be looked at, but they are not, or the draft changed since; read them and tick the box.',
  },
  PUBLISH_NOTE_MISSING: {
    es: 'Se esperaba una nota que diga qué cambia y por qué, pero falta; escríbala.',
    en: 'Expected a note that says what changes and why, but it is missing; write it.',
  },
  PUBLISH_APPROVAL_MISSING: {
    es: 'Se esperaba la aprobación de otra persona sobre estos mismos archivos, pero no está; pídala y publique cuando llegue.',
    en: 'Expected the approval of another person of these very files, but there is none; ask for it and publish when it is there.',
  },
  APPROVAL_ANSWERED: {
    es: 'Se esperaba una petición sin responder, pero ya no hay ninguna; vea quién respondió.',
    en: 'Expected a request without an answer, but there is none any more; look who answered.',
  },
  APPROVAL_OWN: {
    es: 'Se esperaba que aprobara otra persona, pero usted misma la pidió; quien aprueba es otro diseñador.',
    en: 'Expected another person to approve, but you asked for it yourself; another designer has to.',
  },
  APPROVAL_OUTDATED: {
    es: 'Se esperaban los archivos por los que se preguntó, pero el borrador cambió desde entonces; quien publica debe pedirla otra vez.',
    en: 'Expected the files that were asked about, but the draft changed since; who publishes has to ask again.',
  },
  MERGE_UNDECIDED: {
    es: 'Se esperaba una decisión en cada cambio que se contradice, pero faltan {count}; elija una de las dos versiones.',
    en: 'Expected a decision on each change that contradicts another, but {count} are missing; choose one of the two versions.',
  },
  ROLLBACK_TO_PRESENT: {
    es: 'Se esperaba una versión anterior, pero esta es la que está publicada; elija otra.',
    en: 'Expected an earlier version, but this is the one that is published; choose another.',
  },
  INSPECTION_TOO_SLOW: {
    es: 'Se esperaba terminar las comprobaciones en {limit} segundos de cálculo, pero no alcanzó; acorte los escenarios o parta el proceso.',
    en: 'Expected the checks to end within {limit} seconds of computing, but they did not; shorten the scenarios or divide the process.',
  },
  INSPECTION_TOO_LARGE: {
    es: 'Se esperaba hacer las comprobaciones con {limit} MB de memoria, pero no alcanzó; acorte los escenarios o parta el proceso.',
    en: 'Expected the checks to fit into {limit} MB of memory, but they did not; shorten the scenarios or divide the process.',
  },
} as const;
