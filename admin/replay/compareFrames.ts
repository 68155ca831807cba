// Two instants of a case beside each other: which values differ, where its tokens were and are, how often what was passed.
import type { Json } from '../../engine/core/json.ts';
import type { Frame } from './frame.ts';

export interface ValueDifference {
  name: string;
  /** Absent: it was not there. */
  before?: Json;
  after?: Json;
}

export interface Difference {
  values: ValueDifference[];
  /** Elements that hold a token at the one instant only. */
  left: string[];
  reached: string[];
  /** Elements with steps in between. */
  touched: string[];
}

export function compareFrames(earlier: Frame, later: Frame): Difference {
  const before = valuesOf(earlier);
  const after = valuesOf(later);
  const values: ValueDifference[] = [];
  for (const [id, value] of after) {
    const old = before.get(id);
    if (!old) values.push({ name: value.name, after: value.value });
    else if (JSON.stringify(old.value) !== JSON.stringify(value.value))
      values.push({ name: value.name, before: old.value, after: value.value });
  }
  for (const [id, value] of before)
    if (!after.has(id)) values.push({ name: value.name, before: value.value });
  return {
    values: values.sort((one, other) => (one.name < other.name ? -1 : 1)),
    left: [...earlier.active.keys()].filter((element) => !later.active.has(element)),
    reached: [...later.active.keys()].filter((element) => !earlier.active.has(element)),
    touched: [...later.badges].flatMap(([element, { step }]) =>
      step !== earlier.badges.get(element)?.step ? [element] : [],
    ),
  };
}

const valuesOf = ({ values }: Frame) =>
  new Map(values.map((value) => [`${value.scope} ${value.name}`, value]));
