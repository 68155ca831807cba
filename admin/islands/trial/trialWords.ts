// The words of the trial, in the language of the page alone, and how it writes instants and values.
import { type IslandLanguage, type Say, speak } from '../words/speak.ts';

const ZONE = 'America/Bogota';
/** Longer values are cut; the whole is in their tooltip. */
const LONGEST = 160;

export async function trialWords(lang: IslandLanguage): Promise<Say> {
  const words =
    lang === 'en' ? await import('../../locales/trial/en.json') : await import('../../locales/trial/es.json');
  return speak(words.default);
}

/** As the rest of the desk writes it: "mar 3 nov 2026, 08:00". */
export function instantText(at: number, lang: IslandLanguage): string {
  const format = new Intl.DateTimeFormat(lang === 'es' ? 'es-CO' : 'en-GB', {
    timeZone: ZONE,
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  const parts = new Map(format.formatToParts(at).map(({ type, value }) => [type, value.replace('.', '')]));
  const part = (name: Intl.DateTimeFormatPartTypes) => parts.get(name) ?? '';
  return `${part('weekday')} ${part('day')} ${part('month')} ${part('year')}, ${part('hour')}:${part('minute')}`;
}

export function valueText(value: unknown): { short: string; whole: string } {
  const whole = typeof value === 'string' ? value : JSON.stringify(value);
  return { short: whole.length > LONGEST ? `${whole.slice(0, LONGEST)}…` : whole, whole };
}

/** What was typed for a value: JSON where it is some, else the text itself. */
export function typedValue(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** The local time of a `datetime-local` field, for people who work in the zone of the processes. */
export function localInput(at: number): string {
  return new Date(at - 5 * 3_600_000).toISOString().slice(0, 16);
}

export function instantOfInput(text: string): number | undefined {
  const at = Date.parse(`${text}:00-05:00`);
  return Number.isNaN(at) ? undefined : at;
}
