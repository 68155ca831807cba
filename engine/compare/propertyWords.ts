// What people call the properties of drawings and decisions: by the path that leads to each in the file.
import type { Words } from './kindWords.ts';

type Named = readonly [path: RegExp, es: string, en: string];

/** `$1` is what tells several of a kind apart: the variable of a mapping, the key of a header, the measure of a promise. */
const PROPERTIES: readonly Named[] = [
  [/^documentation$/, 'la documentación', 'the documentation'],
  [/^description$/, 'la descripción', 'the description'],
  [/^label$/, 'la etiqueta', 'the label'],
  [/^conditionExpression$/, 'la condición', 'the condition'],
  [/^default$/, 'el flujo predeterminado', 'the default flow'],
  [/^cancelActivity$/, 'si interrumpe', 'whether it interrupts'],
  [/^isExecutable$/, 'si es ejecutable', 'whether it is executable'],
  [/^timerEventDefinition\/timeDuration$/, 'la duración del temporizador', 'the duration of the timer'],
  [/^timerEventDefinition\/timeDate$/, 'la fecha del temporizador', 'the date of the timer'],
  [/^timerEventDefinition\/timeCycle$/, 'el ciclo del temporizador', 'the cycle of the timer'],
  [/^formDefinition\/formId$/, 'el formulario', 'the form'],
  [/^milestone\/name$/, 'el hito', 'the milestone'],
  [/^question\/text$/, 'la pregunta', 'the question'],
  [/^taskSchedule\/dueDate$/, 'el vencimiento', 'the due date'],
  [/^taskSchedule\/followUpDate$/, 'la fecha de seguimiento', 'the follow-up date'],
  [/^priorityDefinition\/priority$/, 'la prioridad', 'the priority'],
  [/^assignmentDefinition\/assignee$/, 'la persona asignada', 'the assignee'],
  [/^assignmentDefinition\/candidateGroups$/, 'los grupos que la pueden tomar', 'the candidate groups'],
  [/^assignmentDefinition\/candidateUsers$/, 'las personas que la pueden tomar', 'the candidate users'],
  [/^taskDefinition\/type$/, 'el conector', 'the connector'],
  [/^taskDefinition\/retries$/, 'los reintentos', 'the retries'],
  [/^taskHeaders\/header\[(.+)\]\/value$/, 'el encabezado «$1»', 'the header “$1”'],
  [/^calledElement\/processId$/, 'el proceso al que llama', 'the called process'],
  [/^calledDecision\/decisionId$/, 'la decisión', 'the decision'],
  [/^calledDecision\/resultVariable$/, 'la variable del resultado', 'the result variable'],
  [/^ioMapping\/input\[(.+)\]\/source$/, 'la entrada «$1»', 'the input “$1”'],
  [/^ioMapping\/output\[(.+)\]\/source$/, 'la salida «$1»', 'the output “$1”'],
  [/^variant\/flow$/, 'el flujo del que es parte', 'the flow it belongs to'],
  [/^variant\/kind$/, 'si es AS-IS o TO-BE', 'whether it is AS-IS or TO-BE'],
  [/^dataSubject\/publicNames$/, 'los datos que no son personales', 'the data that are not personal'],
  [/^decisionTable\/hitPolicy$/, 'la política de aciertos', 'the hit policy'],
  [/^inputExpression\/text$/, 'lo que compara', 'what it compares'],
  [/^literalExpression\/text$/, 'la expresión', 'the expression'],
  [/^variable\/name$/, 'la variable', 'the variable'],
];

/** A promise of service, alone or one of several that its measure tells apart. */
const PROMISE = /^sla(?:\[(.+)\])?\/(\w+)$/;
const PROMISES: ReadonlyMap<string, Words> = new Map(
  Object.entries({
    name: { es: 'nombre', en: 'name' },
    metric: { es: 'qué mide', en: 'metric' },
    target: { es: 'meta', en: 'target' },
    mode: { es: 'cómo se cuenta', en: 'mode' },
    calendar: { es: 'calendario', en: 'calendar' },
    from: { es: 'desde cuándo', en: 'from' },
    warnAt: { es: 'avisos', en: 'warnings' },
    pauseWhen: { es: 'dónde se detiene', en: 'pauses' },
    stopWhen: { es: 'con qué termina', en: 'stops' },
    escalation: { es: 'escalamiento', en: 'escalation' },
  }),
);

/** A property that has no word of its own is called by its path in the file. */
export function propertyWord(path: string, locale: keyof Words): string {
  const [, measure, field = ''] = PROMISE.exec(path) ?? [];
  const promised = PROMISES.get(field)?.[locale];
  if (promised !== undefined) {
    const of = measure === undefined ? '' : ` ${measure}`;
    return locale === 'es' ? `el plazo${of} (${promised})` : `the service level${of} (${promised})`;
  }
  for (const [pattern, es, en] of PROPERTIES)
    if (pattern.test(path)) return path.replace(pattern, locale === 'es' ? es : en);
  return path;
}
