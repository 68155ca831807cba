// A row of the outbox made into the mail that leaves: opened, with its documents attached.
import type { ConnectorSettings } from './connector.ts';
import type { MailContent } from './mailbox.ts';
import type { JobProblem } from './problems.ts';
import { jobProblem } from './problems.ts';
import type { OutgoingMail } from './smtp.ts';

export interface MailDocument {
  name: string;
  contentType: string;
  content: Buffer;
}

export interface MailRow {
  job_key: number;
  root_key: number;
  message_id: string;
  content: string;
  attempts: number;
  next_attempt_at: number;
  created_at: number;
}

const MOST_ATTACHED = 15 * 1024 * 1024;

interface Opening {
  settings: ConnectorSettings;
  /** Undefined where the case's key was erased. */
  open(caseKey: number, sealed: string): Promise<string | undefined>;
  /** A document of that case and no other; undefined when it is not there. */
  document?(caseKey: number, id: string): Promise<MailDocument | undefined>;
}

export async function outgoingMail(
  row: MailRow,
  options: Opening,
): Promise<OutgoingMail | { problem: JobProblem }> {
  const text = await options.open(row.root_key, row.content);
  if (text === undefined) return { problem: jobProblem('MAIL_UNREADABLE') };
  const content = JSON.parse(text) as MailContent;
  const attachments: MailDocument[] = [];
  for (const id of content.attachments) {
    const document = await options.document?.(row.root_key, id);
    if (!document) return { problem: jobProblem('MAIL_ATTACHMENT_NOT_FOUND') };
    attachments.push(document);
  }
  const size = attachments.reduce((sum, { content }) => sum + content.length, 0);
  if (size > MOST_ATTACHED) {
    return { problem: jobProblem('MAIL_ATTACHMENTS_TOO_LARGE', { most: MOST_ATTACHED }) };
  }
  const from = options.settings.mailFrom ?? { name: 'Cauce', address: 'cauce@localhost' };
  const { to, subject } = content;
  return {
    from,
    to,
    subject,
    text: content.text,
    messageId: row.message_id,
    date: row.created_at,
    attachments,
  };
}
