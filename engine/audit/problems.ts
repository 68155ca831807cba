// What an audit may find wrong with the history, in Spanish and English, each with what to do.

export const auditTexts = {
  SEQUENCE_GAP: {
    es: 'Se esperaba el lote {sequence} de {stream}, pero falta; compare con una copia de respaldo anterior.',
    en: 'Expected batch {sequence} of {stream}, but it is missing; compare with an earlier backup.',
  },
  PREVIOUS_HASH_MISMATCH: {
    es: 'Se esperaba que el lote {sequence} de {stream} siguiera al anterior, pero su huella no enlaza; alguien cambió uno de los dos. Compare con una copia de respaldo.',
    en: 'Expected batch {sequence} of {stream} to follow the one before, but its hash does not link; somebody changed one of the two. Compare with a backup.',
  },
  HASH_MISMATCH: {
    es: 'Se esperaba el lote {sequence} de {stream} como se escribió, pero su contenido ya no da su huella; alguien lo cambió. Compare con una copia de respaldo.',
    en: 'Expected batch {sequence} of {stream} as it was written, but its content no longer gives its hash; somebody changed it. Compare with a backup.',
  },
  TIME_REVERSED: {
    es: 'Se esperaba que la hora del lote {sequence} de {stream} no retrocediera, pero es anterior a la del lote previo; compare con una copia de respaldo.',
    en: 'Expected the time of batch {sequence} of {stream} not to go back, but it is before that of the batch before; compare with a backup.',
  },
  POSITION_REVERSED: {
    es: 'Se esperaba que el lote {sequence} de {stream} se escribiera después del anterior, pero su posición es menor; compare con una copia de respaldo.',
    en: 'Expected batch {sequence} of {stream} to be written after the one before, but its position is lower; compare with a backup.',
  },
  TAIL_CUT: {
    es: 'Se esperaba el lote {sequence} de {stream}, que un ancla nombra, pero el final del historial fue cortado; recupérelo de una copia de respaldo.',
    en: 'Expected batch {sequence} of {stream}, which an anchor names, but the end of the history was cut off; restore it from a backup.',
  },
  STREAM_DELETED: {
    es: 'Se esperaba el historial {stream}, que un ancla nombra, pero fue borrado por completo; recupérelo de una copia de respaldo.',
    en: 'Expected the history {stream}, which an anchor names, but all of it was deleted; restore it from a backup.',
  },
  ANCHOR_MISMATCH: {
    es: 'Se esperaba el lote {sequence} de {stream} con la huella de su ancla, pero tiene otra; el historial se reescribió. Compare con una copia de respaldo.',
    en: 'Expected batch {sequence} of {stream} with the hash of its anchor, but it has another; the history was rewritten. Compare with a backup.',
  },
  ANCHOR_BROKEN: {
    es: 'Se esperaba el ancla {sequence} enlazada con la anterior, pero falta o fue cambiada; compare con las anclas exportadas.',
    en: 'Expected anchor {sequence} linked to the one before, but it is missing or was changed; compare with the exported anchors.',
  },
  ANCHOR_SIGNATURE: {
    es: 'Se esperaba el ancla {sequence} firmada con la llave de esta instalación, pero la firma no vale; revise qué llaves se restauraron.',
    en: 'Expected anchor {sequence} signed with the key of this installation, but the signature does not hold; check which keys were restored.',
  },
  ANCHORS_CUT: {
    es: 'Se esperaba el ancla {sequence}, que el almacén de llaves recuerda, pero no está; recupere la base de datos de una copia de respaldo.',
    en: 'Expected anchor {sequence}, which the key store remembers, but it is not there; restore the database from a backup.',
  },
  REEXECUTION_DIFFERS: {
    es: 'Se esperaba que el lote {sequence} de {stream} saliera igual al ejecutarlo de nuevo, pero da otros eventos; el historial no se sigue del modelo. Informe a soporte con este número.',
    en: 'Expected batch {sequence} of {stream} to come out the same when executed again, but it gives other events; the history does not follow from the model. Report it with this number.',
  },
  REEXECUTION_REFUSED: {
    es: 'Se esperaba poder ejecutar de nuevo el lote {sequence} de {stream}, pero el modelo lo rechaza; el historial no se sigue del modelo. Informe a soporte con este número.',
    en: 'Expected to execute batch {sequence} of {stream} again, but the model refuses it; the history does not follow from the model. Report it with this number.',
  },
} as const satisfies Record<string, { es: string; en: string }>;
