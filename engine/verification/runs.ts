// Runs of the verification, as rows that every node sees: who asked, how far it is, what was found. One of each kind at a
// time; a second who asks for it looks on.
import { randomUUID } from 'node:crypto';
import type { Json } from '../core/json.ts';
import type { Store } from '../store/store.ts';
import type { Check, Tell, Verified } from './finding.ts';
import type { Running } from './verifyInProcess.ts';

export interface Verification {
  id: string;
  /** Undefined: of everything. */
  caseKey: number | undefined;
  /** `LOST`: its node is gone. */
  state: 'RUNNING' | 'DONE' | 'FAILED' | 'LOST';
  askedBy: string;
  startedAt: number;
  finishedAt: number | null;
  progress: { check?: Check; done?: number };
  result: Verified | undefined;
}

export interface Verifications {
  /** The run that is under way already, where there is one. */
  begin(askedBy: string, caseKey?: number): Promise<string>;
  find(id: string): Promise<Verification | undefined>;
  /** Latest first; of a case, or of everything. */
  latest(caseKey: number | undefined, limit: number): Promise<Verification[]>;
  /** Stops what runs here. */
  close(): Promise<void>;
}

interface Parts {
  store: Store;
  now(): number;
  verify(caseKey: number | undefined, tell: Tell): Running;
  failed(error: unknown): void;
}

/** A run that was not heard of for so long is nobody's any more. */
const LOST_MS = 30_000;
const HEARD_MS = 1_000;
/** One problem can spoil a whole table; nobody reads more. */
const MOST_PROBLEMS = 500;

interface VerificationRow {
  id: string;
  case_key: number | null;
  state: 'RUNNING' | 'DONE' | 'FAILED';
  asked_by: string;
  started_at: number;
  heard_at: number;
  finished_at: number | null;
  progress: string;
  result: string | null;
}

const table = 'cauce_verifications';

export function createVerifications({ store, now, verify, failed }: Parts): Verifications {
  const running = new Map<string, Running>();
  const ended = new Set<Promise<void>>();
  let isClosing = false;
  const { tenant } = store;
  const change = (id: string, columns: { [column: string]: Json }) =>
    store.write(async (db) => {
      await db(table).where({ tenant_id: tenant, id }).update(columns);
    });

  async function run(id: string, caseKey: number | undefined): Promise<void> {
    const progress: Verification['progress'] = {};
    const pulse = setInterval(() => {
      change(id, { heard_at: now(), progress: JSON.stringify(progress) }).catch(failed);
    }, HEARD_MS);
    try {
      const under = verify(caseKey, (check, done) => Object.assign(progress, { check, done }));
      running.set(id, under);
      const { problems, ...facts } = await under.verified;
      const result = JSON.stringify({ ...facts, problems: problems.slice(0, MOST_PROBLEMS) });
      clearInterval(pulse);
      await change(id, { state: 'DONE', finished_at: now(), heard_at: now(), result });
    } catch (error) {
      clearInterval(pulse);
      if (!isClosing) failed(error);
      await change(id, { state: 'FAILED', finished_at: now(), heard_at: now() });
    } finally {
      await running.get(id)?.stop();
      running.delete(id);
    }
  }

  const where = (caseKey: number | undefined) => ({ tenant_id: tenant, case_key: caseKey ?? null });

  return {
    async begin(askedBy, caseKey) {
      const at = now();
      const made = await store.write(async (db) => {
        await store.lockNames(db, [`verification ${caseKey ?? ''}`]);
        const present = (await db(table)
          .where(where(caseKey))
          .where({ state: 'RUNNING' })
          .where('heard_at', '>', at - LOST_MS)
          .first('id')) as { id: string } | undefined;
        if (present) return { id: present.id, isNew: false };
        const row = { id: randomUUID(), ...where(caseKey), state: 'RUNNING', asked_by: askedBy };
        await db(table).insert({ ...row, started_at: at, heard_at: at, progress: '{}' });
        return { id: row.id, isNew: true };
      });
      if (made.isNew) {
        const end = run(made.id, caseKey).catch(failed);
        ended.add(end);
        void end.then(() => ended.delete(end));
      }
      return made.id;
    },
    async find(id) {
      const row = (await store.reader(table).where({ tenant_id: tenant, id }).first()) as
        | VerificationRow
        | undefined;
      return row && told(row, now());
    },
    async latest(caseKey, limit) {
      const rows = (await store
        .reader(table)
        .where(where(caseKey))
        .orderBy('started_at', 'desc')
        .limit(limit)) as VerificationRow[];
      return rows.map((row) => told(row, now()));
    },
    async close() {
      isClosing = true;
      await Promise.all([...running.values()].map(({ stop }) => stop()));
      await Promise.all(ended);
    },
  };
}

function told(row: VerificationRow, now: number): Verification {
  const isLost = row.state === 'RUNNING' && row.heard_at < now - LOST_MS;
  return {
    id: row.id,
    caseKey: row.case_key === null ? undefined : Number(row.case_key),
    state: isLost ? 'LOST' : row.state,
    askedBy: row.asked_by,
    startedAt: Number(row.started_at),
    finishedAt: row.finished_at === null ? null : Number(row.finished_at),
    progress: JSON.parse(row.progress) as Verification['progress'],
    result: row.result === null ? undefined : (JSON.parse(row.result) as Verified),
  };
}
