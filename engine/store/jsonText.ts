// JSON of what comes again and again: names, states, keys and instants of one batch are written once and remembered.
import type { Cell } from './writeSet.ts';

/** Longer strings seldom come again. */
const SHORT = 48;
const MOST_TEXTS = 4_000;

/** Remembers what `write` gives for short strings. */
export function remembered(write: (value: string) => string): (value: string) => string {
  let texts = new Map<string, string>();
  return (value) => {
    if (value.length > SHORT) return write(value);
    const known = texts.get(value);
    if (known !== undefined) return known;
    const text = write(value);
    if (texts.size >= MOST_TEXTS) texts = new Map();
    texts.set(value, text);
    return text;
  };
}

const textOfString = remembered((value) => JSON.stringify(value));

// The key of an instance and the instant of its batch stand in each of its rows.
let last = 0;
let lastText = '0';
let before = 0;
let beforeText = '0';

/** Of a finite number other than -0. */
export function textOfNumber(value: number): string {
  // Small integers are quick without.
  if ((value | 0) === value) return String(value);
  if (value === last) return lastText;
  if (value === before) return beforeText;
  before = last;
  beforeText = lastText;
  last = value;
  lastText = String(value);
  return lastText;
}

/** A list of lists of cells. */
export function rowsText(rows: readonly (readonly Cell[])[]): string {
  let text = '[';
  for (let index = 0; index < rows.length; index++) {
    const row = rows[index] as readonly Cell[];
    text += index === 0 ? '[' : ',[';
    text += cellText(row[0]);
    for (let at = 1; at < row.length; at++) {
      text += ',';
      text += cellText(row[at]);
    }
    text += ']';
  }
  return `${text}]`;
}

function cellText(cell: Cell | undefined): string {
  if (typeof cell === 'number') return Number.isFinite(cell) ? textOfNumber(cell) : 'null';
  return cell === null || cell === undefined ? 'null' : textOfString(cell);
}
