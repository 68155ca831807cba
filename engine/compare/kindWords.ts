// What people call the parts of drawings, decisions, forms and tables.

export interface Words {
  es: string;
  en: string;
}

const words = (es: string, en: string): Words => ({ es, en });

const KINDS: ReadonlyMap<string, Words> = new Map(
  Object.entries({
    task: words('tarea', 'task'),
    userTask: words('tarea de usuario', 'user task'),
    manualTask: words('tarea manual', 'manual task'),
    serviceTask: words('tarea de servicio', 'service task'),
    sendTask: words('tarea de envío', 'send task'),
    receiveTask: words('tarea de recepción', 'receive task'),
    businessRuleTask: words('tarea de regla de negocio', 'business rule task'),
    scriptTask: words('tarea de script', 'script task'),
    callActivity: words('actividad de llamada', 'call activity'),
    subProcess: words('subproceso', 'subprocess'),
    transaction: words('transacción', 'transaction'),
    adHocSubProcess: words('subproceso ad hoc', 'ad-hoc subprocess'),
    startEvent: words('evento de inicio', 'start event'),
    endEvent: words('evento de fin', 'end event'),
    boundaryEvent: words('evento de borde', 'boundary event'),
    intermediateCatchEvent: words('evento intermedio de captura', 'intermediate catch event'),
    intermediateThrowEvent: words('evento intermedio de envío', 'intermediate throw event'),
    exclusiveGateway: words('compuerta exclusiva', 'exclusive gateway'),
    inclusiveGateway: words('compuerta inclusiva', 'inclusive gateway'),
    parallelGateway: words('compuerta paralela', 'parallel gateway'),
    eventBasedGateway: words('compuerta basada en eventos', 'event-based gateway'),
    complexGateway: words('compuerta compleja', 'complex gateway'),
    sequenceFlow: words('flujo', 'sequence flow'),
    messageFlow: words('flujo de mensaje', 'message flow'),
    process: words('proceso', 'process'),
    participant: words('piscina', 'pool'),
    lane: words('carril', 'lane'),
    message: words('mensaje', 'message'),
    signal: words('señal', 'signal'),
    error: words('error', 'error'),
    escalation: words('escalamiento', 'escalation'),
    textAnnotation: words('nota', 'annotation'),
    dataObjectReference: words('dato', 'data object'),
    dataStoreReference: words('almacén de datos', 'data store'),
    decision: words('decisión', 'decision'),
    rule: words('regla', 'rule'),
    input: words('columna de entrada', 'input column'),
    output: words('columna de salida', 'output column'),
    textfield: words('campo de texto', 'text field'),
    textarea: words('texto largo', 'text area'),
    number: words('número', 'number'),
    datetime: words('fecha', 'date'),
    select: words('lista', 'list'),
    radio: words('opciones', 'options'),
    checkbox: words('casilla', 'checkbox'),
    checklist: words('lista de casillas', 'checklist'),
    taglist: words('etiquetas', 'tag list'),
    filepicker: words('archivos', 'files'),
    group: words('grupo', 'group'),
    dynamiclist: words('lista dinámica', 'dynamic list'),
    text: words('texto', 'text'),
    row: words('fila', 'row'),
    line: words('línea', 'line'),
    entry: words('entrada', 'entry'),
    file: words('archivo', 'file'),
  }),
);

/** A kind that has no word of its own is called as its file calls it. */
export function kindWord(kind: string, locale: keyof Words): string {
  return KINDS.get(kind)?.[locale] ?? kind;
}
