// One mail from announcement to outcome: refused with a reason, joined to its case, or the beginning of one.
import type { Variables } from '../../core/json.ts';
import type { JobProblem } from '../problems.ts';
import { jobProblem } from '../problems.ts';
import { caseOfMail, type FoundCase, seenBefore } from './caseOfMail.ts';
import type { InboundPorts } from './inboundPorts.ts';
import type { Intake } from './intake.ts';
import { mappedBy } from './intakeMapping.ts';
import type { Announced, MailBody } from './mail.ts';
import { type KeptFiles, keepFiles, referenceTo } from './mailFiles.ts';
import { type Handled, idOf, type MailLedger } from './mailLedger.ts';
import { readInThread } from './mailThread.ts';
import { refusalOf } from './refusals.ts';

export interface Taking {
  ports: InboundPorts;
  ledger: MailLedger;
  intake: Intake;
  mailbox: string;
  /** Addresses that we write from or read at. */
  ours: ReadonlySet<string>;
  /** The mail as it came. */
  fetch(): Promise<Buffer>;
}

const HOUR_MS = 3_600_000;

/** Undefined: the mail cannot be dealt with now, for no process takes such mails yet. */
export async function takeMail(mail: Announced, taking: Taking): Promise<Handled | { later: JobProblem }> {
  const { ports, ledger, mailbox, ours } = taking;
  const refused = refusalOf(mail, ours);
  if (refused) {
    const about = await caseOfMail(mail, ports, ledger);
    return { state: 'REFUSED', problem: refused, ...(about && { caseKey: about.key }) };
  }
  const again = await seenBefore(mail, mailbox, ledger);
  if (again) return { state: 'REFUSED', problem: jobProblem('MAIL_SEEN_BEFORE'), caseKey: again.caseKey };
  const often = await tooMany(mail, taking);
  if (often) return { state: 'REFUSED', problem: often };
  const read = await readInThread(await taking.fetch());
  if ('problem' in read) return { state: 'REFUSED', problem: read.problem };
  const found = await caseOfMail(mail, ports, ledger);
  if (found?.isParty && found.isOpen) return join(mail, read.body, found, taking);
  return begin(mail, read.body, found, taking);
}

async function tooMany(
  { from = '' }: Announced,
  { ports, ledger, intake }: Taking,
): Promise<JobProblem | undefined> {
  const found = await ledger.taken(await ledger.hash('sender', from), ports.now() - HOUR_MS);
  const most = intake.mostPerHour;
  return found >= most ? jobProblem('MAIL_TOO_MANY_OF_SENDER', { most }) : undefined;
}

/** Text and files are kept with the case; whoever waits for its requester gets them, too. */
async function join(mail: Announced, body: MailBody, found: FoundCase, taking: Taking): Promise<Handled> {
  const { ports, ledger, intake, mailbox } = taking;
  const id = await ledger.hash(...idOf(mail, mailbox));
  const letter = { name: letterName(mail), content: Buffer.from(letterOf(mail, body)) };
  const [text, files] = [
    await keepFiles([letter], `${id}:texto`, ports, found.key),
    await keepFiles(body.files, id, ports, found.key),
  ];
  const caseKey = found.key;
  const left = leftProblem({ documents: [], left: text.left + files.left });
  if (intake.reply && found.number !== null) {
    const { message, variables } = intake.reply;
    const seen = contextOf(mail, body, files, { mailbox, number: found.number });
    await ports.publish({
      id,
      message,
      correlationKey: found.number,
      variables: await mappedBy(variables, seen, ports.evaluate),
    });
  }
  return { state: 'JOINED', caseKey, ...(left && { problem: left }) };
}

/** A mail about a case that is closed, or that is none of the sender's, is a case of its own that names the other. */
async function begin(
  mail: Announced,
  body: MailBody,
  related: FoundCase | undefined,
  taking: Taking,
): Promise<Handled | { later: JobProblem }> {
  const { ports, ledger, intake, mailbox } = taking;
  const id = await ledger.hash(...idOf(mail, mailbox));
  const files = await keepFiles(body.files, id, ports);
  const seen = contextOf(mail, body, files, { mailbox, related: related?.number ?? null });
  const variables = await mappedBy(intake.variables, seen, ports.evaluate);
  const { message, complete, when } = intake;
  const [isMeant] = when === undefined ? [true] : await ports.evaluate([when.slice(1)], seen);
  if (isMeant !== true) return { state: 'REFUSED', problem: jobProblem('MAIL_NOT_TAKEN') };
  const outcome = await ports.start({ id, message, complete, variables });
  if ('code' in outcome) {
    if (outcome.code === 'MESSAGE_STARTS_NOTHING') return { later: jobProblem(outcome.code, outcome.values) };
    return { state: 'REFUSED', problem: jobProblem('MAIL_CASE_REFUSED', { reason: outcome.code }) };
  }
  const stranger = related && !related.isParty ? jobProblem('MAIL_OF_ANOTHER_SENDER') : undefined;
  const problem = stranger ?? leftProblem(files);
  return { state: 'STARTED', caseKey: outcome.caseKey, ...(problem && { problem }) };
}

function leftProblem({ left }: KeptFiles): JobProblem | undefined {
  return left > 0 ? jobProblem('MAIL_FILES_LEFT', { left }) : undefined;
}

function contextOf(
  mail: Announced,
  body: MailBody,
  { documents, left }: KeptFiles,
  about: { mailbox: string; number?: string | null; related?: string | null },
): Variables {
  return {
    mail: {
      from: mail.from ?? '',
      fromName: mail.fromName,
      to: mail.to,
      subject: mail.subject,
      text: body.text,
      date: new Date(mail.receivedAt).toISOString(),
      messageId: mail.messageId ?? null,
      attachments: documents.map(referenceTo),
      attachmentsLeft: left,
      mailbox: about.mailbox,
      caseNumber: about.number ?? null,
      relatedCase: about.related ?? null,
    },
  };
}

function letterName({ receivedAt }: Announced): string {
  return `correo-${new Date(receivedAt).toISOString().slice(0, 16).replace(/[T:]/g, '-')}.txt`;
}

function letterOf({ from, fromName, subject, receivedAt }: Announced, { text }: MailBody): string {
  const date = new Date(receivedAt).toISOString();
  return `De: ${fromName} <${from ?? ''}>\nFecha: ${date}\nAsunto: ${subject}\n\n${text}\n`;
}
