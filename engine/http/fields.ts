// Which members of a resource may be filtered and sorted by, and the column behind each: the allow-list of a search.
import { z } from 'zod';

export type FieldType = 'text' | 'key' | 'integer' | 'instant' | 'flag' | 'tenant';

export interface Field {
  column: string;
  type: FieldType;
  /** The API's word for a value to the column's, e.g. `USER_TASK` to `userTask`. */
  toColumn?: (value: string) => string;
}

/** No column: there is one tenant, so this filter leaves all rows or none, and sorts nothing. */
export const tenantField: Field = { column: '', type: 'tenant' };

export type Fields = { readonly [name: string]: Field };

const key = z.string().regex(/^\d{1,25}$/);
const instant = z.iso.datetime({ offset: true });

function advanced<T extends z.ZodType>(value: T, ordered: boolean, like: boolean): z.ZodType {
  const one = value.optional();
  const many = z.array(value).max(1000).optional();
  return z.strictObject({
    $eq: one,
    $neq: one,
    $in: many,
    $notIn: many,
    $exists: z.boolean().optional(),
    ...(ordered && { $gt: one, $gte: one, $lt: one, $lte: one }),
    ...(like && { $like: z.string().max(1000).optional() }),
  });
}

const filterByType: { [T in FieldType]: z.ZodType } = {
  text: z.union([z.string(), advanced(z.string(), false, true)]),
  key: z.union([key, advanced(key, false, false)]),
  integer: z.union([z.int(), advanced(z.int(), true, false)]),
  instant: z.union([instant, advanced(instant, true, false)]),
  flag: z.boolean(),
  tenant: z.union([z.string(), advanced(z.string(), false, true)]),
};

const pageSchema = z.strictObject({
  limit: z.int().min(0).max(10_000).optional(),
  from: z.int().min(0).max(1_000_000).optional(),
  after: z.string().max(2000).optional(),
  before: z.string().max(2000).optional(),
});

export type FilterValue = string | number | boolean | { [operator: string]: unknown };

export interface SearchBody {
  filter?: { [name: string]: FilterValue | undefined } | undefined;
  sort?: { field: string; order?: 'ASC' | 'DESC' | undefined }[] | undefined;
  page?: z.output<typeof pageSchema> | undefined;
}

/** Body of a search; `extra` filters are those that a resource answers by itself. */
export function searchBody(fields: Fields, extra: { [name: string]: z.ZodType } = {}): z.ZodType<SearchBody> {
  const filters = Object.entries(fields).map(([name, field]) => [name, filterByType[field.type].optional()]);
  const names = Object.keys(fields) as [string, ...string[]];
  return z.strictObject({
    filter: z.strictObject({ ...Object.fromEntries(filters), ...extra }).optional(),
    sort: z
      .array(z.strictObject({ field: z.enum(names), order: z.enum(['ASC', 'DESC']).optional() }))
      .max(10)
      .optional(),
    page: pageSchema.optional(),
  }) as unknown as z.ZodType<SearchBody>;
}

export const textFilter = filterByType.text.optional();
/** Words that the case of a row has to have, wherever in its text. */
export const spokenFilter = z.string().min(1).max(500).optional();
export const flagFilter = z.boolean().optional();

/** Answer of a search. */
export function searchAnswer<Item extends z.ZodType>(item: Item) {
  return z.object({
    items: z.array(item),
    page: z.object({
      totalItems: z.number(),
      hasMoreTotalItems: z.boolean(),
      startCursor: z.string().nullable(),
      endCursor: z.string().nullable(),
    }),
  });
}
