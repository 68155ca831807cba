// What is said of an element's surroundings (calls, pools, data, listeners, extensions), in Spanish and English, each with what to do.
import type { ProblemText } from '../../core/problems.ts';

export const surroundingTexts = {
  CALL_WITHOUT_PROCESS: {
    es: 'Se esperaba el proceso que esta actividad llama, pero no se indicó; elija su identificador o cámbiela por una tarea.',
    en: 'Expected the process that this activity calls, but none was given; choose its id or make it a task.',
  },
  MESSAGE_FLOW_NAMES_DIFFER: {
    es: 'Se esperaba que el flujo de mensaje llevara un mismo mensaje, pero sale «{sent}» y se espera «{awaited}»; se envían los dos. Use el mismo mensaje en ambos extremos.',
    en: 'Expected the message flow to carry one message, but "{sent}" leaves and "{awaited}" is awaited; both are sent. Use the same message at both ends.',
  },
  CORRELATION_NOT_FEEL: {
    es: 'Se esperaba una expresión FEEL en la correlación, pero «{expression}» no lo es y se ignora; escríbala con «=».',
    en: 'Expected a FEEL expression in the correlation, but "{expression}" is none and is ignored; write it with "=".',
  },
  ASSOCIATION_NOT_FEEL: {
    es: 'Se esperaba una expresión FEEL en la asociación de datos, pero «{expression}» no lo es y se ignora; escríbala con «=».',
    en: 'Expected a FEEL expression in the data association, but "{expression}" is none and is ignored; write it with "=".',
  },
  LISTENER_NOT_EXECUTED: {
    es: 'Se esperaba un oyente con tipo, en un momento que este elemento tiene, pero este ({listener}, {event}) está en «{tag}» y no se ejecuta; muévalo a otro elemento o dibuje una tarea de servicio.',
    en: 'Expected a listener with a type, at a moment that this element has, but this one ({listener}, {event}) is on "{tag}" and is not executed; move it to another element, or draw a service task.',
  },
  EXTENSION_WITHOUT_EFFECT: {
    es: 'Se esperaban extensiones que se usen, pero «{extension}» en «{tag}» se conserva sin efecto; quítela o use un formulario, una tarea o un trabajador en su lugar.',
    en: 'Expected extensions that are used, but "{extension}" on "{tag}" is kept without effect; remove it, or use a form, a task or a worker instead.',
  },
  BINDING_WITHOUT_EFFECT: {
    es: 'Se esperaba el recurso del mismo despliegue, pero «{extension}» pide «{binding}»; se usa el del despliegue o el más nuevo al desplegar. Vuelva a desplegar para usar otro.',
    en: 'Expected the resource of the same deployment, but "{extension}" asks for "{binding}"; that of the deployment is used, or the newest when deploying. Deploy again to use another.',
  },
} satisfies Record<string, ProblemText>;
