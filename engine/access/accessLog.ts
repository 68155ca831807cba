// Writes what happens to sign-ins and people, and who read which case: both are part of the audit.
import type { Store } from '../store/store.ts';

/** A connection, inside or outside a transaction. */
export type Db = Store['reader'];

export type AccessEvent =
  | 'signedIn'
  | 'signInRefused'
  | 'signedOut'
  | 'sessionEnded'
  | 'passwordChanged'
  | 'userCreated'
  | 'userUpdated'
  | 'userDeleted'
  | 'groupCreated'
  | 'membershipAdded'
  | 'membershipRemoved'
  | 'roleAssigned'
  | 'roleUnassigned'
  | 'tokenCreated'
  | 'tokenRevoked'
  | 'exported'
  | 'reportTaken'
  | 'reportMailed'
  | 'reportScheduled'
  | 'reportUnscheduled'
  | 'groupDeleted'
  | 'incidentsRetried'
  | 'jobsRetried'
  | 'timersTried'
  | 'mailsRetried'
  | 'backupMade'
  | 'absenceRecorded'
  | 'absenceWithdrawn'
  | 'logTaken';

export interface AccessEntry {
  username: string;
  event: AccessEvent;
  actor: string;
  address?: string;
  /** What it was done to. */
  detail?: string;
}

export function logAccess(db: Db, tenant: string, at: number, entry: AccessEntry): Promise<unknown> {
  return db('cauce_access_log').insert({
    tenant_id: tenant,
    username: entry.username,
    event: entry.event,
    actor: entry.actor,
    address: entry.address ?? null,
    detail: entry.detail ?? null,
    at,
  });
}

export interface CaseRead {
  caseKey: number;
  username: string;
  action: string;
}

export interface CaseReads {
  /** Resolves once the read is on record; rejects when it cannot be, and then the case must not be shown. */
  record(reads: CaseRead[]): Promise<void>;
}

export function createCaseReads(store: Store, now: () => number): CaseReads {
  let waiting: (CaseRead & { at: number })[] = [];
  let next: Promise<void> | undefined;
  let writing: Promise<void> = Promise.resolve();

  async function flush(): Promise<void> {
    await writing.catch(() => undefined);
    const rows = waiting.map((read) => ({
      tenant_id: store.tenant,
      case_key: read.caseKey,
      username: read.username,
      action: read.action,
      at: read.at,
    }));
    waiting = [];
    next = undefined;
    // Nobody's instance is claimed: it adds rows that nothing else depends on.
    writing = store.writeGroup({ instances: [], routed: [] }, async (db) => {
      for (let from = 0; from < rows.length; from += 100) {
        await db('cauce_case_reads').insert(rows.slice(from, from + 100));
      }
    });
    await writing;
  }

  return {
    record(reads) {
      if (reads.length === 0) return Promise.resolve();
      const at = now();
      waiting.push(...reads.map((read) => ({ ...read, at })));
      // Readers that come while one write is under way share the next one.
      next ??= flush();
      return next;
    },
  };
}
