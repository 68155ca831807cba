// Which mails become no case, told by what the mailbox says of them before they are fetched.
import { isAddress } from '../addresses.ts';
import type { JobProblem } from '../problems.ts';
import { jobProblem } from '../problems.ts';
import type { Announced } from './mail.ts';

export const MOST_MAIL = 30 * 1024 * 1024;

/** Machines that speak for nobody. */
const MACHINES = /^(mailer-daemon|postmaster|no-?reply|bounces?)([+-].*)?@/;
const BULK = new Set(['bulk', 'junk', 'list', 'auto_reply']);

/** `ours`: addresses that we write from or read at. */
export function refusalOf(mail: Announced, ours: ReadonlySet<string>): JobProblem | undefined {
  const { from, size, headers } = mail;
  if (from === undefined || !isAddress(from)) return jobProblem('MAIL_WITHOUT_SENDER');
  if (size > MOST_MAIL) return jobProblem('MAIL_TOO_LARGE', { size, most: MOST_MAIL });
  if (ours.has(from)) return jobProblem('MAIL_FROM_OURSELVES');
  const sign = automaticSign(headers) ?? (MACHINES.test(from) ? 'From' : undefined);
  return sign === undefined ? undefined : jobProblem('MAIL_AUTOMATIC', { sign });
}

/** The header by which a machine says that it answers, or that it writes to many (RFC 3834, and what mailers do). */
function automaticSign(headers: ReadonlyMap<string, string>): string | undefined {
  const value = (name: string) => (headers.get(name) ?? '').trim().toLowerCase();
  const submitted = value('auto-submitted');
  if (submitted !== '' && !submitted.startsWith('no')) return 'Auto-Submitted';
  if (BULK.has(value('precedence'))) return 'Precedence';
  if (value('x-auto-response-suppress') !== '' && value('x-auto-response-suppress') !== 'none')
    return 'X-Auto-Response-Suppress';
  for (const name of ['x-autoreply', 'x-autorespond', 'list-id', 'list-unsubscribe'])
    if (headers.has(name)) return name;
  if (value('return-path') === '<>') return 'Return-Path';
  return value('content-type').startsWith('multipart/report') ? 'Content-Type' : undefined;
}
