// Names of routed commands: they say who routed them and in which order, so that what one instance told its caller lies side
// by side in the key of the queue. The same batch always routes under the same names: a crash repeats nothing.

/** At the place of the same name: what a called instance tells its caller, which must not overtake each other. */
const TO_CALLER = 'u';
const ELSEWHERE = '-';

/** Digits that an instance's key, a sequence and the number of an event have in hexadecimal, at most. */
const KEY = 14;
const SEQUENCE = 8;
const EVENT = 9;

/** Part of a name that all have which one instance told its caller. */
const LINE = KEY + 1;

/** `event`: its place in the batch. */
export function routedId(
  instanceKey: number,
  isToCaller: boolean,
  { sequence, event }: { sequence: number; event: number },
): string {
  const kind = isToCaller ? TO_CALLER : ELSEWHERE;
  return `${hex(instanceKey, KEY)}${kind}${hex(sequence, SEQUENCE)}${hex(event, EVENT)}`;
}

/** The line in which a routed command stands; undefined where it waits for no other. Names sort as they were told. */
export function lineOf(id: string): string | undefined {
  return id[KEY] === TO_CALLER ? id.slice(0, LINE) : undefined;
}

/** Of a row of the queue: one that is not of the list stands before it in its line. A range of the key, asked of few rows. */
export function isBehind(row: string, list: string): string {
  return `(substr(${row}.id, ${LINE}, 1) = '${TO_CALLER}' AND EXISTS (SELECT 1 FROM cauce_routed AS e
    WHERE e.tenant_id = ${row}.tenant_id AND e.id >= substr(${row}.id, 1, ${LINE}) AND e.id < ${row}.id
    AND e.id NOT IN (${list})))`;
}

function hex(value: number, digits: number): string {
  return value.toString(16).padStart(digits, '0');
}
