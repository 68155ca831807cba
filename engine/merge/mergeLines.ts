// Two versions of one text that began from the same, line by line: tables of reference data, mails, notes.
import { changedBy, type Judge } from './conflict.ts';

/** More lines that differ than that are one change: what lies between is not looked for. */
const MOST_LINES = 1_500;

export function mergeLines(base: string, mine: string, theirs: string, judge: Judge): string {
  const [b, m, t] = [base, mine, theirs].map((text) => text.split(/(?<=\n)/)) as [
    string[],
    string[],
    string[],
  ];
  const [withMine, withTheirs] = [matches(b, m), matches(b, t)];
  const out: string[] = [];
  let [atBase, atMine, atTheirs] = [0, 0, 0];
  for (let next = 0; next <= b.length; next++) {
    const [inMine, inTheirs] = [withMine.get(next), withTheirs.get(next)];
    // A line that all three have, or the end of all three.
    const isEnd = next === b.length;
    if (!isEnd && (inMine === undefined || inTheirs === undefined)) continue;
    const [endMine, endTheirs] = [
      isEnd ? m.length : (inMine as number),
      isEnd ? t.length : (inTheirs as number),
    ];
    const three = [b.slice(atBase, next), m.slice(atMine, endMine), t.slice(atTheirs, endTheirs)];
    out.push(chosen(three.map((lines) => lines.join('')) as [string, string, string], atBase, judge));
    if (!isEnd) out.push(b[next] as string);
    [atBase, atMine, atTheirs] = [next + 1, endMine + 1, endTheirs + 1];
  }
  return out.join('');
}

function chosen([base, mine, theirs]: [string, string, string], line: number, judge: Judge): string {
  const by = changedBy(base, mine, theirs);
  if (by) return by === 'mine' ? mine : theirs;
  const side = judge.decide({
    id: `line ${line + 1}`,
    name: String(line + 1),
    kind: 'line',
    base,
    mine,
    theirs,
  });
  return side === 'mine' ? mine : theirs;
}

/** Positions of lines of the one that the other has, in order: the longest common sequence. */
function matches(one: readonly string[], other: readonly string[]): Map<number, number> {
  const found = new Map<number, number>();
  let start = 0;
  while (start < one.length && start < other.length && one[start] === other[start]) {
    found.set(start, start);
    start++;
  }
  let end = 0;
  while (
    end < one.length - start &&
    end < other.length - start &&
    one[one.length - 1 - end] === other[other.length - 1 - end]
  ) {
    found.set(one.length - 1 - end, other.length - 1 - end);
    end++;
  }
  const [rows, columns] = [one.length - start - end, other.length - start - end];
  if (rows > MOST_LINES || columns > MOST_LINES) return found;
  const lengths = Array.from({ length: rows + 1 }, () => new Uint16Array(columns + 1));
  for (let row = rows - 1; row >= 0; row--)
    for (let column = columns - 1; column >= 0; column--)
      (lengths[row] as Uint16Array)[column] =
        one[start + row] === other[start + column]
          ? (lengths[row + 1]?.[column + 1] ?? 0) + 1
          : Math.max(lengths[row + 1]?.[column] ?? 0, lengths[row]?.[column + 1] ?? 0);
  for (let row = 0, column = 0; row < rows && column < columns; ) {
    if (one[start + row] === other[start + column]) found.set(start + row++, start + column++);
    else if ((lengths[row + 1]?.[column] ?? 0) >= (lengths[row]?.[column + 1] ?? 0)) row++;
    else column++;
  }
  return found;
}
