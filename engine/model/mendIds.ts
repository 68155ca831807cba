// Ids of a file that no two elements may share, and that must be names: mended in the text, so that an editor that drops
import { withoutAccents } from '../core/withoutAccents.ts';

// what it cannot read drops nothing.

const MODEL = 'http://www.omg.org/spec/BPMN/20100524/MODEL';
const DRAWN = 'http://www.omg.org/spec/BPMN/20100524/DI';

export interface MendedIds {
  text: string;
  renamed: { from: string; to: string }[];
}

/** Comments, CDATA and instructions are passed over; a tag's quoted values may hold anything. */
const PART =
  /<!--[\s\S]*?-->|<!\[CDATA\[[\s\S]*?\]\]>|<\?[\s\S]*?\?>|<\/?[A-Za-z_](?:[^<>"']|"[^"]*"|'[^']*')*>/g;
const ID = /(\sid\s*=\s*)(?:"([^"]*)"|'([^']*)')/;
const SHOWN = /(\sbpmnElement\s*=\s*)(?:"([^"]*)"|'([^']*)')/;
const NAME = /^(?:[A-Za-z_][\w.-]*:)?[A-Za-z_][\w.-]*$/;

/** The first of several keeps its id, and what refers to it; the second shape goes with the second element. */
export function mendIds(text: string): MendedIds {
  const prefixes = prefixesOf(text);
  const taken = idsIn(text, prefixes);
  const seen = new Set<string>();
  const again = new Map<string, string[]>();
  const other = new Map<string, string>();
  const renamed: MendedIds['renamed'] = [];
  const fresh = (from: string): string => {
    const base = NAME.test(from) ? from : named(from);
    let to = base;
    for (let count = 2; taken.has(to); count += 1) to = `${base}_${count}`;
    taken.add(to);
    renamed.push({ from, to });
    return to;
  };
  const unique = text.replace(PART, (part) => {
    const kind = kindOf(part, prefixes);
    if (!kind) return part;
    return part.replace(ID, (whole, start: string, double?: string, single?: string) => {
      const id = (double ?? single ?? '').trim();
      if (id === '') return whole;
      if (!NAME.test(id) && !seen.has(id)) {
        seen.add(id);
        const to = fresh(id);
        other.set(id, to);
        return `${start}"${to}"`;
      }
      if (!seen.has(id)) {
        seen.add(id);
        return whole;
      }
      const to = fresh(id);
      if (kind === 'model') again.set(id, [...(again.get(id) ?? []), to]);
      return `${start}"${to}"`;
    });
  });
  if (renamed.length === 0) return { text, renamed };
  return { text: referred(shapesOf(unique, again), other), renamed };
}

function prefixesOf(text: string): Map<string, 'model' | 'drawn'> {
  const found = new Map<string, 'model' | 'drawn'>();
  for (const [, prefix = '', double, single] of text.matchAll(
    /\sxmlns(?::([\w.-]+))?\s*=\s*(?:"([^"]*)"|'([^']*)')/g,
  )) {
    const uri = double ?? single;
    if (uri === MODEL) found.set(prefix, 'model');
    if (uri === DRAWN) found.set(prefix, 'drawn');
  }
  return found;
}

function kindOf(part: string, prefixes: Map<string, 'model' | 'drawn'>): 'model' | 'drawn' | undefined {
  const name = /^<([A-Za-z_][\w.:-]*)/.exec(part)?.[1];
  if (name === undefined) return undefined;
  return prefixes.get(name.includes(':') ? name.slice(0, name.indexOf(':')) : '');
}

function idsIn(text: string, prefixes: Map<string, 'model' | 'drawn'>): Set<string> {
  const found = new Set<string>();
  for (const [part] of text.matchAll(PART)) {
    const id = kindOf(part, prefixes) && ID.exec(part);
    if (id) found.add((id[2] ?? id[3] ?? '').trim());
  }
  return found;
}

/** Letters without accents, and `_` for the rest. */
function named(id: string): string {
  const plain = withoutAccents(id).replace(/[^\w.-]+/g, '_');
  return /^[A-Za-z_]/.test(plain) ? plain : `_${plain}`;
}

function shapesOf(text: string, again: Map<string, string[]>): string {
  if (again.size === 0) return text;
  const shown = new Map<string, number>();
  return text.replace(PART, (part) =>
    part.replace(SHOWN, (whole, start: string, double?: string, single?: string) => {
      const id = double ?? single ?? '';
      const later = again.get(id);
      if (!later) return whole;
      const count = shown.get(id) ?? 0;
      shown.set(id, count + 1);
      const to = count === 0 ? undefined : later[count - 1];
      return to === undefined ? whole : `${start}"${to}"`;
    }),
  );
}

/** Attributes and texts that are exactly the id, as references are. */
function referred(text: string, other: Map<string, string>): string {
  if (other.size === 0) return text;
  return text
    .replace(PART, (part) =>
      part.startsWith('<!') || part.startsWith('<?')
        ? part
        : part.replace(
            /(\s(?:\w+Ref|default|bpmnElement)\s*=\s*)(?:"([^"]*)"|'([^']*)')/g,
            (whole, start, a, b) => {
              const to = other.get(String(a ?? b));
              return to === undefined ? whole : `${start}"${to}"`;
            },
          ),
    )
    .replace(/>([^<>]+)<\//g, (whole, inner: string) => {
      const to = other.get(inner.trim());
      return to === undefined ? whole : `>${to}</`;
    });
}
