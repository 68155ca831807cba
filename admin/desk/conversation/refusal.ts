// What was wrong with what somebody has just written: the page that is shown again says it beside the field.
import type { Visit } from '../../visit.ts';

export interface Refused {
  /** `note`, or `answer 123`: which of the page's fields. */
  place: string;
  words: string;
}

const refusals = new WeakMap<Visit, Refused>();

export function tellRefused(visit: Visit, refused: Refused): void {
  refusals.set(visit, refused);
}

export const refusedIn = (visit: Visit): Refused | undefined => refusals.get(visit);
