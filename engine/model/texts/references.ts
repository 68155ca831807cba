// What is said about ids and what they refer to, in Spanish and English, each with what to do.
import type { ProblemText } from '../../core/problems.ts';

export const referenceTexts = {
  DUPLICATE_ID: {
    es: 'Se esperaba un identificador único, pero «{id}» lo usan dos elementos: {first} {firstName} y <{tag}> (línea {line}); cambie uno de los dos.',
    en: 'Expected a unique id, but "{id}" is used by two elements: {first} {firstName} and <{tag}> (line {line}); change one of the two.',
  },
  INVALID_ID: {
    es: 'Se esperaba un identificador con letras sin tilde, cifras, «_», «-» o «.», que no empiece con cifra, pero <{tag}> (línea {line}) tiene «{id}»; cámbielo, por ejemplo por «Tarea_1».',
    en: 'Expected an id of unaccented letters, digits, "_", "-" or "." that does not begin with a digit, but <{tag}> (line {line}) has "{id}"; change it, for instance to "Task_1".',
  },
  ID_MISSING: {
    es: 'Se esperaba un identificador, pero este elemento ({tag}) no tiene; asígnele un id único.',
    en: 'Expected an id, but this element ({tag}) has none; give it a unique id.',
  },
  UNRESOLVED_REFERENCE: {
    es: 'Se esperaba un elemento de tipo {expected} en «{property}», pero «{id}» no existe; elija uno existente o quite la referencia.',
    en: 'Expected an element of type {expected} in "{property}", but "{id}" does not exist; choose an existing one or remove the reference.',
  },
  WRONG_REFERENCE: {
    es: 'Se esperaba un elemento de tipo {expected} en «{property}», pero «{id}» es de tipo {found}; elija uno del tipo correcto.',
    en: 'Expected an element of type {expected} in "{property}", but "{id}" is of type {found}; choose one of the right type.',
  },
  FLOW_WITHOUT_SOURCE: {
    es: 'Se esperaba un elemento de origen para el flujo, pero {id} no existe; conecte el comienzo del flujo o bórrelo.',
    en: 'Expected a source element for the flow, but {id} does not exist; connect where the flow begins, or delete it.',
  },
  FLOW_WITHOUT_TARGET: {
    es: 'Se esperaba un elemento de destino para el flujo, pero {id} no existe; conecte el final del flujo o bórrelo.',
    en: 'Expected a target element for the flow, but {id} does not exist; connect where the flow ends, or delete it.',
  },
  FLOW_END_NOT_NODE: {
    es: 'Se esperaba que el flujo uniera eventos, actividades o compuertas, pero su extremo ({end}) es «{id}», de tipo {found}; conéctelo a un elemento del flujo.',
    en: 'Expected the flow to join events, activities or gateways, but its end ({end}) is "{id}", of type {found}; connect it to an element of the flow.',
  },
  FLOW_LEAVES_PROCESS: {
    es: 'Se esperaba un flujo dentro de un solo proceso, pero su extremo ({end}) «{id}» está en otro; use un flujo de mensaje entre piscinas.',
    en: 'Expected a flow within one process, but its end ({end}) "{id}" is in another; use a message flow between pools.',
  },
  FLOW_CROSSES_BORDER: {
    es: 'Se esperaba un flujo dentro de un mismo subproceso, pero va de «{source}» a «{target}» cruzando su borde; termine el subproceso y siga desde él, o use un evento de borde.',
    en: 'Expected a flow within one subprocess, but it goes from "{source}" to "{target}" across its border; end the subprocess and go on from it, or use a boundary event.',
  },
  DEFAULT_NOT_OUTGOING: {
    es: 'Se esperaba que el flujo por defecto saliera de este elemento, pero «{id}» no sale de él; elija uno de sus flujos de salida.',
    en: 'Expected the default flow to leave this element, but "{id}" does not; choose one of its outgoing flows.',
  },
  DEFAULT_WITH_CONDITION: {
    es: 'Se esperaba el flujo por defecto sin condición, pero tiene una que se ignora; borre la condición o elija otro flujo por defecto.',
    en: 'Expected the default flow to have no condition, but it has one that is ignored; delete the condition or choose another default.',
  },
  BOUNDARY_WITHOUT_HOST: {
    es: 'Se esperaba una actividad bajo el evento de borde, pero {id} no es ninguna; péguelo al borde de una tarea o subproceso.',
    en: 'Expected an activity under the boundary event, but {id} is none; attach it to the border of a task or subprocess.',
  },
  BOUNDARY_OUTSIDE_HOST: {
    es: 'Se esperaba el evento de borde en el mismo nivel que su actividad ({host}), pero está en otro subproceso; dibújelo donde está la actividad.',
    en: 'Expected the boundary event on the same level as its activity ({host}), but it is in another subprocess; draw it where the activity is.',
  },
  OPTION_WITHOUT_FLOW: {
    es: 'Se esperaba que cada opción de la pregunta correspondiera a un flujo de salida, pero «{flow}» no sale de la compuerta; corrija o borre la opción.',
    en: 'Expected each option of the question to belong to an outgoing flow, but "{flow}" does not leave the gateway; correct or delete the option.',
  },
} satisfies Record<string, ProblemText>;
