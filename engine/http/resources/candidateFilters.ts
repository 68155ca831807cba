// The filters of user tasks by candidate and by variable, which are rows beside the task and not a column of it.
import { z } from 'zod';
import type { Json } from '../../core/json.ts';
import { canonicalJson } from '../../store/canonical.ts';
import type { Query } from '../../store/store.ts';
import type { FilterValue } from '../fields.ts';

/** The tasks that a filter leaves; undefined for operators that a candidate cannot be asked by. */
export function candidateNames(value: FilterValue): string[] | undefined {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object') return undefined;
  const { $eq, $in, ...others } = value as { $eq?: string; $in?: string[] };
  if (Object.values(others).some((operand) => operand !== undefined)) return undefined;
  return $in ?? ($eq === undefined ? undefined : [$eq]);
}

/** As the API has it: each value is JSON text, and all have to hold. */
export const variablesFilter = z
  .array(
    z.strictObject({
      name: z.string().min(1).max(1000),
      value: z.union([z.string().max(10_000), z.strictObject({ $eq: z.string().max(10_000) })]),
    }),
  )
  .max(20)
  .optional();

export function variableConditions(
  filter: z.output<typeof variablesFilter>,
): NonNullable<Query['variables']> {
  return (filter ?? []).map(({ name, value }) => {
    return { name, value: stored(typeof value === 'string' ? value : value.$eq) };
  });
}

/** Values are stored as canonical JSON; what is no JSON is no variable's value. */
function stored(text: string): string {
  try {
    return canonicalJson(JSON.parse(text) as Json);
  } catch {
    return text;
  }
}
