// What happened in a trial, as lines that people read: when, what, which element by its name.
import type { ProcessModel } from '../core/index.ts';
import { type Locale, problemText } from '../problemCatalog.ts';
import type { TrialResult } from '../simulation/trial.ts';

const WORDS = {
  es: {
    activated: 'empieza',
    completed: 'termina',
    terminated: 'se retira',
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
  for (const { at, event, element, type } of result.trace) {
    if (event !== 'taken') lines.push(`${at}  ${words[event].padEnd(9)}  ${type} ${called(element)}`);
  }
  for (const { element, kind } of result.waiting)
    lines.push(`… ${words.waits}: ${words.kinds[kind]} ${called(element)}`);
  for (const { element, code, values } of result.incidents)
    lines.push(`! ${code} ${called(element)}`, `    ${problemText(code, values, locale)}`);
  return [...lines, words.state[result.state]].join('\n');
}
