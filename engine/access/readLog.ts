// What auditors ask of the record of reads: who looked at which case, who took what along, latest first, page by page.
import type { Db } from './accessLog.ts';

export interface ReadFilter {
  /** Any of these; none of them: nobody's. */
  usernames?: readonly string[];
  caseKeys?: readonly number[];
  /** What was done, as the record calls it. */
  action?: string;
  /** Instants; the second is not in it. */
  from?: number;
  until?: number;
}

export interface ReadPage<Entry> {
  rows: Entry[];
  /** Where the next page begins; undefined: nothing is left. */
  next: string | undefined;
}

export interface ReadEntry {
  id: number;
  at: number;
  username: string;
  action: string;
  caseKey: number;
}

export interface ExportEntry {
  id: number;
  at: number;
  username: string;
  event: string;
  detail: string;
}

interface Place {
  after?: string | undefined;
  limit: number;
}

type Rows = ReturnType<Db>;
interface Found {
  id: number;
  at: number;
  username: string;
}

/** Reports that went out by mail were asked for by whoever set that up. */
export const exportEvents = ['exported', 'reportTaken', 'reportMailed'] as const;

export async function searchReads(
  db: Db,
  tenant: string,
  filter: ReadFilter,
  place: Place,
): Promise<ReadPage<ReadEntry>> {
  const rows = db('cauce_case_reads').where({ tenant_id: tenant });
  if (filter.caseKeys) rows.whereIn('case_key', [...filter.caseKeys]);
  if (filter.action !== undefined) rows.where({ action: filter.action });
  const found = await page<Found & { action: string; case_key: number }>(rows, filter, place);
  return {
    ...found,
    rows: found.rows.map(({ case_key, ...row }) => ({
      ...plain(row),
      action: row.action,
      caseKey: Number(case_key),
    })),
  };
}

export async function searchExports(
  db: Db,
  tenant: string,
  filter: ReadFilter,
  place: Place,
): Promise<ReadPage<ExportEntry>> {
  const known = exportEvents.filter((event) => filter.action === undefined || event === filter.action);
  const rows = db('cauce_access_log').where({ tenant_id: tenant }).whereIn('event', known);
  const found = await page<Found & { event: string; detail: string | null }>(rows, filter, place);
  return {
    ...found,
    rows: found.rows.map((row) => ({ ...plain(row), event: row.event, detail: row.detail ?? '' })),
  };
}

const plain = ({ id, at, username }: Found) => ({ id: Number(id), at: Number(at), username });

async function page<Row extends Found>(
  rows: Rows,
  filter: ReadFilter,
  { after, limit }: Place,
): Promise<ReadPage<Row>> {
  const { usernames, from, until } = filter;
  if (usernames) rows.whereIn('username', [...usernames]);
  if (from !== undefined) rows.where('at', '>=', from);
  if (until !== undefined) rows.where('at', '<', until);
  const [, at, id] = /^(\d{1,15})\.(\d{1,15})$/.exec(after ?? '') ?? [];
  if (at !== undefined && id !== undefined) rows.whereRaw('(at, id) < (?, ?)', [Number(at), Number(id)]);
  const found = (await rows
    .orderBy([
      { column: 'at', order: 'desc' },
      { column: 'id', order: 'desc' },
    ])
    .limit(limit + 1)) as Row[];
  const shown = found.slice(0, limit);
  const last = found.length > limit ? shown.at(-1) : undefined;
  return { rows: shown, next: last && `${last.at}.${last.id}` };
}
