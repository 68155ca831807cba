// The core's question what a service level clock counts to, answered by `time/` over calendars that are looked up.
import type { Json, Lookup, LookupAnswers, Ports } from '../core/index.ts';
import { lookupKey } from '../core/index.ts';
import type { SlaAnswer } from '../core/ports.ts';
import type { SlaQuestion } from '../core/slaFacts.ts';
import type { Calendar } from '../time/index.ts';
import { checkCalendar, countClock } from '../time/index.ts';
import { isAnswer } from './calendarAnswer.ts';
import { zoneOf } from './zones.ts';

/** Counts by the versions that its entries name, and a new one by what is in force. */
export function slaPort(): NonNullable<Ports['sla']> {
  return (question: SlaQuestion, inputs: LookupAnswers): SlaAnswer => {
    let need: Lookup | undefined;
    const counted = countClock(
      question,
      (id, version) => {
        const lookup: Lookup = { kind: 'calendar', id, ...(version !== undefined && { version }) };
        const key = lookupKey(lookup);
        if (!Object.hasOwn(inputs, key)) {
          need ??= lookup;
          return undefined;
        }
        return versionIn(inputs[key] as Json);
      },
      zoneOf,
    );
    if (need) return { kind: 'need', lookup: need };
    if ('code' in counted) return { kind: 'error', ...counted };
    return { kind: 'value', count: counted };
  };
}

/** Answers are frozen for a command's life, so one object is checked once. */
const checked = new WeakMap<object, Calendar>();

/** A calendar outside of any store, as trials have it, is version 1. */
function versionIn(answer: Json): { calendar: Calendar; version: number } | undefined {
  const { calendar: json, version } = isAnswer(answer) ? answer : { calendar: answer, version: 1 };
  if (typeof json !== 'object' || json === null) return undefined;
  let calendar = checked.get(json);
  if (!calendar) {
    const check = checkCalendar(json as Json);
    if (!check.ok) return undefined;
    calendar = check.calendar;
    checked.set(json, calendar);
  }
  return { calendar, version };
}
