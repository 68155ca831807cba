// Reads a mailbox as mails come in, each once, under a lease where several nodes could; marks a mail after its commit.
import { type Bell, createBell } from '../bell.ts';
import type { JobProblem } from '../problems.ts';
import { jobProblem } from '../problems.ts';
import { type ImapMailbox, openImapMailbox } from './imapMailbox.ts';
import type { ImapSettings } from './imapUrl.ts';
import type { InboundPorts } from './inboundPorts.ts';
import { type Intake, readIntake } from './intake.ts';
import { type Cursor, createMailLedger, LeaseLost, type MailLedger } from './mailLedger.ts';
import { takeMail } from './takeMail.ts';

export interface InboxOptions {
  mailbox: ImapSettings;
  ports: InboundPorts;
  /** Address that our mails come from. */
  ownAddress?: string | undefined;
  /** This node among several. */
  node?: string;
  /** Longest time without a look at the mailbox; most servers tell of new mail by themselves. */
  pollMs?: number;
}

export interface Inbox {
  /** There may be mail, or a process that takes it. */
  notify(): void;
  close(): Promise<void>;
}

interface Held extends InboxOptions {
  ledger: MailLedger;
  epoch: number;
  cursor: Cursor;
}

const POLL_MS = 30_000;

export function createInbox(options: InboxOptions): Inbox {
  const { mailbox, ports, node = '', pollMs = POLL_MS } = options;
  const bell = createBell();
  const ledger = createMailLedger(ports, mailbox.name);
  let isClosed = false;

  async function run(): Promise<void> {
    while (!isClosed) {
      try {
        const claimed = await ledger.claim(node);
        if (claimed) await read({ ...options, ...claimed, ledger });
      } catch (error) {
        if (!(error instanceof LeaseLost)) ports.report?.(unreachable(mailbox, error));
      }
      if (!isClosed) await bell.wait(pollMs);
    }
  }

  async function read(held: Held): Promise<void> {
    try {
      const box = await openImapMailbox(mailbox, ports.now);
      try {
        await follow(box, held, { bell, pollMs, isOver: () => isClosed });
      } finally {
        await box.close();
      }
    } catch (error) {
      if (!(error instanceof LeaseLost)) await ledger.note(held.epoch, unreachable(mailbox, error));
      throw error;
    } finally {
      await ledger.release(held.epoch);
    }
  }

  const loop = run();
  return {
    notify: bell.ring,
    async close() {
      isClosed = true;
      bell.ring();
      await loop;
    },
  };
}

/** Until the connection ends. */
async function follow(
  box: ImapMailbox,
  held: Held,
  { bell, pollMs, isOver }: { bell: Bell; pollMs: number; isOver(): boolean },
): Promise<void> {
  const { ledger, ports, mailbox, epoch } = held;
  box.onNews(bell.ring);
  await finishLast(box, held);
  while (!isOver() && box.usable) {
    const file = `intakes/${mailbox.intake}.json`;
    const intake = intakeOf(await ports.resource(file));
    const problem = intake ? await readNew(box, held, intake) : jobProblem('INTAKE_NOT_FOUND', { file });
    await ledger.note(epoch, problem);
    if (isOver() || !box.usable) return;
    await bell.wait(pollMs);
  }
}

/** A crash may have come between the commit and the mark. */
async function finishLast(box: ImapMailbox, { ledger, cursor, mailbox }: Held): Promise<void> {
  if (cursor.uidValidity !== box.uidValidity) return;
  const state = await ledger.stateOf(cursor.uidValidity, cursor.lastUid);
  if (state === undefined) return;
  await box.finish(cursor.lastUid, state === 'REFUSED' ? mailbox.refused : mailbox.processed);
}

/** All that came since; stops before a mail that no process takes yet. */
async function readNew(box: ImapMailbox, held: Held, intake: Intake): Promise<JobProblem | undefined> {
  const { uidValidity, lastUid } = box;
  const isKnown = () => held.cursor.uidValidity === uidValidity;
  if (!isKnown()) {
    // A mailbox that is new to us, or numbered anew, holds what people have read and answered already.
    const problem = await readAll(box, held, intake, { from: 0, unread: true });
    if (problem) return problem;
    held.cursor = { uidValidity, lastUid };
    await held.ledger.move(held.epoch, held.cursor);
  }
  return readAll(box, held, intake, { from: held.cursor.lastUid, unread: false });
}

async function readAll(
  box: ImapMailbox,
  held: Held,
  intake: Intake,
  { from, unread }: { from: number; unread: boolean },
): Promise<JobProblem | undefined> {
  const { ledger, ports, mailbox, ownAddress, epoch } = held;
  const own = [ownAddress, mailbox.user].flatMap((one) => (one === undefined ? [] : [one.toLowerCase()]));
  const taking = { ports, ledger, intake, mailbox: mailbox.name, ours: new Set(own) };
  for (let after = from; ; ) {
    const mails = await box.list(after, unread);
    if (mails.length === 0) return undefined;
    for (const mail of mails) {
      const handled = await takeMail(mail, { ...taking, fetch: () => box.fetch(mail.uid) });
      if ('later' in handled) return handled.later;
      after = mail.uid;
      const cursor = { uidValidity: box.uidValidity, lastUid: after };
      await ledger.record(epoch, cursor, mail, handled, !unread);
      if (!unread) held.cursor = cursor;
      await box.finish(mail.uid, handled.state === 'REFUSED' ? mailbox.refused : mailbox.processed);
    }
  }
}

function intakeOf(text: string | undefined): Intake | undefined {
  if (text === undefined) return undefined;
  const intake = readIntake(JSON.parse(text));
  return 'wrong' in intake ? undefined : intake;
}

/** The error's kind only: a server's text may repeat the address. */
function unreachable({ host, folder }: ImapSettings, error: unknown): JobProblem {
  const { code, authenticationFailed, name } = (error ?? {}) as {
    code?: unknown;
    authenticationFailed?: unknown;
    name?: unknown;
  };
  const reason = authenticationFailed === true ? 'AUTHENTICATION' : String(code ?? name ?? 'UNKNOWN');
  return jobProblem('MAILBOX_UNREACHABLE', { mailbox: `${host}/${folder}`, reason });
}
