// The variables that an intake gives: a text that begins with `=` is FEEL; any other stands for itself.
import type { Json, Variables } from '../../core/json.ts';

export async function mappedBy(
  mapping: { [name: string]: string },
  context: Variables,
  evaluate: (expressions: string[], context: Variables) => Promise<Json[]>,
): Promise<Variables> {
  const entries = Object.entries(mapping);
  const feel = entries.filter(([, text]) => text.startsWith('='));
  const values = await evaluate(
    feel.map(([, text]) => text.slice(1)),
    context,
  );
  const computed = new Map<string, Json>(feel.map(([name], index) => [name, values[index] ?? null]));
  return Object.fromEntries(
    entries.map(([name, text]) => [name, computed.has(name) ? (computed.get(name) ?? null) : text]),
  );
}
