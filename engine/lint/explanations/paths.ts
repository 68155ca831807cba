// Why findings about ways matter: starts, ends, gateways, flows.
import type { ProblemText } from '../../problemSentence.ts';

export const pathExplanations = {
  START_MISSING: {
    es: 'Quien abre el diagrama busca primero el círculo del inicio. Sin él, el caso empieza en cada elemento al que no llega nada, que puede ser más de uno.',
    en: 'Whoever opens the drawing looks for the circle of the start first. Without it, the case begins at each element that nothing leads to, which may be more than one.',
  },
  END_MISSING: {
    es: 'El caso termina cuando ya no queda nada por hacer. Dibujar el fin permite decir con qué resultado termina cada camino, y contarlo después.',
    en: 'A case ends when nothing is left to do. A drawn end says with which result each way ends, and lets it be counted later.',
  },
  START_AMBIGUOUS: {
    es: 'Si hay varios inicios sin mensaje ni temporizador, cada persona que inicia un trámite tiene que elegir uno. Un solo inicio y una compuerta después suele ser más claro.',
    en: 'With several starts that have neither message nor timer, each person who begins a case has to choose one. One start and a gateway behind it is usually clearer.',
  },
  STARTS_ITSELF: {
    es: 'El mensaje que este proceso envía es también el que lo inicia: cada caso abriría otro, sin parar.',
    en: 'The message that this process sends is also the one that begins it: each case would open another, without end.',
  },
  NODE_UNREACHABLE: {
    es: 'Un paso al que no llega ningún flujo nunca se hace, aunque se vea en el diagrama. Suele quedar al borrar un flujo.',
    en: 'A step that no flow leads to is never done, though it is on the drawing. It is often left behind when a flow is deleted.',
  },
  BOUNDARY_WITHOUT_FLOW: {
    es: 'El evento de borde interrumpe o avisa, pero sin flujo de salida nadie hace nada con el aviso. Si interrumpe, el camino se acaba ahí.',
    en: 'The boundary event interrupts or notices, but without a flow nobody does anything about it. If it interrupts, the way ends there.',
  },
  GATEWAY_WITHOUT_PURPOSE: {
    es: 'Una compuerta con una entrada y una salida no decide ni une nada: el lector se detiene a buscar una decisión que no hay.',
    en: 'A gateway with one way in and one way out decides and joins nothing: readers stop to look for a decision that is not there.',
  },
  FLOW_WITHOUT_CONDITION: {
    es: 'En cuanto un camino de la compuerta tiene condición, todos la necesitan. El que no la tiene nunca se toma, salvo que sea el flujo por defecto (la raya al comienzo), que se toma cuando ninguna otra se cumple.',
    en: 'As soon as one way out of the gateway has a condition, all need one. The one without is never taken, unless it is the default flow (the stroke at its beginning), which is taken when no other holds.',
  },
  CONDITION_IGNORED: {
    es: 'La compuerta paralela (+) toma siempre todos sus caminos. Si la condición importa, lo que se busca es una inclusiva (O) o una exclusiva (X).',
    en: 'A parallel gateway (+) always takes all of its ways. If the condition matters, an inclusive (O) or exclusive (X) gateway is meant.',
  },
  DEFAULT_WITH_CONDITION: {
    es: 'El flujo por defecto se toma cuando ninguna otra condición se cumple; su propia condición no se mira.',
    en: 'The default flow is taken when no other condition holds; its own condition is not looked at.',
  },
  EVENT_GATEWAY_SINGLE: {
    es: 'Esta compuerta espera a ver cuál de varios eventos ocurre primero. Con uno solo basta el evento; suele faltar el temporizador que dice hasta cuándo se espera.',
    en: 'This gateway waits to see which of several events happens first. For one alone the event is enough; often the timer that says how long to wait is what lacks.',
  },
  EVENT_GATEWAY_TARGET: {
    es: 'Detrás solo puede ir algo que ocurre por fuera: un mensaje, una señal, un temporizador, una condición o una tarea de recepción. Una tarea de una persona no «ocurre primero».',
    en: 'Only what happens outside may stand behind it: a message, a signal, a timer, a condition or a receive task. A task of a person does not "happen first".',
  },
  FLOW_CROSSES_BORDER: {
    es: 'Lo que está dentro de un subproceso empieza y termina con él. Para salir antes se usa un evento de borde; para seguir después, el flujo sale del subproceso.',
    en: 'What lies inside a subprocess begins and ends with it. To leave early there are boundary events; to go on afterwards, the flow leaves the subprocess itself.',
  },
  FLOW_LEAVES_PROCESS: {
    es: 'Dos pools son dos organizaciones o dos procesos: entre ellos viaja un mensaje (línea punteada), no el control.',
    en: 'Two pools are two organisations or two processes: a message travels between them (dashed line), not control.',
  },
  STYLE_DEFAULT_MISSING: {
    es: 'Los datos reales traen siempre un caso que nadie pensó: un campo vacío, un valor nuevo. Con un flujo por defecto ese caso sigue; sin él, alguien de operación tiene que destrabarlo.',
    en: 'Real data always hold a case that nobody thought of: an empty field, a new value. With a default flow that case goes on; without, somebody in operations has to free it.',
  },
  STYLE_IMPLICIT_SPLIT: {
    es: 'Dos flujos que salen de una tarea no son una elección: se hacen los dos a la vez. Con una compuerta paralela (+) o exclusiva (X) se ve cuál de las dos cosas se quiso.',
    en: 'Two flows out of a task are no choice: both are done at once. A parallel (+) or exclusive (X) gateway shows which of the two was meant.',
  },
  STYLE_IMPLICIT_JOIN: {
    es: 'Una tarea no espera a que lleguen todos sus flujos: se hace una vez por cada uno que llega. Si los caminos son alternativos, da lo mismo; si van en paralelo, se hace dos veces.',
    en: 'A task does not wait for all of its flows: it is done once for each that arrives. Where the ways are alternatives that is fine; where they run in parallel, it is done twice.',
  },
  STYLE_GATEWAY_JOINS_AND_SPLITS: {
    es: 'Leer una compuerta que une y divide a la vez obliga a pensar dos cosas juntas, y no siempre se comporta como se cree. Dos compuertas dicen lo mismo sin dudas.',
    en: 'A gateway that joins and splits at once asks readers to think two things together, and does not always behave as believed. Two gateways say the same without doubt.',
  },
  STYLE_IMPLICIT_END: {
    es: 'Como otros caminos sí tienen fin dibujado, este parece olvidado. Con un fin propio se ve que es a propósito, y con qué resultado termina.',
    en: 'As other ways have a drawn end, this one looks forgotten. An end of its own shows that it is on purpose, and with which result it ends.',
  },
} as const satisfies Record<string, ProblemText>;
