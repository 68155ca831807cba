// What people call an element of the drawing.

const kinds: { readonly [type: string]: readonly [es: string, en: string] } = {
  Task: ['tarea', 'task'],
  UserTask: ['tarea de usuario', 'user task'],
  ManualTask: ['tarea manual', 'manual task'],
  ServiceTask: ['tarea de servicio', 'service task'],
  SendTask: ['tarea de envío', 'send task'],
  ReceiveTask: ['tarea de recepción', 'receive task'],
  BusinessRuleTask: ['tarea de regla de negocio', 'business rule task'],
  ScriptTask: ['tarea de script', 'script task'],
  CallActivity: ['actividad de llamada', 'call activity'],
  SubProcess: ['subproceso', 'subprocess'],
  Transaction: ['transacción', 'transaction'],
  AdHocSubProcess: ['subproceso ad hoc', 'ad-hoc subprocess'],
  StartEvent: ['evento de inicio', 'start event'],
  EndEvent: ['evento de fin', 'end event'],
  BoundaryEvent: ['evento de borde', 'boundary event'],
  IntermediateCatchEvent: ['evento intermedio de captura', 'intermediate catch event'],
  IntermediateThrowEvent: ['evento intermedio de envío', 'intermediate throw event'],
  ExclusiveGateway: ['compuerta exclusiva', 'exclusive gateway'],
  InclusiveGateway: ['compuerta inclusiva', 'inclusive gateway'],
  ParallelGateway: ['compuerta paralela', 'parallel gateway'],
  EventBasedGateway: ['compuerta basada en eventos', 'event-based gateway'],
  ComplexGateway: ['compuerta compleja', 'complex gateway'],
  Participant: ['piscina', 'pool'],
  Lane: ['carril', 'lane'],
  TextAnnotation: ['nota', 'annotation'],
  DataObjectReference: ['dato', 'data object'],
  DataStoreReference: ['almacén de datos', 'data store'],
  Group: ['grupo', 'group'],
};

/** Of what an event waits for, or tells. */
const definitions: { readonly [type: string]: readonly [es: string, en: string] } = {
  Timer: ['temporizador', 'timer'],
  Message: ['mensaje', 'message'],
  Signal: ['señal', 'signal'],
  Error: ['error', 'error'],
  Escalation: ['escalamiento', 'escalation'],
  Conditional: ['condición', 'condition'],
  Compensate: ['compensación', 'compensation'],
  Link: ['enlace', 'link'],
  Cancel: ['cancelación', 'cancel'],
  Terminate: ['terminación', 'terminate'],
};

interface Element {
  $type: string;
  eventDefinitions?: { $type: string }[];
}

export function kindOf({ $type, eventDefinitions }: Element, lang: 'es' | 'en'): string {
  const at = lang === 'es' ? 0 : 1;
  const type = $type.replace(/^bpmn:/, '');
  const kind = kinds[type]?.[at] ?? type;
  const waits = (eventDefinitions ?? []).map((each) => {
    const name = each.$type.replace(/^bpmn:|EventDefinition$/g, '');
    return definitions[name]?.[at] ?? name;
  });
  return waits.length > 0 ? `${kind} (${waits.join(', ')})` : kind;
}
