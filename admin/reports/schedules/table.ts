// The reports that are mailed on a schedule, as rows: who gets which report, how filtered, in which format, and when next.
import { type Db, isAddress, logAccess, type Store } from '../../engine.ts';
import { isLanguage, type Language } from '../../render/locale.ts';
import { type Format, isFormat } from '../files/reportFile.ts';
import { FREQUENCIES, type Frequency } from './dates.ts';

export interface Schedule {
  id: string;
  report: string;
  /** As the query of the report's address. */
  filters: string;
  format: Format;
  frequency: Frequency;
  language: Language;
  recipients: string[];
  createdBy: string;
  nextDate: string;
  nextAttemptAt: number;
  attempts: number;
  sentAt: number | null;
  /** Code of why the last attempt failed. */
  error: string | null;
}

export type NewSchedule = Omit<Schedule, 'attempts' | 'sentAt' | 'error'>;

export const MOST_RECIPIENTS = 20;

type Row = { [column: string]: string | number | null };

const isFrequency = (text: string): text is Frequency => (FREQUENCIES as readonly string[]).includes(text);

function scheduleOf(row: Row): Schedule {
  const [format, frequency, language] = [String(row.format), String(row.frequency), row.language];
  return {
    id: String(row.id),
    report: String(row.report),
    filters: String(row.filters),
    format: isFormat(format) ? format : 'pdf',
    frequency: isFrequency(frequency) ? frequency : 'monthly',
    language: isLanguage(language) ? language : 'es',
    recipients: JSON.parse(String(row.recipients)) as string[],
    createdBy: String(row.created_by),
    nextDate: String(row.next_date),
    nextAttemptAt: Number(row.next_attempt_at),
    attempts: Number(row.attempts),
    sentAt: row.sent_at === null ? null : Number(row.sent_at),
    error: row.error === null ? null : String(row.error),
  };
}

const of = (db: Db, tenant: string) => db('cauce_report_schedules').where({ tenant_id: tenant });

export async function listSchedules({ reader, tenant }: Store): Promise<Schedule[]> {
  const rows: Row[] = await of(reader, tenant).orderBy('next_attempt_at').orderBy('id').limit(500);
  return rows.map(scheduleOf);
}

export async function addSchedule(store: Store, schedule: NewSchedule, at: number): Promise<void> {
  const { id, report, filters, format, frequency, language, recipients, createdBy: actor } = schedule;
  await store.write(async (db) => {
    await db('cauce_report_schedules').insert({
      id,
      tenant_id: store.tenant,
      report,
      filters,
      format,
      frequency,
      language,
      recipients: JSON.stringify(recipients),
      created_by: actor,
      created_at: at,
      next_date: schedule.nextDate,
      next_attempt_at: schedule.nextAttemptAt,
      attempts: 0,
      sent_at: null,
      error: null,
    });
    const detail = `${report}.${format} ${filters} ${frequency} ${recipients.join(' ')}`;
    await logAccess(db, store.tenant, at, { username: actor, event: 'reportScheduled', actor, detail });
  });
}

export async function removeSchedule(store: Store, id: string, actor: string, at: number): Promise<boolean> {
  return store.write(async (db) => {
    const row: Row | undefined = await of(db, store.tenant).where({ id }).first();
    if (!row) return false;
    await of(db, store.tenant).where({ id }).del();
    const detail = `${String(row.report)}.${String(row.format)} ${String(row.filters)}`;
    await logAccess(db, store.tenant, at, { username: actor, event: 'reportUnscheduled', actor, detail });
    return true;
  });
}

/** How long who took one may need before another node takes it over. */
const CLAIM_MS = 15 * 60_000;

/** The next one that is due, for this node alone: only one can move its next attempt. */
export async function claimDue(store: Store, now: number): Promise<Schedule | undefined> {
  const due = (db: Db) => of(db, store.tenant).where('next_attempt_at', '<=', now).orderBy('next_attempt_at');
  if (!(await due(store.reader).first('id'))) return undefined;
  return store.write(async (db) => {
    const row: Row | undefined = await due(db).first();
    if (!row) return undefined;
    const taken = await of(db, store.tenant)
      .where({ id: String(row.id), next_attempt_at: Number(row.next_attempt_at) })
      .update({ next_attempt_at: now + CLAIM_MS, attempts: Number(row.attempts) + 1 });
    return taken === 1
      ? scheduleOf({ ...row, next_attempt_at: now + CLAIM_MS, attempts: Number(row.attempts) + 1 })
      : undefined;
  });
}

export type Outcome = {
  nextDate: string;
  nextAttemptAt: number;
  attempts: number;
  sentAt?: number;
  error: string | null;
};

/** Whoever took it over meanwhile has the say. */
export async function finish(
  store: Store,
  claimed: Schedule,
  outcome: Outcome,
  detail: string,
): Promise<void> {
  const { nextDate, nextAttemptAt, attempts, sentAt, error } = outcome;
  await store.write(async (db) => {
    await of(db, store.tenant)
      .where({ id: claimed.id, next_attempt_at: claimed.nextAttemptAt })
      .update({
        next_date: nextDate,
        next_attempt_at: nextAttemptAt,
        attempts,
        error,
        ...(sentAt !== undefined && { sent_at: sentAt }),
      });
    if (sentAt === undefined) return;
    const entry = { username: claimed.createdBy, event: 'reportMailed' as const, actor: 'system', detail };
    await logAccess(db, store.tenant, sentAt, entry);
  });
}

/** Addresses one to a line or between commas; the first that is none is told. */
export function readRecipients(text: string): { recipients: string[] } | { wrong: string } {
  const found = [...new Set(text.split(/[\s,;]+/).filter((each) => each !== ''))];
  const wrong = found.find((each) => !isAddress(each));
  return wrong === undefined ? { recipients: found } : { wrong };
}
