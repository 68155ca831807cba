// Finds in source texts where a problem's code is raised, and which values are given with it.
import type { Source } from './architecture.ts';

export interface Raised {
  code: string;
  path: string;
  line: number;
  /** Names of the values given there; undefined where that cannot be read from the text. */
  values?: string[];
}

const WORDS = /'([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)'/g;
/** Single words are codes only where something is raised with them. */
const RAISED_WORD =
  /(?:\bcode: |\b(?:refusal|refuse|reject|rejection|raise|fail|warn|error|say|problem|callError|storeError)\()'([A-Z][A-Z0-9]{3,})'/g;

export function raisedIn({ path, text }: Source): Raised[] {
  const code = blanked(text);
  const found: Raised[] = [];
  for (const pattern of [WORDS, RAISED_WORD]) {
    for (const match of code.matchAll(pattern)) {
      const name = match[1] as string;
      const end = match.index + match[0].length;
      const line = code.slice(0, match.index).split('\n').length;
      const values = valuesAt(code, end - name.length - 2, end);
      found.push({ code: name, path, line, ...(values && { values }) });
    }
  }
  return found;
}

/** Comments become spaces, so that positions stay. */
function blanked(text: string): string {
  return text.replace(
    /('(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`)|\/\*[\s\S]*?\*\/|\/\/[^\n]*/g,
    (whole, quoted: string | undefined) => quoted ?? whole.replace(/[^\n]/g, ' '),
  );
}

function valuesAt(text: string, start: number, end: number): string[] | undefined {
  const before = text.slice(Math.max(0, start - 200), start);
  const after = text.slice(end);
  if (/\bcode:\s*$/.test(before)) {
    const object = text.slice(openingOf(text, start));
    const values = /\bvalues(?:: ?(\{|\w+))?(?=[\s,}{])/.exec(bodyOf(object));
    if (!values) return undefined;
    return values[1] === '{'
      ? namesIn(object.slice(values.index + 'values: '.length))
      : namesOfConstant(text.slice(0, start), values[1] ?? 'values');
  }
  if (!/\(\s*(?:\w+(?:\.\w+)*,\s*)?$/.test(before)) return undefined;
  if (/^,?\s*\)/.test(after)) return [];
  const object = /^,\s*(?=\{)/.exec(after);
  if (object) return namesIn(after.slice(object[0].length));
  const named = /^,\s*(\w+)/.exec(after)?.[1];
  return named === undefined ? undefined : namesOfConstant(text.slice(0, start), named);
}

/** Where the object that holds this position begins. */
function openingOf(text: string, from: number): number {
  let depth = 0;
  for (let at = from; at >= 0; at -= 1) {
    if (text[at] === '}') depth += 1;
    else if (text[at] === '{' && depth-- === 0) return at;
  }
  return 0;
}

/** Of `{ ... } ...`, the object alone. */
function bodyOf(object: string): string {
  let depth = 0;
  for (let at = 0; at < object.length; at += 1) {
    if (object[at] === '{') depth += 1;
    else if (object[at] === '}' && --depth === 0) return object.slice(0, at + 1);
  }
  return object;
}

/** The nearest `const name = { ... }` before; undefined for a parameter. */
function namesOfConstant(before: string, name: string): string[] | undefined {
  const opening = `const ${name} = `;
  const at = before.lastIndexOf(opening);
  return at < 0 || before[at + opening.length] !== '{'
    ? undefined
    : namesIn(before.slice(at + opening.length));
}

/** Names of an object literal; undefined when it spreads something into itself. */
function namesIn(object: string): string[] | undefined {
  const inside = bodyOf(object).slice(1, -1);
  const parts: string[] = [];
  let depth = 0;
  let part = '';
  for (const char of inside) {
    if ('([{'.includes(char)) depth += 1;
    if (')]}'.includes(char)) depth -= 1;
    if (char === ',' && depth === 0) {
      parts.push(part);
      part = '';
    } else part += char;
  }
  const named = [...parts, part].map((each) => each.trim()).filter((each) => each !== '');
  if (named.some((each) => each.startsWith('...'))) return undefined;
  return named.map((each) => /^['"]?(\w+)/.exec(each)?.[1] ?? '');
}
