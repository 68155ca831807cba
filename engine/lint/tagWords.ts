// BPMN's elements as designers call them, where a finding or a step names one by its tag.
import type { Locale } from '../problemSentence.ts';

const words: { readonly [tag: string]: readonly [es: string, en: string] } = {
  process: ['proceso', 'process'],
  participant: ['participante', 'pool'],
  lane: ['carril', 'lane'],
  task: ['tarea', 'task'],
  userTask: ['tarea de usuario', 'user task'],
  manualTask: ['tarea manual', 'manual task'],
  serviceTask: ['tarea de servicio', 'service task'],
  scriptTask: ['tarea de script', 'script task'],
  businessRuleTask: ['tarea de regla de negocio', 'business rule task'],
  sendTask: ['tarea de envío', 'send task'],
  receiveTask: ['tarea de recepción', 'receive task'],
  callActivity: ['actividad de llamada', 'call activity'],
  subProcess: ['subproceso', 'subprocess'],
  transaction: ['transacción', 'transaction'],
  adHocSubProcess: ['subproceso ad hoc', 'ad-hoc subprocess'],
  startEvent: ['evento de inicio', 'start event'],
  endEvent: ['evento de fin', 'end event'],
  intermediateCatchEvent: ['evento intermedio de captura', 'intermediate catch event'],
  intermediateThrowEvent: ['evento intermedio de lanzamiento', 'intermediate throw event'],
  boundaryEvent: ['evento de borde', 'boundary event'],
  exclusiveGateway: ['compuerta exclusiva', 'exclusive gateway'],
  inclusiveGateway: ['compuerta inclusiva', 'inclusive gateway'],
  parallelGateway: ['compuerta paralela', 'parallel gateway'],
  complexGateway: ['compuerta compleja', 'complex gateway'],
  eventBasedGateway: ['compuerta basada en eventos', 'event-based gateway'],
  sequenceFlow: ['flujo de secuencia', 'sequence flow'],
  messageFlow: ['flujo de mensaje', 'message flow'],
  association: ['asociación', 'association'],
  message: ['mensaje', 'message'],
  signal: ['señal', 'signal'],
  error: ['error', 'error'],
  escalation: ['escalamiento', 'escalation'],
  dataObject: ['objeto de datos', 'data object'],
  dataObjectReference: ['objeto de datos', 'data object'],
  dataStoreReference: ['almacén de datos', 'data store'],
  textAnnotation: ['anotación', 'text annotation'],
  group: ['grupo', 'group'],
  form: ['formulario', 'form'],
  decision: ['decisión', 'decision'],
};

/** The tag itself where it has no word. */
export function tagWord(tag: string, locale: Locale): string {
  const known = Object.hasOwn(words, tag) ? words[tag] : undefined;
  return known ? known[locale === 'es' ? 0 : 1] : tag;
}
