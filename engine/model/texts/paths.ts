// What is said about where paths begin, fork and end, and about formats and methods, in Spanish and English, each with what to do.
import type { ProblemText } from '../../core/problems.ts';

export const pathTexts = {
  START_MISSING: {
    es: 'Se esperaba un evento de inicio donde hay uno de fin, pero no hay ninguno; empieza por los elementos a los que no llega ningún flujo. Dibuje el inicio para que se vea.',
    en: 'Expected a start event where there is an end event, but there is none; it begins at the elements that no flow enters. Draw the start, so that everybody sees it.',
  },
  END_MISSING: {
    es: 'Se esperaba un evento de fin donde hay uno de inicio, pero no hay ninguno; termina donde termina cada camino. Dibuje el fin para que se vea.',
    en: 'Expected an end event where there is a start event, but there is none; it ends where each path ends. Draw the end, so that everybody sees it.',
  },
  BOUNDARY_WITHOUT_FLOW: {
    es: 'Se esperaba un flujo de salida en el evento de borde, pero no tiene y cuando ocurre no sigue nada; dibuje qué se hace entonces.',
    en: 'Expected a flow out of the boundary event, but it has none and nothing follows when it happens; draw what is done then.',
  },
  EVENT_WITHOUT_INCOMING: {
    es: 'Se esperaba un flujo que llegue a este evento ({tag}), pero ninguno llega; el proceso empieza también aquí. Conéctelo o use un evento de inicio.',
    en: 'Expected a flow that leads to this event ({tag}), but none does; the process begins here too. Connect it or use a start event.',
  },
  GATEWAY_DIRECTION: {
    es: 'Se esperaban flujos como dice la dirección de la compuerta ({direction}), pero entran {incoming} y salen {outgoing}; valen los flujos. Corrija o quite la dirección.',
    en: 'Expected flows as the direction of the gateway says ({direction}), but {incoming} come and {outgoing} go; the flows count. Correct or remove the direction.',
  },
  GATEWAY_WITHOUT_PURPOSE: {
    es: 'Se esperaba una compuerta que divida o una varios flujos, pero esta no hace ninguna de las dos cosas; agregue flujos o bórrela.',
    en: 'Expected a gateway that splits or joins several flows, but this one does neither; add flows or delete it.',
  },
  EVENT_GATEWAY_SINGLE: {
    es: 'Se esperaban dos o más eventos tras la compuerta basada en eventos, pero hay uno y no hay qué elegir; agregue otro o espere el evento sin compuerta.',
    en: 'Expected two or more events behind the event-based gateway, but there is one and nothing to choose; add another or wait for the event without a gateway.',
  },
  EVENT_GATEWAY_CONDITION: {
    es: 'Se esperaba que el primer evento decidiera tras «{source}», pero este flujo tiene una condición; bórrela o use otra compuerta.',
    en: 'Expected the first event to decide behind "{source}", but this flow has a condition; delete it or use another gateway.',
  },
  EVENT_GATEWAY_TARGET_SHARED: {
    es: 'Se esperaba que a «{target}» ({tag}) se llegara solo desde la compuerta basada en eventos, pero llega otro flujo; por ese se espera solo a este evento. Dibuje otro evento para el otro camino.',
    en: 'Expected "{target}" ({tag}) to be reached from the event-based gateway alone, but another flow leads to it; by that one this event alone is awaited. Draw another event for the other path.',
  },
  EVENT_GATEWAY_TARGET_BOUNDARY: {
    es: 'Se esperaba «{target}» ({tag}) sin eventos de borde tras la compuerta basada en eventos, pero tiene y allí no pueden ocurrir; ponga esos eventos como otra salida de la compuerta.',
    en: 'Expected "{target}" ({tag}) without boundary events behind the event-based gateway, but it has some, which cannot happen there; make those events another way out of the gateway.',
  },
  EVENT_GATEWAY_MIXED: {
    es: 'Se esperaban solo eventos de mensaje o solo tareas de recepción tras la compuerta basada en eventos, pero hay de ambos; se esperan igual. Use una sola forma.',
    en: 'Expected message events alone or receive tasks alone behind the event-based gateway, but there are both; they are awaited all the same. Use one form.',
  },
  CONDITION_IGNORED: {
    es: 'Se esperaban flujos sin condición tras la compuerta paralela «{source}», pero este tiene una que se ignora; bórrela o use una compuerta inclusiva.',
    en: 'Expected flows without conditions behind the parallel gateway "{source}", but this one has a condition that is ignored; delete it or use an inclusive gateway.',
  },
  CONDITION_NEVER_BOOLEAN: {
    es: 'Se esperaba una condición verdadera o falsa, pero «{condition}» es siempre otra cosa; escriba una comparación, como «=monto > 1000».',
    en: 'Expected a condition that is true or false, but "{condition}" is always something else; write a comparison, such as "=amount > 1000".',
  },
  REPETITION_COUNTED_TWICE: {
    es: 'Se esperaba un número de repeticiones o una lista de datos, pero la actividad tiene los dos y no se sabe cuál vale; deje uno.',
    en: 'Expected a number of repetitions or a list of data, but the activity has both and nothing says which counts; keep one.',
  },
  FLOW_NOT_IMMEDIATE: {
    es: 'Se esperaba un flujo inmediato en un proceso ejecutable, pero dice que entre sus extremos puede ocurrir algo que no está dibujado; se ejecuta de inmediato. Dibújelo o quite isImmediate.',
    en: 'Expected an immediate flow in an executable process, but it says that something not drawn may happen between its ends; it is executed immediately. Draw it or remove isImmediate.',
  },
  TEXT_FORMAT_UNKNOWN: {
    es: 'Se esperaba un tipo de medio como text/plain en el formato de la documentación, pero dice «{format}»; corríjalo o quítelo.',
    en: 'Expected a media type such as text/plain as the format of the documentation, but it says "{format}"; correct or remove it.',
  },
  SCRIPT_FORMAT_UNKNOWN: {
    es: 'Se esperaba un tipo de medio o un lenguaje conocido en el formato del script, pero dice «{format}»; lo hará quien trabaje «script:{format}». Corríjalo o escriba el script en FEEL.',
    en: 'Expected a media type or a known language as the format of the script, but it says "{format}"; whoever works on "script:{format}" does it. Correct it or write the script in FEEL.',
  },
  TRANSACTION_METHOD: {
    es: 'Se esperaba ##Compensate o la dirección de un protocolo como método de la transacción, pero «{method}» no es una dirección; corríjalo o quítelo.',
    en: 'Expected ##Compensate or the address of a protocol as the method of the transaction, but "{method}" is no address; correct or remove it.',
  },
  TRANSACTION_COMPENSATES: {
    es: 'Se esperaba una transacción que se deshace compensando, pero su método es «{method}»; se compensa igual. Quite el método.',
    en: 'Expected a transaction that is undone by compensation, but its method is "{method}"; it is compensated all the same. Remove the method.',
  },
} satisfies Record<string, ProblemText>;
