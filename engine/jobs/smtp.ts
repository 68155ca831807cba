// The one user of nodemailer: hands one mail to the mail server, with everything that reads files or URLs turned off.
import { Socket } from 'node:net';
import { createTransport, type SendMailOptions } from 'nodemailer';
import { domainOf } from './addresses.ts';
import type { JobProblem } from './problems.ts';
import { jobProblem } from './problems.ts';

export interface SmtpSettings {
  host: string;
  port: number;
  /** TLS from the first byte (port 465). */
  secure?: boolean | undefined;
  /** STARTTLS on other ports: used if offered (default), demanded, or never. */
  startTls?: 'if-offered' | 'required' | 'never' | undefined;
  user?: string | undefined;
  password?: string | undefined;
  /** Milliseconds for each step of the conversation; a whole mail has eight times as long. Default 30,000. */
  timeoutMs?: number | undefined;
}

/** Of one step. */
const MOST_SECONDS = 60;

export interface OutgoingMail {
  from: { name: string; address: string };
  to: string[];
  subject: string;
  text: string;
  messageId: string;
  /** Epoch milliseconds. */
  date: number;
  attachments: { name: string; contentType: string; content: Buffer }[];
}

export interface MailSender {
  /** Undefined when the server took it. */
  send(mail: OutgoingMail): Promise<JobProblem | undefined>;
}

/** `smtp://user:password@host:587`, `smtps://host`, either with `?timeout=SECONDS`; undefined when it is no such URL. */
export function smtpFromUrl(text: string): SmtpSettings | undefined {
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  const isSecure = url.protocol === 'smtps:';
  if ((!isSecure && url.protocol !== 'smtp:') || url.hostname === '') return undefined;
  const timeout = url.searchParams.get('timeout');
  if (timeout !== null && !(Number(timeout) > 0 && Number(timeout) <= MOST_SECONDS)) return undefined;
  return {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port === '' ? (isSecure ? 465 : 587) : Number(url.port),
    secure: isSecure,
    user: url.username === '' ? undefined : decodeURIComponent(url.username),
    password: url.password === '' ? undefined : decodeURIComponent(url.password),
    ...(timeout !== null && { timeoutMs: Number(timeout) * 1000 }),
  };
}

export function createMailSender(smtp: SmtpSettings): MailSender {
  const step = smtp.timeoutMs ?? 30_000;
  const settings = {
    host: smtp.host,
    port: smtp.port,
    secure: smtp.secure ?? false,
    requireTLS: smtp.startTls === 'required',
    ignoreTLS: smtp.startTls === 'never',
    ...(smtp.user !== undefined && { auth: { user: smtp.user, pass: smtp.password ?? '' } }),
    disableFileAccess: true,
    disableUrlAccess: true,
    connectionTimeout: Math.min(step, 10_000),
    greetingTimeout: Math.min(step, 10_000),
    socketTimeout: step,
  };
  return {
    async send(mail) {
      // A server that says a little now and then would hold the mail, and the outbox, for ever.
      const socket = new Socket();
      const late = setTimeout(() => {
        socket.destroy(new Error('took too long'));
      }, 8 * step);
      try {
        await createTransport({ ...settings, socket }).sendMail(contentOf(mail));
        return undefined;
      } catch (error) {
        return smtpProblem(error);
      } finally {
        clearTimeout(late);
      }
    },
  };
}

function contentOf(mail: OutgoingMail): SendMailOptions {
  return {
    from: mail.from,
    to: mail.to.map((address) => ({ name: '', address })),
    subject: mail.subject,
    text: mail.text,
    messageId: mail.messageId,
    date: new Date(mail.date),
    // Out-of-office answers to a machine help nobody.
    headers: { 'Auto-Submitted': 'auto-generated' },
    attachments: mail.attachments.map(({ name, contentType, content }) => ({
      filename: name,
      contentType,
      content,
    })),
  };
}

/** Stable for a job, so that a mail that is sent twice is recognized as one. */
export function messageIdOf(jobKey: number, caseKey: number, host: string): string {
  return `<${jobKey}.${caseKey}@${host}>`;
}

export function messageHost(from: { address: string } | undefined, baseUrl: string | undefined): string {
  if (from) return domainOf(from.address);
  return baseUrl !== undefined && URL.canParse(baseUrl) ? new URL(baseUrl).hostname : 'localhost';
}

/** Code and reply number only: servers repeat the address in their text. */
function smtpProblem(error: unknown): JobProblem {
  const { code, responseCode } = error as { code?: unknown; responseCode?: unknown };
  return jobProblem('SMTP_FAILED', {
    reason: typeof code === 'string' ? code : 'UNKNOWN',
    responseCode: typeof responseCode === 'number' ? responseCode : null,
  });
}
