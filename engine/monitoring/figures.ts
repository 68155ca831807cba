// What tells whether the product is well, read from the store: what is stuck, how full the disk is, what was saved when.
import { stat, statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { OpenStore } from '../store/openStore.ts';
import type { Db } from '../store/store.ts';

export interface Figures {
  at: number;
  incidents: number;
  /** Jobs that wait for a worker, and those of them that failed and will be tried again. */
  jobs: number;
  jobsFailing: number;
  timersLate: number;
  mailsQueued: number;
  mailsFailed: number;
  /** When the mail that waits longest was written. */
  mailsSince: number | null;
  sessions: number;
  anchorAt: number | null;
  backupAt: number | null;
  /** Of an SQLite file; null on a server. */
  databaseBytes: number | null;
  logBytes: number | null;
  diskFreeBytes: number | null;
}

export interface FigureReader {
  /** At most so many milliseconds old, so that who asks often costs nothing. */
  read(freshMs?: number): Promise<Figures>;
}

const usualFreshMs = 10_000;
/** A timer that is this much behind did not fire, or was refused. */
const lateMs = 60_000;
const waiting = "state IN ('CREATED', 'FAILED') AND retries > 0";

export function createFigureReader(store: OpenStore, now: () => number): FigureReader {
  let last: { at: number; figures: Promise<Figures> } | undefined;
  return {
    read(freshMs = usualFreshMs) {
      const at = performance.now();
      if (!last || at - last.at > freshMs) {
        const figures = readFigures(store, now());
        const mine = { at, figures };
        last = mine;
        // What failed is asked for again.
        figures.catch(() => {
          if (last === mine) last = undefined;
        });
      }
      return last.figures;
    },
  };
}

async function readFigures(store: OpenStore, at: number): Promise<Figures> {
  const { reader, tenant } = store;
  const mine = { tenant_id: tenant };
  const mails = (state: string) => reader('cauce_mails').where({ ...mine, state });
  const [incidents, jobs, jobsFailing, timersLate, mailsQueued, mailsFailed, sessions] = await Promise.all([
    count(reader('cauce_incidents').where({ ...mine, state: 'ACTIVE' })),
    count(reader('cauce_jobs').where(mine).whereRaw(waiting)),
    count(
      reader('cauce_jobs')
        .where({ ...mine, state: 'FAILED' })
        .whereRaw(waiting),
    ),
    count(
      reader('cauce_timers')
        .where(mine)
        .where('due_at', '<', at - lateMs),
    ),
    count(mails('QUEUED')),
    count(mails('FAILED')),
    count(reader('cauce_sessions').where(mine).where('expires_at', '>', at)),
  ]);
  return {
    at,
    incidents,
    jobs,
    jobsFailing,
    timersLate,
    mailsQueued,
    mailsFailed,
    mailsSince: await instant(mails('QUEUED').min('created_at as at')),
    sessions,
    anchorAt: await instant(reader('cauce_anchors').max('at as at')),
    backupAt: await instant(
      reader('cauce_backups')
        .where({ ...mine, state: 'MADE' })
        .max('ended_at as at'),
    ),
    ...(await disk(store)),
  };
}

async function count(rows: ReturnType<Db>): Promise<number> {
  const [row] = (await rows.count({ count: '*' })) as { count: number | string }[];
  return Number(row?.count ?? 0);
}

async function instant(query: ReturnType<Db>): Promise<number | null> {
  const [row] = (await query) as { at: number | string | null }[];
  return row?.at === null || row?.at === undefined ? null : Number(row.at);
}

async function disk({ filename, shared }: OpenStore) {
  if (shared) return { databaseBytes: null, logBytes: null, diskFreeBytes: null };
  const room = await statfs(dirname(filename)).catch(() => undefined);
  return {
    databaseBytes: await sizeOf(filename),
    logBytes: await sizeOf(`${filename}-wal`),
    diskFreeBytes: room ? room.bavail * room.bsize : null,
  };
}

const sizeOf = (path: string): Promise<number | null> =>
  stat(path).then(
    ({ size }) => size,
    () => null,
  );
