// Every rejection and incident code with its text, in both languages. The core stores codes and values; pages render.
import { adHocTexts } from './adHocTexts.ts';
import { callTexts } from './callTexts.ts';
import { clockTexts } from './clockTexts.ts';
import { limitTexts } from './limitTexts.ts';
import { migrationTexts } from './migrationTexts.ts';
import { modificationTexts } from './modificationTexts.ts';
import { noteTexts } from './noteTexts.ts';
import { reopeningTexts } from './reopeningTexts.ts';
import { taskListenerTexts } from './taskListenerTexts.ts';

export interface ProblemText {
  es: string;
  en: string;
}

/** Templates with `{name}` for the values of the rejection or incident. */
export const problemTexts = {
  // Rejections: a command that could not be; nothing happened.
  INSTANCE_EXISTS: {
    es: 'Se esperaba una instancia nueva, pero {key} ya existe. Use otra clave.',
    en: 'Expected a new instance, but {key} exists. Use another key.',
  },
  INSTANCE_NOT_ACTIVE: {
    es: 'Se esperaba una instancia en curso, pero está {status}. Consulte su historia; ya no admite cambios.',
    en: 'Expected a running instance, but it is {status}. Look at its history; it takes no more changes.',
  },
  START_EVENT_NOT_FOUND: {
    es: 'Se esperaba el evento de inicio {element} en {process}, pero no está. Elija uno de los inicios del diagrama.',
    en: 'Expected start event {element} in {process}, but it is not there. Choose one of the starts of the drawing.',
  },
  USER_TASK_NOT_FOUND: {
    es: 'Se esperaba una tarea pendiente, pero ya fue completada o retirada. Vuelva a la bandeja.',
    en: 'Expected an open task, but it was completed or withdrawn. Go back to the list.',
  },
  USER_TASK_ASSIGNED: {
    es: 'Se esperaba una tarea libre, pero la tiene {assignee}. Pídale que la libere.',
    en: 'Expected a free task, but {assignee} has it. Ask for its release.',
  },
  ANSWER_MISSING: {
    es: 'Se esperaba la respuesta de {gateway}, pero no llegó. Elija una de sus opciones.',
    en: 'Expected the answer of {gateway}, but it is missing. Choose one of its options.',
  },
  ANSWER_NOT_AN_OPTION: {
    es: 'Se esperaba una de las opciones de {gateway} ({options}), pero llegó {answer}. Elija una de ellas.',
    en: 'Expected one of the options of {gateway} ({options}), but got {answer}. Choose one of them.',
  },
  JOB_NOT_FOUND: {
    es: 'Se esperaba un trabajo pendiente, pero {key} ya terminó o fue retirado. Active trabajos de nuevo.',
    en: 'Expected an open job, but {key} ended or was withdrawn. Activate jobs again.',
  },
  JOB_LEASE_LOST: {
    es: 'Se esperaba el arriendo vigente del trabajo {key}, pero otro lo tiene. Descarte este resultado.',
    en: 'Expected the present lease of job {key}, but somebody else holds it. Discard this result.',
  },
  RETRIES_NOT_POSITIVE: {
    es: 'Se esperaba al menos un reintento, pero llegó {retries}. Indique 1 o más.',
    en: 'Expected at least one retry, but got {retries}. Give 1 or more.',
  },
  TIMER_NOT_DUE: {
    es: 'Se esperaba un temporizador vencido, pero aún no es su hora. Espere.',
    en: 'Expected a timer that is due, but its time has not come. Wait.',
  },
  SUBSCRIPTION_NOT_FOUND: {
    es: 'Se esperaba una espera vigente, pero {key} ya se cerró. No hay nada que hacer.',
    en: 'Expected an open subscription, but {key} was closed. There is nothing to do.',
  },
  ELEMENT_INSTANCE_NOT_FOUND: {
    es: 'Se esperaba un elemento en curso, pero {key} ya terminó. Consulte la historia.',
    en: 'Expected a running element, but {key} ended. Look at the history.',
  },
  INCIDENT_NOT_FOUND: {
    es: 'Se esperaba un incidente abierto, pero {key} ya se resolvió. Recargue la lista.',
    en: 'Expected an open incident, but {key} was resolved. Reload the list.',
  },
  NOTHING_TO_CONTINUE: {
    es: 'Se esperaba un paso interrumpido, pero no hay ninguno. No hay nada que hacer.',
    en: 'Expected an interrupted step, but there is none. There is nothing to do.',
  },
  VARIABLE_NAME_FORBIDDEN: {
    es: 'Se esperaba otro nombre de variable, pero llegó «{name}». Cámbielo.',
    en: 'Expected another variable name, but got "{name}". Rename it.',
  },
  // Rejections of the runtime.
  NOT_FOUND: {
    es: 'Se esperaba algo que exista[ con la clave {key}], pero no está. Revise la dirección o la clave.',
    en: 'Expected something that exists[ with key {key}], but it is not there. Check the address or the key.',
  },
  PROCESS_NOT_FOUND: {
    es: 'Se esperaba un proceso desplegado {process}, pero no hay ninguno. Despliéguelo primero.',
    en: 'Expected a deployed process {process}, but there is none. Deploy it first.',
  },
  DECISION_NOT_FOUND: {
    es: 'Se esperaba la decisión desplegada {decision}, pero no está. Despliegue su archivo .dmn.',
    en: 'Expected the deployed decision {decision}, but it is not there. Deploy its .dmn file.',
  },
  MESSAGE_ALREADY_PUBLISHED: {
    es: 'Se esperaba un identificador de mensaje nuevo, pero {messageId} ya se publicó. No lo repita.',
    en: 'Expected a new message id, but {messageId} was published already. Do not repeat it.',
  },
  MESSAGE_NOT_CORRELATED: {
    es: 'Se esperaba que alguien aguardara el mensaje {name}, pero nadie lo aguarda. Revise la clave {correlationKey}.',
    en: 'Expected somebody to wait for message {name}, but nobody does. Check the key {correlationKey}.',
  },
  COMMAND_BODY_DIFFERS: {
    es: 'Se esperaba el mismo cuerpo para la clave de idempotencia {id}, pero es otro. Use una clave nueva.',
    en: 'Expected the same body for idempotency key {id}, but it differs. Use a new key.',
  },
  COMMAND_IN_FLIGHT: {
    es: 'Se esperaba un pedido nuevo, pero el mismo ({id}) se está atendiendo. Espere y consulte el resultado.',
    en: 'Expected a new request, but the same one ({id}) is being served. Wait and look at the result.',
  },
  VALUE_NOT_STORABLE: {
    es: 'Se esperaba un valor JSON, pero {path} no lo es ({reason}). Corríjalo.',
    en: 'Expected a JSON value, but {path} is none ({reason}). Correct it.',
  },
  // Incidents: an instance waits for somebody to look.
  NO_FLOW_CHOSEN: {
    es: 'Se esperaba una condición verdadera, pero ninguna de {conditions} lo es y no hay flujo por defecto. Corrija las variables y reintente.',
    en: 'Expected a true condition, but none of {conditions} is and there is no default flow. Correct the variables and retry.',
  },
  CONDITION_NOT_BOOLEAN: {
    es: 'Se esperaba verdadero o falso de {condition}, pero dio {result}. Corrija la condición o las variables.',
    en: 'Expected true or false from {condition}, but got {result}. Correct the condition or the variables.',
  },
  JOIN_STARVED: {
    es: 'Se esperaba otra rama en {joins}, pero ya nada puede llegar. Revise el diagrama, que se bloquea; al resolver el incidente el caso sigue con las ramas que llegaron.',
    en: 'Expected another branch at {joins}, but nothing can arrive any more. Check the drawing, which deadlocks; resolving the incident goes on with the branches that came.',
  },
  JOB_FAILED: {
    es: 'Se esperaba que el trabajo {jobType} terminara, pero falló y no le quedan reintentos: {message}. Corrija la causa y reintente.',
    en: 'Expected job {jobType} to end, but it failed and has no retries left: {message}. Mend the cause and retry.',
  },
  JOB_TYPE_NOT_TEXT: {
    es: 'Se esperaba un tipo de trabajo, pero {expression} no da un texto. Corrija la expresión.',
    en: 'Expected a job type, but {expression} gives no text. Correct the expression.',
  },
  ERROR_NOT_CAUGHT: {
    es: 'Se esperaba quien atrape el error {error}, pero nadie lo hace. Agregue un evento de borde o corrija los datos.',
    en: 'Expected a handler for error {error}, but there is none. Add a boundary event or correct the data.',
  },
  CANCEL_NOT_CAUGHT: {
    es: 'Se esperaba un evento de borde de cancelación en la transacción, pero no tiene y no se sabe por dónde seguir. Agréguelo al diagrama; reintente para ejecutarla de nuevo, o cancele el caso.',
    en: 'Expected a cancel boundary event on the transaction, but it has none and nothing says where to go on. Add one to the drawing; retry to run the transaction again, or cancel the case.',
  },
  COLLECTION_NOT_A_LIST: {
    es: 'Se esperaba una lista de {expression}, pero dio {result}. Corrija la variable y reintente.',
    en: 'Expected a list from {expression}, but got {result}. Correct the variable and retry.',
  },
  CARDINALITY_NOT_A_COUNT: {
    es: 'Se esperaba un número entero de {expression}, pero dio {result}. Corrija la variable y reintente.',
    en: 'Expected a whole number from {expression}, but got {result}. Correct the variable and retry.',
  },
  CORRELATION_KEY_NOT_TEXT: {
    es: 'Se esperaba un texto o número como clave de {event}, pero {expression} dio {result}. Corrija la variable y reintente.',
    en: 'Expected a text or number as the key of {event}, but {expression} gave {result}. Correct the variable and retry.',
  },
  TIMER_NOT_VALID: {
    es: 'Se esperaba una fecha, duración o ciclo ISO 8601, o cron, en {event}, pero {expression} dio {result}. Corríjala y reintente.',
    en: 'Expected an ISO 8601 date, duration or cycle, or cron, in {event}, but {expression} gave {result}. Correct it and retry.',
  },
  TIMER_TOO_FREQUENT: {
    es: 'Se esperaba un ciclo de un segundo o más en {event}, pero su intervalo es {interval}. Corrija la variable y reintente.',
    en: 'Expected a cycle of a second or more in {event}, but its interval is {interval}. Correct the variable and retry.',
  },
  DATE_NOT_VALID: {
    es: 'Se esperaba una fecha ISO 8601 en {attribute}, pero no lo es. Corrija la variable y reintente.',
    en: 'Expected an ISO 8601 date in {attribute}, but it is none. Correct the variable and retry.',
  },
  ...adHocTexts,
  ...callTexts,
  ...clockTexts,
  ...limitTexts,
  ...migrationTexts,
  ...modificationTexts,
  ...noteTexts,
  ...reopeningTexts,
  ...taskListenerTexts,
} satisfies { [code: string]: ProblemText };
