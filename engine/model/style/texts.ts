// What is said of drawings that run, but that people read with effort or run otherwise than they look.
import type { ProblemText } from '../../core/problems.ts';

export const styleTexts = {
  STYLE_PROCESS_WITHOUT_NAME: {
    es: 'Se esperaba el nombre del proceso, pero no tiene y en las listas sale su identificador; escriba el nombre por el que lo conoce la gente.',
    en: 'Expected a name for the process, but it has none and lists show its id; write the name that people know it by.',
  },
  STYLE_ACTIVITY_WITHOUT_NAME: {
    es: 'Se esperaba un nombre ({tag}), pero no tiene y quien la recibe no sabe qué hacer; escriba un verbo y su objeto, como «Revisar solicitud».',
    en: 'Expected a name ({tag}), but it has none and whoever gets it does not know what to do; write a verb and its object, such as "Review request".',
  },
  STYLE_EVENT_WITHOUT_NAME: {
    es: 'Se esperaba un nombre ({tag}), pero no tiene; escriba qué pasó o en qué termina, como «Solicitud recibida».',
    en: 'Expected a name ({tag}), but it has none; write what happened or how it ends, such as "Request received".',
  },
  STYLE_GATEWAY_WITHOUT_QUESTION: {
    es: 'Se esperaba la pregunta que decide la compuerta, pero no tiene nombre; escríbala, como «¿Está completa?».',
    en: 'Expected the question that the gateway decides, but it has no name; write it, such as "Is it complete?".',
  },
  STYLE_FLOW_WITHOUT_ANSWER: {
    es: 'Se esperaba la respuesta a «{gateway}» en cada camino, pero el que va a «{target}» no la tiene; escríbala en el flujo, como «Sí».',
    en: 'Expected the answer to "{gateway}" on each way, but the one to "{target}" has none; write it on the flow, such as "Yes".',
  },
  STYLE_NAME_REPEATED: {
    es: 'Se esperaban nombres distintos, pero {count} actividades se llaman «{name}» y en la bandeja no se distinguen; cambie uno o una las dos.',
    en: 'Expected names that differ, but {count} activities are called "{name}" and cannot be told apart in the list of tasks; rename one or join them.',
  },
  STYLE_DEFAULT_MISSING: {
    es: 'Se esperaba un camino para cuando ninguna condición se cumpla, pero «{gateway}» no lo tiene y el caso se detiene con un incidente; elija un flujo por defecto.',
    en: 'Expected a way for when no condition holds, but "{gateway}" has none and the case stops with an incident; choose a default flow.',
  },
  STYLE_IMPLICIT_SPLIT: {
    es: 'Se esperaba una salida, pero de «{name}» salen {count} flujos y se toman todos a la vez; ponga una compuerta que diga si son todos o uno.',
    en: 'Expected one way out, but {count} flows leave "{name}" and all are taken at once; put a gateway that says whether it is all or one.',
  },
  STYLE_IMPLICIT_JOIN: {
    es: 'Se esperaba una entrada, pero a «{name}» llegan {count} flujos y se hace una vez por cada uno; ponga una compuerta que los una.',
    en: 'Expected one way in, but {count} flows reach "{name}" and it is done once for each; put a gateway that joins them.',
  },
  STYLE_GATEWAY_JOINS_AND_SPLITS: {
    es: 'Se esperaba una compuerta que una o que divida, pero esta hace las dos cosas ({incoming} entran, {outgoing} salen); dibuje dos, una tras otra.',
    en: 'Expected a gateway that joins or splits, but this one does both ({incoming} come, {outgoing} go); draw two, one behind the other.',
  },
  STYLE_IMPLICIT_END: {
    es: 'Se esperaba un final dibujado, pero tras «{name}» no sigue nada y el camino acaba ahí sin decirlo; dibuje el evento de fin.',
    en: 'Expected a drawn end, but nothing follows "{name}" and the way ends there without saying so; draw the end event.',
  },
  STYLE_DEFINITION_UNUSED: {
    es: 'Se esperaba que algún evento o tarea use «{name}» ({tag}), pero ninguno lo usa; bórrelo o elíjalo donde haga falta.',
    en: 'Expected some event or task to use "{name}" ({tag}), but none does; delete it or choose it where it is needed.',
  },
  STYLE_ELEMENT_WITHOUT_LANE: {
    es: 'Se esperaba que cada paso esté en un carril, pero «{name}» no está en ninguno y no se ve de quién es; muévalo al carril de quien lo hace.',
    en: 'Expected each step in a lane, but "{name}" is in none and nobody sees whose it is; move it into the lane of who does it.',
  },
  STYLE_LANE_EMPTY: {
    es: 'Se esperaba algún paso en el carril «{name}», pero está vacío; bórrelo o mueva a él lo que hace ese grupo.',
    en: 'Expected some step in the lane "{name}", but it is empty; delete it or move into it what that group does.',
  },
  STYLE_NOT_DRAWN: {
    es: 'Se esperaba que todo lo que se ejecuta esté dibujado, pero «{name}» ({tag}) está en el archivo y no se ve; ordene el diagrama o bórrelo del archivo.',
    en: 'Expected everything that is executed to be drawn, but "{name}" ({tag}) is in the file and cannot be seen; lay the drawing out or delete it from the file.',
  },
} as const satisfies Record<string, ProblemText>;
