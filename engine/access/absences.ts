// Who is away from when until when, and who is offered their work meanwhile; every entry is on record.
import { randomUUID } from 'node:crypto';
import type { Store } from '../store/store.ts';
import { type Db, logAccess } from './accessLog.ts';

export interface Absence {
  id: string;
  username: string;
  /** Null: nobody is offered the work. */
  substitute: string | null;
  /** Civil dates, both included. */
  fromDay: string;
  toDay: string;
  startsAt: number;
  /** The first instant after it. */
  endsAt: number;
  recordedAt: number;
  recordedBy: string;
}

export type NewAbsence = Omit<Absence, 'id' | 'recordedAt' | 'recordedBy'>;

export type AbsenceOutcome =
  | { ok: true; absence: Absence }
  | { ok: false; wrong: 'days' | 'past' | 'long' | 'self' | 'overlap' | 'substitute' };

const YEAR = 366 * 86_400_000;

function absenceOf(row: { [column: string]: unknown }): Absence {
  return {
    id: String(row.id),
    username: String(row.username),
    substitute: row.substitute === null ? null : String(row.substitute),
    fromDay: String(row.from_day),
    toDay: String(row.to_day),
    startsAt: Number(row.starts_at),
    endsAt: Number(row.ends_at),
    recordedAt: Number(row.recorded_at),
    recordedBy: String(row.recorded_by),
  };
}

/** Those that are not over yet, the next to begin first. */
export async function readAbsences(db: Db, tenant: string, at: number): Promise<Absence[]> {
  const rows: { [column: string]: unknown }[] = await db('cauce_absences')
    .where({ tenant_id: tenant })
    .whereNull('withdrawn_at')
    .where('ends_at', '>', at)
    .orderBy(['starts_at', 'username', 'id']);
  return rows.map(absenceOf);
}

export const isNow = (absence: Absence, at: number): boolean => absence.startsAt <= at && at < absence.endsAt;

function wrongIn(absence: NewAbsence, known: readonly Absence[], at: number) {
  const { username, substitute, startsAt, endsAt } = absence;
  if (!(startsAt < endsAt)) return 'days';
  if (endsAt <= at) return 'past';
  if (endsAt - startsAt > YEAR) return 'long';
  if (substitute === username) return 'self';
  const overlaps = (other: Absence) => other.startsAt < endsAt && startsAt < other.endsAt;
  if (known.some((other) => other.username === username && overlaps(other))) return 'overlap';
  // Who is away cannot take the work.
  if (known.some((other) => other.username === substitute && overlaps(other))) return 'substitute';
  return undefined;
}

export function recordAbsence(
  store: Store,
  at: number,
  given: NewAbsence,
  actor: string,
): Promise<AbsenceOutcome> {
  const { tenant } = store;
  return store.write(async (db) => {
    const wrong = wrongIn(given, await readAbsences(db, tenant, at), at);
    if (wrong) return { ok: false, wrong };
    const absence: Absence = { ...given, id: randomUUID(), recordedAt: at, recordedBy: actor };
    const { id, username, substitute, fromDay, toDay, startsAt, endsAt } = absence;
    await db('cauce_absences').insert({
      tenant_id: tenant,
      ...{ id, username, substitute },
      ...{ from_day: fromDay, to_day: toDay, starts_at: startsAt, ends_at: endsAt },
      ...{ recorded_at: at, recorded_by: actor, withdrawn_at: null, withdrawn_by: null },
    });
    const detail = `${fromDay}/${toDay} ${substitute ?? ''}`.trim();
    await logAccess(db, tenant, at, { username, event: 'absenceRecorded', actor, detail });
    return { ok: true, absence };
  });
}

/** False: there is no such absence, or somebody withdrew it before. */
export function withdrawAbsence(store: Store, at: number, id: string, actor: string): Promise<boolean> {
  const { tenant } = store;
  return store.write(async (db) => {
    const known = (await readAbsences(db, tenant, at)).find((each) => each.id === id);
    if (!known) return false;
    await db('cauce_absences')
      .where({ tenant_id: tenant, id })
      .update({ withdrawn_at: at, withdrawn_by: actor });
    const { username, fromDay, toDay } = known;
    const detail = `${fromDay}/${toDay}`;
    await logAccess(db, tenant, at, { username, event: 'absenceWithdrawn', actor, detail });
    return true;
  });
}
