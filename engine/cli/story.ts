// What happened in a trial, as lines that people read: when, what, which element by its name.
import type { ProcessModel } from '../core/index.ts';
import { type Locale, problemText } from '../problemCatalog.ts';
import type { TraceEntry } from '../simulation/trace.ts';
import type { TrialResult } from '../simulation/trial.ts';

const WORDS = {
  es: {
    activated: 'empieza',
    completed: 'termina',
    terminated: 'se retira',
    done: 'hecho',
    waits: 'espera',
    state: {
      completed: 'terminado',
      waiting: 'en espera',
      terminated: 'detenido',
      incident: 'con incidentes',
    },
    kinds: {
      userTask: 'tarea',
      job: 'trabajo',
      timer: 'temporizador',
      message: 'mensaje',
      signal: 'señal',
      condition: 'condición',
      join: 'unión',
    },
  },
  en: {
    activated: 'starts',
    completed: 'ends',
    terminated: 'withdrawn',
    done: 'done',
    waits: 'waits',
    state: { completed: 'completed', waiting: 'waiting', terminated: 'terminated', incident: 'incident' },
    kinds: {
      userTask: 'user task',
      job: 'job',
      timer: 'timer',
      message: 'message',
      signal: 'signal',
      condition: 'condition',
      join: 'join',
    },
  },
} as const;

export function story(result: TrialResult, models: readonly ProcessModel[], locale: Locale): string {
  const words = WORDS[locale];
  const names = new Map(
    models.flatMap(({ id, name, elements }) => [
      [id, name] as const,
      ...elements.map((each) => [each.id, each.name] as const),
    ]),
  );
  const called = (element: string) => {
    const name = names.get(element)?.replace(/\s+/g, ' ').trim();
    return name && name !== element ? `${element} "${name}"` : element;
  };
  const lines: string[] = [];
  const steps = result.trace.filter(({ event }) => event !== 'taken');
  for (let at = 0; at < steps.length; at += 1) {
    const step = steps[at] as TraceEntry;
    // What begins and ends with nothing in between is one line.
    const next = steps[at + 1];
    const atOnce = step.event === 'activated' && next?.event === 'completed' && next.element === step.element;
    if (atOnce) at += 1;
    const verb = atOnce ? words.done : words[step.event as Exclude<TraceEntry['event'], 'taken'>];
    lines.push(`${step.at}  ${verb.padEnd(9)}  ${step.type} ${called(step.element)}`);
  }
  for (const { element, kind } of result.waiting)
    lines.push(`… ${words.waits}: ${words.kinds[kind]} ${called(element)}`);
  for (const { element, code, values } of result.incidents)
    lines.push(`! ${code} ${called(element)}`, `    ${problemText(code, values, locale)}`);
  return [...lines, words.state[result.state]].join('\n');
}
