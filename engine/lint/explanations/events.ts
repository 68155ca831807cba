// Why findings about events, times, messages, service levels and the file itself matter.
import type { ProblemText } from '../../problemSentence.ts';

export const eventExplanations = {
  EVENT_WITHOUT_DEFINITION: {
    es: 'Un evento sin marca adentro no dice qué espera. Mientras tanto una persona de ese carril responde «ya ocurrió».',
    en: 'An event without a mark inside does not say what it waits for. Until then a person of that lane answers "it happened".',
  },
  EVENT_WITHOUT_REFERENCE: {
    es: 'El nombre es lo que une a quien envía con quien espera: el correo que llega, el otro proceso o el sistema externo dicen ese mismo nombre.',
    en: 'The name is what joins who sends with who waits: the mail that comes, the other process or the system outside say the same name.',
  },
  MESSAGE_WITHOUT_KEY: {
    es: 'La clave dice a cuál de los casos le llega el mensaje, por ejemplo =radicado. Sin una propia vale la del caso, y otro sistema tendría que conocerla.',
    en: 'The key says which of the cases gets the message, for instance =case_number. Without one of its own that of the case counts, which another system would have to know.',
  },
  TIMER_WITHOUT_TIME: {
    es: 'PT2H son dos horas, P3D tres días, R/P1W cada semana; 0 0 9 * * MON-FRI, los días hábiles a las nueve. Para días hábiles del calendario se usa una expresión.',
    en: 'PT2H is two hours, P3D three days, R/P1W every week; 0 0 9 * * MON-FRI is weekdays at nine. For business days of a calendar use an expression.',
  },
  TIMER_INVALID: {
    es: 'Una duración empieza con P: P3D son tres días, PT30M treinta minutos. La T separa los días de las horas, y M significa meses antes de ella y minutos después.',
    en: 'A duration begins with P: P3D is three days, PT30M thirty minutes. The T stands between days and hours, and M means months before it and minutes after it.',
  },
  TIMER_WITHOUT_ZONE: {
    es: 'Sin zona, la misma fecha es otra hora en otro servidor. La de Colombia es -05:00.',
    en: 'Without a zone the same date is another hour on another server. That of Colombia is -05:00.',
  },
  ERROR_MUST_INTERRUPT: {
    es: 'Un error significa que la actividad no pudo terminar: no puede seguir a la vez. Para avisar sin interrumpir existe el escalamiento.',
    en: 'An error means that the activity could not end: it cannot go on as well. To notify without interrupting there is escalation.',
  },
  CANCEL_WITHOUT_BOUNDARY: {
    es: 'Cancelar deshace lo hecho en la transacción; el evento de borde dice por dónde sigue el caso después.',
    en: 'Canceling undoes what the transaction did; the boundary event says how the case goes on afterwards.',
  },
  COMPENSATION_WITHOUT_ACTIVITY: {
    es: 'Compensar es deshacer lo que ya terminó bien: anular un pago, liberar una reserva. Esa actividad va unida con una línea punteada, no con un flujo.',
    en: 'To compensate is to undo what ended well: cancel a payment, free a reservation. That activity is joined by a dotted line, not by a flow.',
  },
  HANDLER_OF_NOTHING: {
    es: 'Una actividad marcada con las flechas de compensación solo se hace cuando algo se deshace; nadie la invoca todavía.',
    en: 'An activity marked with the arrows of compensation is done only when something is undone; nobody asks for it yet.',
  },
  LINK_WITHOUT_CATCH: {
    es: 'Los enlaces son un flujo partido en dos para no cruzar el dibujo: cada flecha que sale necesita la que entra, con el mismo nombre.',
    en: 'Links are one flow cut in two so that it does not cross the drawing: each arrow that leaves needs the one that arrives, of the same name.',
  },
  SLA_WITHOUT_CALENDAR: {
    es: 'Un plazo en días hábiles depende de qué días se trabaja. El calendario co-legal trae los festivos de Colombia.',
    en: 'A term in business days depends on which days people work. The calendar co-legal holds the holidays of Colombia.',
  },
  SLA_TARGET_UNREADABLE: {
    es: 'Se escribe un número de días (15), una duración (PT8H), una fecha, una expresión (=plazo) o una decisión (decision:Plazo).',
    en: 'Write a number of days (15), a duration (PT8H), a date, an expression (=term) or a decision (decision:Term).',
  },
  STYLE_EVENT_WITHOUT_NAME: {
    es: 'El nombre de un evento dice qué pasó («Pago recibido»), y el del fin, en qué quedó el caso. Así se cuentan los resultados.',
    en: 'The name of an event says what happened ("Payment received"), and that of an end how the case came out. That is how results are counted.',
  },
  STYLE_DEFINITION_UNUSED: {
    es: 'Queda al borrar un evento. No estorba al ejecutar, pero aparece en las listas para elegir y confunde.',
    en: 'It is left behind when an event is deleted. It does not disturb a run, but it shows in lists to choose from and confuses.',
  },
  STYLE_NOT_DRAWN: {
    es: 'El motor ejecuta lo que dice el archivo, se vea o no. Un paso invisible es un paso que nadie aprobó.',
    en: 'The engine executes what the file says, visible or not. A step that nobody sees is a step that nobody approved.',
  },
  DUPLICATE_ID: {
    es: 'El identificador es el nombre con que el motor sigue cada paso. Con dos iguales no se sabe de cuál habla la historia. Al abrir el dibujo solo se ve el primero.',
    en: 'The id is the name by which the engine follows each step. With two alike nobody knows which one the history speaks of. An opened drawing shows the first alone.',
  },
  UNKNOWN_ATTRIBUTE: {
    es: 'Un atributo mal escrito no da error: simplemente no hace nada. Suele ser una letra de más o una propiedad de otra herramienta.',
    en: 'An attribute that is spelled wrong gives no error: it simply does nothing. Often it is one letter too many or a property of another tool.',
  },
  DRAFT_LINK_MISSING: {
    es: 'Lo que se publica es la carpeta completa. Si el formulario o la decisión no está en ella ni publicada antes, la tarea muestra un formulario generado o el caso se detiene al decidir.',
    en: 'What is published is the whole folder. If the form or decision is neither in it nor published before, the task shows a generated form, or the case stops where it decides.',
  },
  LINT_STOPPED: {
    es: 'Lo demás de la revisión vale: solo faltó recorrer todas las combinaciones posibles.',
    en: 'The rest of the check holds: only the walk through all possible combinations is missing.',
  },
} as const satisfies Record<string, ProblemText>;
