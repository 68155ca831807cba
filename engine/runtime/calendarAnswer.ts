// What a command is told of a calendar, and what its journal keeps of that: the version and the hash of its bytes, by which
// the same calendar is found again when the command is executed again.
import type { Json, LookupAnswers } from '../core/index.ts';
import type { Calendar } from '../time/index.ts';

export interface CalendarAnswer {
  calendar: Calendar;
  version: number;
  sha256: string;
}

/** Of a calendar the journal keeps version and hash. */
export function journaled(inputs: LookupAnswers): LookupAnswers {
  return Object.fromEntries(
    Object.entries(inputs).map(([key, answer]) => [
      key,
      isAnswer(answer) && isCalendar(key) ? { version: answer.version, sha256: answer.sha256 } : answer,
    ]),
  );
}

/** Inputs as the command had them: calendars by the version that the journal names; older ones are there themselves. */
export async function withCalendars(
  inputs: LookupAnswers,
  read: (id: string, version: number) => Promise<Json>,
): Promise<LookupAnswers> {
  const whole: LookupAnswers = { ...inputs };
  for (const [key, kept] of Object.entries(inputs)) {
    if (!isCalendar(key) || !isReference(kept)) continue;
    const answer = await read(key.slice(key.indexOf(':') + 1), kept.version);
    whole[key] = isAnswer(answer) && answer.sha256 === kept.sha256 ? answer : null;
  }
  return whole;
}

/** As `lookupKey` names them. */
function isCalendar(key: string): boolean {
  return /^calendar(@\d+)?:/.test(key);
}

interface Reference {
  version: number;
  sha256: string;
}

function isReference(json: Json | undefined): json is Json & Reference {
  const { version, sha256, calendar } = bagOf(json);
  return typeof version === 'number' && typeof sha256 === 'string' && calendar === undefined;
}

export function isAnswer(json: Json | undefined): json is Json & CalendarAnswer {
  const { version, calendar } = bagOf(json);
  return typeof version === 'number' && typeof calendar === 'object' && calendar !== null;
}

function bagOf(json: Json | undefined): { [name: string]: Json } {
  return typeof json === 'object' && json !== null && !Array.isArray(json) ? json : {};
}
