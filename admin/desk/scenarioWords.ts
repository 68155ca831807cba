// Why a scenario does not hold, as people say it: process tests speak of subjects and states by their names of the format.
import { type Json, problemText } from '../engine.ts';
import type { Language } from '../render/locale.ts';

type Phrase = readonly [said: RegExp, es: string, en: string];

const PHRASES: readonly Phrase[] = [
  [/^process instance (\S+?)(?=,|$)/, 'el proceso $1', 'process $1'],
  [/, hasActiveIncidents$/, ', si tiene incidentes', ', whether it has incidents'],
  [/^element /, 'el elemento ', 'element '],
  [/^elements completed in order$/, 'los elementos, en este orden', 'elements completed in this order'],
  [/\bnever activated\b/g, 'nunca empezó', 'never activated'],
  [/\bIS_COMPLETED\b/g, 'terminado', 'completed'],
  [/\bIS_ACTIVE\b/g, 'en curso', 'active'],
  [/\bIS_TERMINATED\b/g, 'interrumpido', 'terminated'],
  [/\bIS_CREATED\b/g, 'creado', 'created'],
  [/\bIS_CANCELED\b/g, 'cancelado', 'canceled'],
  [/\bIS_ABSENT\b/g, 'sin empezar', 'not begun'],
];

interface Failure {
  code: string;
  values: { readonly [name: string]: Json };
}

/** One sentence in the reader's language. */
export function scenarioWords({ code, values }: Failure, lang: Language): string {
  if (code !== 'TEST_FOUND_OTHERWISE') return problemText(code, values, lang);
  const say = (text: string) =>
    PHRASES.reduce((said, [phrase, es, en]) => said.replace(phrase, lang === 'es' ? es : en), text);
  const spoken = Object.entries(values).map(([name, value]) => [name, say(String(value))] as const);
  return problemText(code, Object.fromEntries(spoken), lang);
}
