// Methods of Java's texts, numbers, lists and maps that FEEL has too, by the name that JUEL calls them with.
import {
  atom,
  bracket,
  call,
  choice,
  equal,
  type Feel,
  infix,
  itemAt,
  LEVEL,
  plus,
  property,
  quoted,
} from './feelText.ts';

type Method = (of: Feel, args: Feel[]) => Feel;

const not = (of: Feel): Feel => call('not', [of], 'boolean');
const isText = (of: Feel): Feel => ({
  text: `${bracket(of, LEVEL.compare + 1)} instance of string`,
  level: LEVEL.compare,
  kind: 'boolean',
});

/** By name and number of arguments. */
const METHODS = new Map<string, Method>([
  ['size/0', (of) => call('count', [of], 'number')],
  ['length/0', (of) => call('string length', [of], 'number')],
  ['isEmpty/0', isNothing],
  ['isBlank/0', (of) => equal(call('trim', [of], 'string'), quoted(''))],
  ['contains/1', contains],
  ['containsKey/1', (of, [key]) => not(equal(call('get value', [of, key as Feel]), atom('null')))],
  ['equals/1', (of, [other]) => equal(of, other as Feel)],
  ['equalsIgnoreCase/1', (of, [other]) => equal(lower(of), lower(other as Feel))],
  ['startsWith/1', (of, [start]) => call('starts with', [of, start as Feel], 'boolean')],
  ['endsWith/1', (of, [end]) => call('ends with', [of, end as Feel], 'boolean')],
  ['toLowerCase/0', lower],
  ['toUpperCase/0', (of) => call('upper case', [of], 'string')],
  ['trim/0', (of) => call('trim', [of], 'string')],
  ['toString/0', (of) => call('string', [of], 'string')],
  ['substring/1', (of, [from]) => call('substring', [of, plus(from as Feel, 1)], 'string')],
  ['substring/2', (of, [from, to]) => substring(of, from as Feel, to as Feel)],
  ['concat/1', (of, [more]) => infix(of, '+', more as Feel, LEVEL.add, 'string')],
  ['get/1', (of, [by]) => entry(of, by as Feel)],
  ['intValue/0', (of) => call('floor', [of], 'number')],
  ['longValue/0', (of) => call('floor', [of], 'number')],
  ['doubleValue/0', (of) => ({ ...of, kind: 'number' })],
  ['booleanValue/0', (of) => ({ ...of, kind: 'boolean' })],
  ['toDate/0', (of) => of],
]);

/** Steps in time, as Camunda 7's `dateTime()` takes them. */
const STEPS = new Map([
  ['Years', 'P1Y'],
  ['Months', 'P1M'],
  ['Weeks', 'P7D'],
  ['Days', 'P1D'],
  ['Hours', 'PT1H'],
  ['Minutes', 'PT1M'],
  ['Seconds', 'PT1S'],
]);

export function method(name: string, of: Feel, args: Feel[]): Feel | undefined {
  const found = METHODS.get(`${name}/${args.length}`);
  if (found) return found(of, args);
  const step = /^(plus|minus)([A-Z]\w+)$/.exec(name);
  const one = STEPS.get(step?.[2] ?? '');
  const [count] = args;
  if (!step || one === undefined || count === undefined || args.length > 1) return undefined;
  const length = call('duration', [quoted(one)]);
  const period = count.text === '1' ? length : infix(length, '*', count, LEVEL.multiply, 'unknown');
  return infix(of, step[1] === 'plus' ? '+' : '-', period, LEVEL.add, 'unknown');
}

function lower(of: Feel): Feel {
  return call('lower case', [of], 'string');
}

/** Null, no text, no items, no entries. */
export function isNothing(of: Feel): Feel {
  return call('list contains', [atom('[null, "", [], {}]', 'list'), of], 'boolean');
}

/** A text contains a part, a list an item: which of them it is, JUEL knows only when it runs. */
function contains(of: Feel, [part]: Feel[]): Feel {
  const inText = call('contains', [of, part as Feel], 'boolean');
  const inList = call('list contains', [of, part as Feel], 'boolean');
  if (of.kind === 'string') return inText;
  return part?.kind === 'number' || part?.kind === 'boolean' ? inList : choice(isText(of), inText, inList);
}

function substring(of: Feel, from: Feel, to: Feel): Feel {
  const numbers = [from, to].map(({ text }) => (/^\d+$/.test(text) ? Number(text) : undefined));
  const [start, end] = numbers;
  const length =
    start !== undefined && end !== undefined
      ? atom(String(end - start), 'number')
      : infix(to, '-', from, LEVEL.add, 'number');
  return call('substring', [of, plus(from, 1), length], 'string');
}

/** `list.get(0)`, `map.get("key")`, `values[key]`. */
export function entry(of: Feel, by: Feel): Feel {
  if (by.kind === 'number') return itemAt(of, by);
  const key = /^"(?:[^"\\])*"$/.test(by.text) ? by.text.slice(1, -1) : undefined;
  if (key !== undefined) return property(of, key);
  if (by.kind === 'string') return call('get value', [of, by]);
  const isNumber: Feel = {
    text: `${bracket(by, LEVEL.compare + 1)} instance of number`,
    level: LEVEL.compare,
    kind: 'boolean',
  };
  return choice(isNumber, itemAt(of, by), call('get value', [of, by]));
}
