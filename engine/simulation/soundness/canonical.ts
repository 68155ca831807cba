// A state without what does not decide how it goes on: keys become positions, and variables, times and names go.
import { type InstanceState, values } from '../../core/index.ts';

type Row = { [name: string]: unknown };

/** Data and instants, which an exploration without data does not tell apart. */
const LEFT_OUT = new Set([
  'heldBy',
  'key',
  'rootKey',
  'definitionKey',
  'businessKey',
  'parent',
  'hops',
  'counter',
  'at',
  'variables',
  'children',
  'items',
  'collected',
  'index',
  'correlationKey',
  'dueAt',
  'followUpAt',
  'anchor',
  'inARow',
  'headers',
  'values',
  'message',
  'seen',
  'order',
  'last',
]);
/** Keys of instances and instants are beyond this; counts are not. */
const LARGEST_COUNT = 2 ** 31;
/** A third firing is like the second, and a fourth turn of a loop like the third. */
const MOST_COUNTED: { readonly [name: string]: number } = { repetitions: 2, started: 3 };
/** Of one element, in what is remembered of the past. */
const MOST_REMEMBERED = 2;

/** The same text for states that go on alike. */
export function canonical(state: InstanceState): string {
  const ranks = new Map<number, number>();
  const signatures = new Map<number, string>();
  const elements = values(state.elements).map((each) => {
    const around = signatures.get(each.scope) ?? '';
    const held = `${each.tokens.length > 1 ? [...each.tokens].sort() : each.tokens}|${each.userTasks.length}`;
    const waits = `${each.subscriptions.length}|${each.jobs.length}|${each.incidents.length}|${each.fired}`;
    const signature = `${around}/${each.element} ${held}|${waits}`;
    signatures.set(each.key, signature);
    return { row: each as unknown as Row, key: each.key, signature };
  });
  elements.sort((a, b) => (a.signature < b.signature ? -1 : a.signature > b.signature ? 1 : a.key - b.key));
  for (const { key } of elements) ranks.set(key, ranks.size);
  let text = '';
  const tables: string[] = [];
  for (const [name, value] of Object.entries(state)) {
    if (name === 'elements' || LEFT_OUT.has(name)) continue;
    if (name === 'yielded') text += value === undefined ? '' : 'yielded;';
    else if (!isTable(value)) text += field(name, value, ranks);
    else if (value.size > 0)
      tables.push(name, ...ranked(values(value), ranks).map((row) => told(row, ranks)));
  }
  // Scopes that lie around come first, so that what lies inside can be told from them.
  for (const { row } of elements) text += told(row, ranks);
  return `${text}${tables.join()}${dueOrder(state, ranks).join()}`;
}

function isTable(value: unknown): value is Parameters<typeof values<Row>>[0] {
  return typeof value === 'object' && value !== null && 'chunks' in value;
}

/** Rows in the order of who owns them and what they stand for; their keys follow in that order. */
function ranked(rows: Row[], ranks: Map<number, number>): Row[] {
  const place = ({ owner, element, name }: Row) => `${ranks.get(owner as number) ?? ''} ${element} ${name}`;
  const sorted = rows.map((row) => ({ row, at: place(row) })).sort((a, b) => (a.at < b.at ? -1 : 1));
  for (const { row } of sorted) if (typeof row.key === 'number') ranks.set(row.key, ranks.size);
  return sorted.map(({ row }) => row);
}

/** Which timer comes before which decides what can fire next. */
function dueOrder({ subscriptions }: InstanceState, ranks: Map<number, number>): string[] {
  const timers = values(subscriptions).filter(({ kind }) => kind === 'timer');
  if (timers.length < 2) return [];
  const told = timers.map(({ dueAt = 0, owner, element }) => ({
    dueAt,
    who: `${ranks.get(owner)} ${element}`,
  }));
  return told.sort((a, b) => a.dueAt - b.dueAt || (a.who < b.who ? -1 : 1)).map(({ who }) => who);
}

/** Tables inside an element's row grow with what has been done. */
function remembered(rows: Row[]): Row[] {
  const counts = new Map<unknown, number>();
  return rows.filter(({ element }) => {
    const count = (counts.get(element) ?? 0) + 1;
    counts.set(element, count);
    return element === undefined || count <= MOST_REMEMBERED;
  });
}

/** A row as text, without what is empty. Written by hand: a replacer of JSON takes ten times as long. */
function told(row: Row, ranks: Map<number, number>): string {
  let text = '{';
  for (const name in row) text += field(name, row[name], ranks);
  return `${text}}`;
}

function field(name: string, value: unknown, ranks: Map<number, number>): string {
  if (value === undefined || (Array.isArray(value) && value.length === 0) || LEFT_OUT.has(name)) return '';
  return `${name}:${textOf(name, value, ranks)};`;
}

function textOf(name: string, value: unknown, ranks: Map<number, number>): string {
  if (typeof value === 'number') {
    if (value > LARGEST_COUNT) return String(ranks.get(value) ?? '#');
    return String(Math.min(value, MOST_COUNTED[name] ?? value));
  }
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value !== 'object' || value === null) return String(value);
  if (isTable(value))
    return remembered(values(value))
      .map((row) => told(row, ranks))
      .join();
  if (!Array.isArray(value)) return told(value as Row, ranks);
  const list = value.map((each) => textOf(name, each, ranks));
  // In which order tokens lie and things were opened decides nothing; which activity comes next does.
  const isUnordered = name === 'tokens' || name === 'fired' || (value[0] as number) > LARGEST_COUNT;
  return `[${isUnordered ? list.sort() : list}]`;
}
