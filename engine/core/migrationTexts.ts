// What is said when a running instance cannot become one of another version of its process.
import type { ProblemText } from './problems.ts';

export const migrationTexts = {
  MIGRATION_ELEMENT_UNKNOWN: {
    es: 'Se esperaba {element} en el proceso {process}, pero no está. Corrija la correspondencia.',
    en: 'Expected {element} in process {process}, but it is not there. Correct the mapping.',
  },
  MIGRATION_MAPPED_TWICE: {
    es: 'Se esperaba un solo destino para {element}, pero llegaron dos. Deje uno.',
    en: 'Expected one target for {element}, but got two. Leave one.',
  },
  MIGRATION_ELEMENT_UNMAPPED: {
    es: 'Se esperaba el destino de {element}, que está en uso, pero la otra versión no lo tiene. Indique a qué elemento corresponde.',
    en: 'Expected the target of {element}, which is in use, but the other version does not have it. Say which element it becomes.',
  },
  MIGRATION_ELEMENT_DIFFERS: {
    es: 'Se esperaba que {target} fuera de la misma clase que {element}, pero es otra cosa. Elija un elemento del mismo tipo, con los mismos eventos y repeticiones.',
    en: 'Expected {target} to be of the kind of {element}, but it is something else. Choose an element of the same type, with the same events and repetitions.',
  },
  MIGRATION_SCOPE_CHANGED: {
    es: 'Se esperaba {target} en el mismo subproceso que {element}, pero está en otro. Elija un elemento que esté dentro del mismo.',
    en: 'Expected {target} in the same subprocess as {element}, but it lies in another. Choose an element inside the same one.',
  },
  MIGRATION_FLOW_UNMAPPED: {
    es: 'Se esperaba un flujo propio para lo que llegó a {element} por {flow}, pero no hay ninguno. Indique a qué flujo corresponde.',
    en: 'Expected a flow of its own for what came to {element} by {flow}, but there is none. Say which flow it becomes.',
  },
  MIGRATION_EVENT_NOT_OPENED: {
    es: 'Se esperaba poder atender los eventos nuevos de {element}, pero no se pudo[: {reason}]. Corrija las variables o el diagrama y repita; nada cambió.',
    en: 'Expected to wait for the new events of {element}, but that failed[: {reason}]. Correct the variables or the drawing and repeat; nothing was changed.',
  },
  MIGRATION_PERSONAL_DATA: {
    es: 'Se esperaba que {process} tratara los datos personales como la versión en curso, pero uno de los dos no declara titular. Declárelo igual en ambos.',
    en: 'Expected {process} to treat personal data as the running version does, but one of both declares no data subject. Declare it alike in both.',
  },
  MIGRATION_NOT_ALONE: {
    es: 'Se esperaba el cambio de versión como única orden, pero llegaron {count} juntas. Envíelas por separado.',
    en: 'Expected the change of version as the only command, but got {count} together. Send them apart.',
  },
  MIGRATION_ELSEWHERE: {
    es: 'Se esperaba el caso en la versión de la que parte la migración, pero ya está en otra. No hay nada que hacer con él.',
    en: 'Expected the case in the version that the migration starts from, but it is in another by now. There is nothing to do with it.',
  },
  INSTANCE_WENT_ON: {
    es: 'Se esperaba el caso como quedó al migrarlo, pero ya siguió. Devuélvalo con otra migración a la versión de antes.',
    en: 'Expected the case as the migration left it, but it went on by now. Bring it back by another migration to the version before.',
  },
  MIGRATION_NOT_UNDOABLE: {
    es: 'Se esperaba que la migración solo cambiara nombres y esperas, pero también hizo avanzar el caso. Devuélvalo con otra migración a la versión de antes.',
    en: 'Expected the migration to have changed names and waits alone, but it moved the case on. Bring it back by another migration to the version before.',
  },
  MIGRATION_SAME_VERSION: {
    es: 'Se esperaban dos versiones distintas del mismo proceso, pero no lo son. Elija otra versión de origen.',
    en: 'Expected two different versions of one process, but these are not. Choose another version to start from.',
  },
  MIGRATION_REASON_MISSING: {
    es: 'Se esperaba el motivo de la migración, pero está vacío. Escríbalo: queda en la historia de cada caso.',
    en: 'Expected the reason of the migration, but it is empty. Write it: it stays in the history of each case.',
  },
  MIGRATION_RUN_UNDER_WAY: {
    es: 'Se esperaba que la migración hubiera terminado o estuviera detenida, pero sigue en marcha. Deténgala o espere a que termine.',
    en: 'Expected the migration to have ended or to be stopped, but it is under way. Stop it or wait for its end.',
  },
} satisfies { [code: string]: ProblemText };
