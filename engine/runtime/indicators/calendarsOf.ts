// Which calendars an indicator counts by: those that its expressions or parameters name.
import type { IndicatorDefinition } from '../../metrics/index.ts';
import type { Basis } from './basis.ts';

const known = new WeakMap<IndicatorDefinition, string>();

/** Such as `co-8x5 3`; null where it counts by none. */
export function calendarsOf(definition: IndicatorDefinition, { calendars }: Basis): string | null {
  let text = known.get(definition);
  if (text === undefined) {
    const { aggregates, parameters = {} } = definition;
    text = JSON.stringify([aggregates, parameters]);
    known.set(definition, text);
  }
  const named = [...calendars].filter(([id]) => text.includes(`"${id}`) || text.includes(`${id}\\"`));
  return named.length === 0 ? null : named.map(([id, { version }]) => `${id} ${version}`).join(', ');
}
