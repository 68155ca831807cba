// What is said about elements, their events and their expressions, in Spanish and English, each with what to do.
import type { ProblemText } from '../../core/problems.ts';

export const elementTexts = {
  ELEMENT_NOT_SUPPORTED: {
    es: 'Se esperaba un elemento que el motor ejecute, pero «{tag}» todavía no se ejecuta; reemplácelo por elementos equivalentes.',
    en: 'Expected an element that the engine executes, but "{tag}" is not executed yet; replace it by equivalent elements.',
  },
  START_WITH_INCOMING: {
    es: 'Se esperaba un evento de inicio sin flujos de entrada, pero tiene; lleve ese flujo al primer elemento que sigue al inicio.',
    en: 'Expected a start event without incoming flows, but it has some; lead that flow to the first element behind the start.',
  },
  START_AMBIGUOUS: {
    es: 'Se esperaba un solo evento de inicio simple, pero hay {count}; quien inicia un caso elige uno, y donde nadie elige se usa el primero. Póngales nombres que se distingan, o únalos.',
    en: 'Expected one plain start event, but there are {count}; who starts a case chooses one, and where nobody chooses the first is used. Give them names that differ, or join them.',
  },
  END_WITH_OUTGOING: {
    es: 'Se esperaba un evento de fin sin flujos de salida, pero tiene; use un evento intermedio o borre el flujo.',
    en: 'Expected an end event without outgoing flows, but it has some; use an intermediate event or delete the flow.',
  },
  BOUNDARY_WITH_INCOMING: {
    es: 'Se esperaba un evento de borde sin flujos de entrada, pero tiene; lleve el flujo a otro elemento.',
    en: 'Expected a boundary event without incoming flows, but it has some; lead the flow to another element.',
  },
  EVENT_MISPLACED: {
    es: 'Se esperaba una definición permitida en «{tag}», pero BPMN no permite «{definition}» ahí; cambie el tipo del evento.',
    en: 'Expected a definition that "{tag}" may have, but BPMN does not allow "{definition}" there; change the kind of the event.',
  },
  ERROR_MUST_INTERRUPT: {
    es: 'Se esperaba un evento de error que interrumpa, pero está marcado como no interruptor; márquelo como interruptor o use un escalamiento.',
    en: 'Expected an error event that interrupts, but it is marked as non-interrupting; mark it as interrupting or use an escalation.',
  },
  CANCEL_MUST_INTERRUPT: {
    es: 'Se esperaba que la cancelación de la transacción la interrumpa, pero el evento está marcado como no interruptor; márquelo como interruptor.',
    en: 'Expected the cancellation of the transaction to interrupt it, but the event is marked as non-interrupting; mark it as interrupting.',
  },
  CALL_WITHOUT_START: {
    es: 'Se esperaba que el proceso «{process}» se pueda llamar, pero solo lo inician eventos; agréguele un evento de inicio simple o llame a otro.',
    en: 'Expected that process "{process}" can be called, but only events begin it; give it a plain start event or call another one.',
  },
  LOOP_TWICE: {
    es: 'Se esperaba una actividad repetida de una sola manera, pero está marcada como ciclo y como instancias múltiples; quite una de las dos marcas.',
    en: 'Expected an activity that is repeated in one way, but it is marked as a loop and as multi-instance; remove one of the two marks.',
  },
  EVENT_WITHOUT_DEFINITION: {
    es: 'Se esperaba saber qué espera este evento, pero no tiene definición; alguien tendrá que indicar «ya ocurrió», o agregue un mensaje, señal o temporizador.',
    en: 'Expected to know what this event waits for, but it has no definition; somebody will have to say "it happened", or add a message, signal or timer.',
  },
  EVENT_SUBPROCESS_WITH_FLOWS: {
    es: 'Se esperaba un subproceso de evento sin flujos de entrada ni de salida, pero tiene; bórrelos: lo inicia su evento, y al terminar termina el ámbito donde está.',
    en: 'Expected an event subprocess without incoming and outgoing flows, but it has some; delete them: its event starts it, and the scope that it lies in ends after it.',
  },
  EVENT_SUBPROCESS_STARTS: {
    es: 'Se esperaba un solo evento de inicio en el subproceso de evento, pero hay {count}; deje uno, que diga qué espera.',
    en: 'Expected one start event in the event subprocess, but there are {count}; keep one that says what it waits for.',
  },
  EVENT_SUBPROCESS_REPEATED: {
    es: 'Se esperaba un subproceso de evento sin marca de repetición, pero tiene y se ignora; se repite cada vez que ocurre su evento.',
    en: 'Expected an event subprocess without a repetition marker, but it has one, which is ignored; it runs again whenever its event happens.',
  },
  ERROR_START_INTERRUPTS: {
    es: 'Se esperaba un inicio de error que interrumpa, pero está marcado como no interruptor; interrumpirá igual. Márquelo así o use un escalamiento.',
    en: 'Expected an error start that interrupts, but it is marked as non-interrupting; it interrupts all the same. Mark it so or use an escalation.',
  },
  EVENT_WITHOUT_CONDITION: {
    es: 'Se esperaba la condición que este evento espera, pero no tiene; alguien tendrá que indicar «ya ocurrió», o escríbala como «=saldo < 0».',
    en: 'Expected the condition that this event waits for, but it has none; somebody will have to say "it happened", or write it like "=balance < 0".',
  },
  EVENT_WITHOUT_REFERENCE: {
    es: 'Se esperaba el nombre de lo que espera o envía ({definition}), pero no se indicó; elija o cree uno en las propiedades del evento.',
    en: 'Expected the name of what it waits for or sends ({definition}), but none was given; choose or create one in the properties of the event.',
  },
  MESSAGE_WITHOUT_KEY: {
    es: 'Se esperaba una clave de correlación para el mensaje «{message}», pero no tiene; se usará la del caso. Indique una si varios casos esperan el mismo mensaje.',
    en: 'Expected a correlation key for the message "{message}", but it has none; that of the case is used. Give one if several cases wait for the same message.',
  },
  EVENT_GATEWAY_TARGET: {
    es: 'Se esperaban eventos que esperan o tareas de recepción tras la compuerta basada en eventos, pero «{target}» es {tag}; anteponga un evento o cambie la compuerta por una exclusiva.',
    en: 'Expected waiting events or receive tasks behind the event-based gateway, but "{target}" is a {tag}; put an event before it or use an exclusive gateway.',
  },
  EVENT_GATEWAY_WITHOUT_EVENTS: {
    es: 'Se esperaban eventos tras la compuerta basada en eventos, pero no tiene salidas; conéctela a los eventos que debe esperar.',
    en: 'Expected events behind the event-based gateway, but nothing leaves it; connect it to the events that it has to wait for.',
  },
  TIMER_AMBIGUOUS: {
    es: 'Se esperaba una sola de fecha, duración o ciclo, pero el temporizador tiene varias ({given}); deje una.',
    en: 'Expected one of date, duration or cycle, but the timer has several ({given}); keep one.',
  },
  TIMER_WITHOUT_TIME: {
    es: 'Se esperaba una fecha, duración o ciclo, pero el temporizador no tiene; alguien tendrá que indicar «ya ocurrió», o escriba por ejemplo PT2H.',
    en: 'Expected a date, duration or cycle, but the timer has none; somebody will have to say "it happened", or write for instance PT2H.',
  },
  TIMER_INVALID: {
    es: 'Se esperaba ISO 8601 (PT2H, 2026-05-01T08:00:00-05:00, R3/P1D), cron en un ciclo (0 0 9 * * MON-FRI) o una expresión que empiece con «=», pero dice «{text}»; corríjalo.',
    en: 'Expected ISO 8601 (PT2H, 2026-05-01T08:00:00-05:00, R3/P1D), cron in a cycle (0 0 9 * * MON-FRI) or an expression that begins with "=", but it says "{text}"; correct it.',
  },
  CRON_FIELDS: {
    es: 'Se esperaban en cron seis campos (segundo, minuto, hora, día del mes, mes, día de la semana), cinco sin el segundo o siete con el año, pero «{text}» tiene {count}; complételos, por ejemplo 0 0 9 * * MON-FRI.',
    en: 'Expected six fields of cron (second, minute, hour, day of month, month, day of week), five without the second or seven with the year, but "{text}" has {count}; write them all, for instance 0 0 9 * * MON-FRI.',
  },
  CRON_FIELD: {
    es: 'Se esperaban números, nombres, rangos o pasos que existan en el campo {field} de «{text}», pero dice «{given}»; corrija ese campo. El orden es segundo (si son más de cinco), minuto, hora, día del mes, mes, día de la semana y año.',
    en: 'Expected numbers, names, ranges or steps that exist in field {field} of "{text}", but it says "{given}"; correct that field. The order is second (if there are more than five), minute, hour, day of month, month, day of week and year.',
  },
  CRON_MACRO: {
    es: 'Se esperaba una de las abreviaturas de cron ({known}), pero dice «{text}»; corríjala.',
    en: 'Expected one of the abbreviations of cron ({known}), but it says "{text}"; correct it.',
  },
  CRON_NEVER: {
    es: 'Se esperaba un cron que llegue alguna vez, pero ningún calendario tiene el día de «{text}»; corrija el día o el mes.',
    en: 'Expected cron that comes some time, but no calendar has the day of "{text}"; correct the day or the month.',
  },
  TIMER_TOO_SHORT: {
    es: 'Se esperaba un ciclo de un segundo o más, pero dice «{text}»; indique un intervalo más largo, por ejemplo R/PT1M.',
    en: 'Expected a cycle of a second or more, but it says "{text}"; give a longer interval, for instance R/PT1M.',
  },
  TIMER_WITHOUT_ZONE: {
    es: 'Se esperaba una fecha con zona horaria, pero «{text}» no tiene y se leerá en la del proceso; agregue por ejemplo -05:00.',
    en: 'Expected a date with a time zone, but "{text}" has none and is read in that of the process; add for instance -05:00.',
  },
  CONDITION_NOT_FEEL: {
    es: 'Se esperaba una condición FEEL, pero «{expression}» no lo es y se ignora; escríbala como «=monto > 1000», o deje que la compuerta pregunte a una persona.',
    en: 'Expected a FEEL condition, but "{expression}" is none and is ignored; write it like "=amount > 1000", or let the gateway ask a person.',
  },
  LOOP_NOT_FEEL: {
    es: 'Se esperaba una expresión FEEL para la repetición, pero «{expression}» no lo es y se ignora; escríbala con «=».',
    en: 'Expected a FEEL expression for the repetition, but "{expression}" is none and is ignored; write it with "=".',
  },
  REPETITION_WITHOUT_COUNT: {
    es: 'Se esperaba cuántas veces o sobre qué lista se repite, pero no se dice y se hará una vez; indique una colección de entrada.',
    en: 'Expected how often or over which list it repeats, but nothing says so and it is done once; give an input collection.',
  },
  LOOP_MAXIMUM_INVALID: {
    es: 'Se esperaba un número entero de 0 o más como máximo de repeticiones, pero dice «{maximum}»; corríjalo o bórrelo.',
    en: 'Expected a whole number of 0 or more as the most repetitions, but it says "{maximum}"; correct or delete it.',
  },
  AD_HOC_EMPTY: {
    es: 'Se esperaba al menos una actividad sin flujo de entrada en el subproceso ad hoc, pero no hay ninguna y termina apenas empieza; agregue las actividades entre las que se elige.',
    en: 'Expected at least one activity without an incoming flow in the ad-hoc subprocess, but there is none and it ends as soon as it begins; add the activities to choose from.',
  },
  AD_HOC_WITH_BORDER: {
    es: 'Se esperaban actividades sueltas en el subproceso ad hoc, pero tiene un evento de inicio o fin, que BPMN no permite ahí; bórrelo.',
    en: 'Expected loose activities in the ad-hoc subprocess, but it has a start or end event, which BPMN does not allow there; delete it.',
  },
  COMPLEX_BEHAVIOR_INCOMPLETE: {
    es: 'Se esperaba una condición en cada comportamiento complejo de la repetición, pero uno no la tiene; escríbala o bórrelo.',
    en: 'Expected a condition in each complex behavior of the repetition, but one has none; write it or delete it.',
  },
  BEHAVIOR_NOT_THROWN: {
    es: 'Se esperaba un evento que una actividad pueda enviar, pero «{definition}» no lo es y se ignora; use una señal, un mensaje o un escalamiento.',
    en: 'Expected an event that an activity can throw, but "{definition}" is none and is ignored; use a signal, a message or an escalation.',
  },
  BEHAVIOR_GOES_ON: {
    es: 'Se esperaba un evento de borde no interruptor para lo que la actividad «{activity}» envía al completar cada repetición, pero este interrumpe y aun así las demás continúan; márquelo como no interruptor, o use la condición de finalización para detenerlas.',
    en: 'Expected a non-interrupting boundary event for what the activity "{activity}" throws as its repetitions complete, but this one interrupts and the others go on all the same; mark it as non-interrupting, or use the completion condition to stop them.',
  },
  REPETITION_TOO_LONG: {
    es: 'Se esperaban a lo sumo {limit} repeticiones, pero se piden {count} y la actividad se detendrá con un incidente; reduzca el número o divida el trabajo.',
    en: 'Expected at most {limit} repetitions, but {count} are asked for and the activity stops with an incident; lower the number or divide the work.',
  },
  FLOW_WITHOUT_CONDITION: {
    es: 'Se esperaba una condición en cada salida de la compuerta «{gateway}», pero este flujo no tiene y no se tomará nunca; agréguela o márquelo como flujo por defecto.',
    en: 'Expected a condition on each flow out of the gateway "{gateway}", but this one has none and is never taken; add one or make it the default flow.',
  },
  NODE_UNREACHABLE: {
    es: 'Se esperaba un flujo que llegue a este elemento, pero ninguno llega y no se ejecutará; conéctelo o bórrelo.',
    en: 'Expected a flow that leads to this element, but none does and it never runs; connect or delete it.',
  },
  TASK_WITHOUT_PEOPLE: {
    es: 'Se esperaba un carril o una asignación, pero la tarea no tiene y la verá la administración; póngala en un carril o asígnele un grupo.',
    en: 'Expected a lane or an assignment, but the task has neither and falls to administrators; put it in a lane or assign a group.',
  },
  LANE_WITHOUT_NAME: {
    es: 'Se esperaba un nombre de carril, pero no tiene y sus tareas no sabrán de quién son; póngale el nombre del grupo responsable.',
    en: 'Expected a name for the lane, but it has none and its tasks do not know whose they are; name it after the group that does them.',
  },
  VARIABLE_NAME_RESERVED: {
    es: 'Se esperaba otro nombre de variable, pero «{name}» está reservado y su valor se perdería; cámbielo en el elemento.',
    en: 'Expected another name for the variable, but "{name}" is reserved and its value would be lost; rename it in the element.',
  },
  STARTS_ITSELF: {
    es: 'Se esperaba un mensaje o señal de otro, pero «{name}» también inicia este proceso, que se iniciaría a sí mismo; use otro nombre, o espere antes a una persona o una hora.',
    en: 'Expected a message or signal of another, but "{name}" starts this process too, which would start itself; use another name, or wait for a person or a time before.',
  },
  VARIANT_INCOMPLETE: {
    es: 'Se esperaba una variante con flujo y tipo (as-is o to-be), pero dice «{flow}» y «{kind}»; complétela.',
    en: 'Expected a variant with a flow and a kind (as-is or to-be), but it says "{flow}" and "{kind}"; complete it.',
  },
} satisfies Record<string, ProblemText>;
