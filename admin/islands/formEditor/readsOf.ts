// Which variables a condition, a mapping or a decision reads, and as what, so that a field can ask for them.
import { conditionReads } from '../../../engine/expressions/conditionReads.ts';
import { checkFeel } from '../../../engine/runtime/checkFeel.ts';
import type { Surroundings } from '../../../engine/runtime/folderLookups.ts';
import type { ReadVariable } from '../../../forms/generate.ts';

type Decided = NonNullable<ReturnType<Surroundings['decision']>>;
const types = new Set(['string', 'number', 'boolean', 'date', 'time', 'dateTime']);
const escaped = (name: string) => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

export const readsOfCondition = (condition: string): ReadVariable[] => conditionReads(condition);

/** Any FEEL: what is read whole; a part of something larger is more than one field can give. */
export function readsOfMapping(expression: string): ReadVariable[] {
  const text = expression.replace(/^\s*=/, '');
  const checked = checkFeel(text, 'expression');
  if (!checked.ok || !expression.trim().startsWith('=')) return [];
  // A variable alone is handed on as it is, whatever it is.
  const isAlone = checked.names.length === 1 && checked.names[0] === text.trim();
  const known = isAlone ? [] : conditionReads(text);
  return checked.names
    .filter((name) => !isWithin(name, text))
    .map((name) => known.find((read) => read.name === name) ?? { name });
}

/** Part of something larger, a name that the expression itself brings in, or of what a filter goes through. */
function isWithin(name: string, text: string): boolean {
  const word = `(?<![\\w.])${escaped(name)}(?!\\w)`;
  return [`${word}\\s*[.[:]`, `\\[[^\\]]*${word}`, `\\b(for|some|every)\\s+${word}\\s+in\\b`].some(
    (pattern) => new RegExp(pattern).test(text),
  );
}

export function readsOfDecision({ model, variables }: Decided): ReadVariable[] {
  return variables.map(({ name, type }) => {
    const values = optionsOf(name, model);
    return {
      name,
      ...(type !== undefined && types.has(type) && { type: type as NonNullable<ReadVariable['type']> }),
      ...(values.length > 0 && { values }),
    };
  });
}

/** The texts of its column, where every rule compares it with texts alone. */
function optionsOf(name: string, { logic }: Decided['model']): string[] {
  if (logic.kind !== 'table') return [];
  const column = logic.inputs.findIndex(({ expression }) => expression.trim() === name);
  if (column < 0) return [];
  const cells = logic.rules.map(({ tests }) => (tests[column] ?? '').trim());
  const named = cells.filter((cell) => cell !== '' && cell !== '-');
  if (!named.every((cell) => /^"[^"\\]*"(\s*,\s*"[^"\\]*")*$/.test(cell))) return [];
  return [...new Set(named.flatMap((cell) => cell.match(/"[^"\\]*"/g) ?? []))]
    .map((text) => text.slice(1, -1))
    .filter((text) => text.trim() !== '');
}
