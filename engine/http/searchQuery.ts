// Turns the body of a search into the store's query, field by field through the allow-list.
import type { Condition, Page, Projection, Query, Row, Store } from '../store/store.ts';
import type { Field, Fields, FilterValue, SearchBody } from './fields.ts';
import { tenant } from './rows.ts';

/** Most rows of one page; clients that ask for more page on by the cursor. */
const maxLimit = 1000;

const operators: { [operator: string]: Condition['op'] } = {
  $eq: 'eq',
  $neq: 'neq',
  $in: 'in',
  $notIn: 'notIn',
  $like: 'like',
  $gt: 'gt',
  $gte: 'gte',
  $lt: 'lt',
  $lte: 'lte',
  $exists: 'exists',
};

function columnValue(field: Field, value: unknown): string | number | boolean {
  if (field.type === 'key') return Number(value);
  if (field.type === 'instant') return Date.parse(String(value));
  if (field.type === 'flag' || field.type === 'integer') return value as boolean | number;
  return field.toColumn ? field.toColumn(String(value)) : String(value);
}

function condition(field: Field, operator: string, value: unknown): Condition {
  const op = operators[operator] ?? 'eq';
  const { column } = field;
  if (op === 'exists') return { column, op, value: value === true };
  if (op === 'like') return { column, op, value: String(value) };
  if (Array.isArray(value)) {
    return { column, op, value: value.map((one) => columnValue(field, one)) as (string | number)[] };
  }
  return { column, op, value: columnValue(field, value) };
}

export function conditions(field: Field, value: FilterValue): Condition[] {
  if (typeof value !== 'object') return [condition(field, '$eq', value)];
  return Object.entries(value)
    .filter(([, operand]) => operand !== undefined)
    .map(([operator, operand]) => condition(field, operator, operand));
}

function columnsOf(fields: Fields): string[] {
  return Object.values(fields).flatMap(({ type, column }) => (type === 'tenant' ? [] : [column]));
}

function isOurTenant(value: FilterValue): boolean {
  if (typeof value !== 'object') return value === tenant;
  const { $eq, $in, $neq, $notIn } = value as {
    $eq?: string;
    $neq?: string;
    $in?: string[];
    $notIn?: string[];
  };
  const wanted = ($eq === undefined || $eq === tenant) && ($in?.includes(tenant) ?? true);
  return wanted && $neq !== tenant && !$notIn?.includes(tenant);
}

/** The API's cursors are plain base64, the store's are safe in addresses. */
function recode(cursor: string, from: BufferEncoding, to: BufferEncoding): string {
  return Buffer.from(cursor, from).toString(to);
}

export function toQuery(body: SearchBody, fields: Fields): Query {
  const where: Condition[] = [];
  for (const [name, value] of Object.entries(body.filter ?? {})) {
    const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
    if (!field || value === undefined) continue;
    if (field.type !== 'tenant') where.push(...conditions(field, value));
    else if (!isOurTenant(value)) where.push({ column: columnsOf(fields)[0]!, op: 'in', value: [] });
  }
  const sort = (body.sort ?? [])
    .filter(({ field }) => fields[field]?.type !== 'tenant')
    .map(({ field, order }) => ({ column: fields[field]!.column, descending: order === 'DESC' }));
  const page = body.page ?? {};
  return {
    where,
    sort,
    limit: Math.min(Math.max(page.limit ?? 100, 1), maxLimit),
    ...(page.from !== undefined && { from: page.from }),
    ...(page.after && { after: recode(page.after, 'base64', 'base64url') }),
    ...(page.before && { before: recode(page.before, 'base64', 'base64url') }),
  };
}

export function toAnswer<Item>(page: Page, items: Item[]) {
  return {
    items,
    page: {
      totalItems: page.total,
      hasMoreTotalItems: page.hasMoreTotal,
      startCursor: page.startCursor === undefined ? null : recode(page.startCursor, 'base64url', 'base64'),
      endCursor: page.endCursor === undefined ? null : recode(page.endCursor, 'base64url', 'base64'),
    },
  };
}

/** With the words that the filter asks for beside its fields. */
export function withSpoken(query: Query, body: SearchBody): Query {
  const text: unknown = body.filter?.text;
  return typeof text === 'string' ? { ...query, text } : query;
}

/** A list without rows, for those who may see none. */
export const nothing: Page = { rows: [], total: 0, hasMoreTotal: false };

/** Every row of a small list, page by page. */
export async function allRows(
  store: Store,
  projection: Projection,
  query: Query,
  most = 10_000,
): Promise<Row[]> {
  const rows: Row[] = [];
  let after: string | undefined;
  do {
    const page: Page = await store.search(projection, { ...query, limit: maxLimit, ...(after && { after }) });
    rows.push(...page.rows);
    after = page.rows.length === maxLimit ? page.endCursor : undefined;
  } while (after && rows.length < most);
  return rows;
}
