// Sends the mails of the outbox table, each at least once under one Message-ID, with back-off while the server is down.
import { createBell } from './bell.ts';
import type { ConnectorSettings, Db } from './connector.ts';
import { type MailDocument, type MailRow, outgoingMail } from './outgoingMail.ts';
import type { JobProblem } from './problems.ts';
import { jobProblem } from './problems.ts';
import type { MailSender } from './smtp.ts';
import { createMailSender } from './smtp.ts';

export interface OutboxOptions {
  tenant: string;
  settings: ConnectorSettings;
  reader: Db;
  write<T>(work: (db: Db) => Promise<T>): Promise<T>;
  now(): number;
  /** Undefined where the case's key was erased. */
  open(caseKey: number, sealed: string): Promise<string | undefined>;
  /** A document of that case and no other; undefined when it is not there. */
  document?(caseKey: number, id: string): Promise<MailDocument | undefined>;
  /** Milliseconds before the next attempt, after so many. */
  backOff?(attempts: number): number;
  /** This node among several, so that what it claims and cannot send is taken from it. */
  node?: string;
  /** Longest sleep without a look at the table. */
  pollMs?: number;
  report?(problem: JobProblem, jobKey: number): void;
}

export interface Outbox {
  /** A mail is waiting. */
  notify(): void;
  /** Sends a mail that waits or failed now, with all its attempts; false when that job has none to send. */
  retryMail(jobKey: number): Promise<boolean>;
  /** Waits for the mails that are being sent. */
  close(): Promise<void>;
}

export const MOST_ATTEMPTS = 6;
const AT_ONCE = 4;
/** A claim that nobody finished is taken up again after this. */
const CLAIM_MS = 300_000;

/** 30 seconds, then four times as long each time: six attempts in about three hours. */
function usualBackOff(attempts: number): number {
  return 30_000 * 4 ** (attempts - 1);
}

export function createOutbox(options: OutboxOptions): Outbox {
  const bell = createBell();
  const sender = options.settings.smtp && createMailSender(options.settings.smtp);
  const sending = new Set<number>();
  let isClosed = false;
  const loop = sender ? run(sender) : Promise.resolve();

  async function run(sender: MailSender): Promise<void> {
    while (!isClosed) {
      try {
        const mails = await claim(options);
        await allDone(mails.map((row) => sendOnce(row, sender)));
        if (mails.length === 0 && !isClosed) await bell.wait(await idleMs(options));
      } catch (error) {
        // The database is away; the mails are still there when it comes back.
        const reason = error instanceof Error ? error.name : 'unknown';
        options.report?.(jobProblem('CONNECTOR_FAILED', { connector: 'outbox', reason }), 0);
        if (!isClosed) await bell.wait(options.pollMs ?? 30_000);
      }
    }
  }

  function sendOnce(row: MailRow, sender: MailSender): Promise<void> {
    sending.add(row.job_key);
    return sendRow(row, sender, options).finally(() => sending.delete(row.job_key));
  }

  return {
    notify: bell.ring,
    async retryMail(jobKey) {
      // It is on its way: asking for it again would send it twice.
      if (sending.has(jobKey)) return true;
      const mail = { tenant_id: options.tenant, job_key: jobKey };
      const elsewhere = await options
        .reader('cauce_mails')
        .where(mail)
        .whereNotNull('claimed_by')
        .first('job_key');
      if (elsewhere) return true;
      const changed = await options.write((db) =>
        db('cauce_mails')
          .where({ ...mail, claimed_by: null })
          .whereIn('state', ['QUEUED', 'FAILED'])
          .update({ state: 'QUEUED', attempts: 0, next_attempt_at: options.now(), error: null }),
      );
      bell.ring();
      return changed === 1;
    },
    async close() {
      isClosed = true;
      bell.ring();
      await loop;
    },
  };
}

/** Waits for all before it fails for one: nothing is left running unseen. */
async function allDone(work: Promise<void>[]): Promise<void> {
  const failed = (await Promise.allSettled(work)).find(({ status }) => status === 'rejected');
  if (failed?.status === 'rejected') throw failed.reason;
}

type Claiming = Pick<OutboxOptions, 'tenant' | 'reader' | 'write' | 'now'> & { node?: string | null };

/** Takes due mails for this node: a claim moves the next attempt, and only one node can make that move. */
async function claim({ tenant, reader, write, now, node = null }: Claiming): Promise<MailRow[]> {
  const at = now();
  const where = { tenant_id: tenant, state: 'QUEUED' };
  const waiting: unknown = await reader('cauce_mails')
    .where(where)
    .where('next_attempt_at', '<=', at)
    .first('job_key');
  if (waiting === undefined) return [];
  return write(async (db) => {
    const rows = (await db('cauce_mails')
      .where(where)
      .where('next_attempt_at', '<=', at)
      .orderBy(['next_attempt_at', 'job_key'])
      .limit(AT_ONCE)) as MailRow[];
    const mine: MailRow[] = [];
    for (const row of rows) {
      const taken = await db('cauce_mails')
        .where({ ...where, job_key: row.job_key, next_attempt_at: row.next_attempt_at })
        .update({ attempts: row.attempts + 1, next_attempt_at: at + CLAIM_MS, claimed_by: node });
      if (taken === 1) mine.push({ ...row, attempts: row.attempts + 1 });
    }
    return mine;
  });
}

async function sendRow(row: MailRow, sender: MailSender, options: OutboxOptions): Promise<void> {
  const { tenant, write, now, report, backOff = usualBackOff } = options;
  const mail = await outgoingMail(row, options);
  const problem = 'problem' in mail ? mail.problem : await sender.send(mail);
  if (problem) report?.(problem, row.job_key);
  const isLast = 'problem' in mail || row.attempts >= MOST_ATTEMPTS;
  const outcome = problem
    ? {
        state: isLast ? 'FAILED' : 'QUEUED',
        error: JSON.stringify(problem),
        next_attempt_at: now() + backOff(row.attempts),
      }
    : { state: 'SENT', error: null, sent_at: now() };
  // Whoever stood still for so long that another took the mail over has nothing to say of it any more.
  const mine = { tenant_id: tenant, job_key: row.job_key, state: 'QUEUED', attempts: row.attempts };
  await write((db) =>
    db('cauce_mails')
      .where(mine)
      .update({ ...outcome, claimed_by: null }),
  );
}

/** Until the next attempt of a mail that waits, at most the poll time. */
async function idleMs({ tenant, reader, now, pollMs = 30_000 }: OutboxOptions): Promise<number> {
  const row = (await reader('cauce_mails')
    .where({ tenant_id: tenant, state: 'QUEUED' })
    .min('next_attempt_at as at')
    .first()) as { at: number | null } | undefined;
  return row?.at === undefined || row.at === null ? pollMs : Math.min(pollMs, Math.max(0, row.at - now()));
}
