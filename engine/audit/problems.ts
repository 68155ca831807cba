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
  ANCHORS_MISSING: {
    es: 'Se esperaba al menos un ancla de un historial de más de diez minutos, pero no hay ninguna; si el servidor nunca llegó a funcionar un minuto, arránquelo para que la escriba; si no, compare con una copia de respaldo.',
    en: 'Expected at least one anchor of a history older than ten minutes, but there is none; if the server never ran for a minute, start it so that it writes one; if it did, compare with a backup.',
  },
  DEFINITION_MISSING: {
    es: 'Se esperaba la definición de proceso que el lote {sequence} de {stream} nombra, pero no está; no se puede ejecutar de nuevo. Recupérela de una copia de respaldo.',
    en: 'Expected the process definition that batch {sequence} of {stream} names, but it is not there; nothing can be executed again. Restore it from a backup.',
  },
  DEPLOYMENT_HASH_MISMATCH: {
    es: 'Se esperaba que el lote {sequence} de {stream} se ejecutara con su definición de proceso, pero nombra la huella de otra; compare las definiciones con una copia de respaldo.',
    en: 'Expected batch {sequence} of {stream} to be executed with its process definition, but it names the hash of another; compare the definitions with a backup.',
  },
  BATCH_UNREADABLE: {
    es: 'Se esperaba poder abrir los lotes de {stream} con la llave de su caso, pero alguno fue cambiado; compare con una copia de respaldo.',
    en: 'Expected to open the batches of {stream} with the key of their case, but one of them was changed; compare with a backup.',
  },
  ROW_MISSING: {
    es: 'Se esperaba en {table} la fila {row}, que el historial produce, pero no está; alguien la borró. Reconstruya las proyecciones.',
    en: 'Expected row {row} in {table}, which the history gives, but it is not there; somebody deleted it. Rebuild the projections.',
  },
  ROW_DIFFERS: {
    es: 'Se esperaba la fila {row} de {table} como la produce el historial, pero tiene otro contenido en: {columns}. Alguien la cambió: reconstruya las proyecciones.',
    en: 'Expected row {row} of {table} as the history gives it, but it has other content in: {columns}. Somebody changed it: rebuild the projections.',
  },
  ROW_UNKNOWN: {
    es: 'Se esperaba que el historial explicara la fila {row} de {table}, pero nada dice de ella; alguien la puso o borró su historial. Compare con una copia de respaldo.',
    en: 'Expected the history to explain row {row} of {table}, but it says nothing of it; somebody put it there or deleted its history. Compare with a backup.',
  },
  READ_MODELS_NOT_REBUILT: {
    es: 'Se esperaba producir las proyecciones de nuevo a partir del historial, pero no se puede: {row}. Alguien cambió el historial: compare con una copia de respaldo.',
    en: 'Expected to make the projections again from the history, but that is not possible: {row}. Somebody changed the history: compare with a backup.',
  },
  COMMAND_WITHOUT_BATCH: {
    es: 'Se esperaba el lote {sequence} de {stream} de la orden {row}, que ya se respondió, pero no está; el final del historial fue cortado. Recupérelo de una copia de respaldo.',
    en: 'Expected batch {sequence} of {stream} of command {row}, which was answered, but it is not there; the end of the history was cut off. Restore it from a backup.',
  },
  DOCUMENT_CHANGED: {
    es: 'Se esperaba el documento {row} como se recibió, pero su contenido ya no da su huella; alguien lo cambió. Recupérelo de una copia de respaldo.',
    en: 'Expected document {row} as it was received, but its content no longer gives its hash; somebody changed it. Restore it from a backup.',
  },
  DOCUMENT_KEY_MISSING: {
    es: 'Se esperaba la llave del documento {row}, pero no está en el almacén de llaves; recupere este de su copia de respaldo.',
    en: 'Expected the key of document {row}, but it is not in the key store; restore that from its backup.',
  },
  CALENDAR_CHANGED: {
    es: 'Se esperaba la versión {row} de {stream} como quedó en su historial, pero es otra; alguien la cambió. Recupérela de una copia de respaldo.',
    en: 'Expected version {row} of {stream} as its history has it, but it is another; somebody changed it. Restore it from a backup.',
  },
  CALENDAR_DELETED: {
    es: 'Se esperaba la versión {row} de {stream}, que el historial nombra, pero fue borrada; recupérela de una copia de respaldo.',
    en: 'Expected version {row} of {stream}, which the history names, but it was deleted; restore it from a backup.',
  },
  CALENDAR_UNKNOWN: {
    es: 'Se esperaba que el historial explicara la versión {row} de {stream}, pero nada dice de ella; compare con una copia de respaldo.',
    en: 'Expected the history to explain version {row} of {stream}, but it says nothing of it; compare with a backup.',
  },
  CATALOG_CHANGED: {
    es: 'Se esperaba la versión {row} de {stream} como quedó en su historial, pero es otra; alguien la cambió. Recupérela de una copia de respaldo.',
    en: 'Expected version {row} of {stream} as its history has it, but it is another; somebody changed it. Restore it from a backup.',
  },
  CATALOG_DELETED: {
    es: 'Se esperaba la versión {row} de {stream}, que el historial nombra, pero fue borrada; recupérela de una copia de respaldo.',
    en: 'Expected version {row} of {stream}, which the history names, but it was deleted; restore it from a backup.',
  },
  CATALOG_UNKNOWN: {
    es: 'Se esperaba que el historial explicara la versión {row} de {stream}, pero nada dice de ella; compare con una copia de respaldo.',
    en: 'Expected the history to explain version {row} of {stream}, but it says nothing of it; compare with a backup.',
  },
  DEPLOYMENT_CHANGED: {
    es: 'Se esperaba {row} de {stream} como se desplegó, pero es otro o falta; alguien lo cambió. Recupérelo de una copia de respaldo.',
    en: 'Expected {row} of {stream} as it was deployed, but it is another or missing; somebody changed it. Restore it from a backup.',
  },
  DEPLOYMENT_DELETED: {
    es: 'Se esperaba {stream}, que el historial nombra, pero fue borrado; recupérelo de una copia de respaldo.',
    en: 'Expected {stream}, which the history names, but it was deleted; restore it from a backup.',
  },
  DEPLOYMENT_UNKNOWN: {
    es: 'Se esperaba que el historial explicara {stream}, pero nada dice de él; alguien lo puso o borró su historial. Compare con una copia de respaldo.',
    en: 'Expected the history to explain {stream}, but it says nothing of it; somebody put it there or deleted its history. Compare with a backup.',
  },
} as const satisfies Record<string, { es: string; en: string }>;
