// What an IMAP server tells of a mail, in our words.
import type { FetchMessageObject } from 'imapflow';
import type { Announced } from './mail.ts';
import { readable } from './mailBody.ts';

/** The lines that are asked for: what tells machines from people, and which mails it answers. */
export const HEADERS = [
  'auto-submitted',
  'precedence',
  'x-auto-response-suppress',
  'x-autoreply',
  'x-autorespond',
  'list-id',
  'list-unsubscribe',
  'return-path',
  'authentication-results',
  'content-type',
  'in-reply-to',
  'references',
];

const MOST_SUBJECT = 500;

export function announced(message: FetchMessageObject, now: number): Announced {
  const { uid, size = 0, envelope = {}, internalDate, headers } = message;
  const lines = headerLines(headers?.toString('utf8') ?? '');
  const [from] = envelope.from ?? [];
  const at = internalDate === undefined ? Number.NaN : new Date(internalDate).getTime();
  const messageId = idsIn(envelope.messageId ?? '')[0];
  return {
    uid,
    size,
    receivedAt: Number.isNaN(at) ? now : at,
    from: from?.address ? from.address.trim().toLowerCase() : undefined,
    fromName: oneLine(from?.name ?? '').slice(0, 200),
    to: (envelope.to ?? []).slice(0, 50).flatMap(({ address }) => (address ? [oneLine(address)] : [])),
    subject: oneLine(envelope.subject ?? '').slice(0, MOST_SUBJECT),
    messageId,
    references: [...idsIn(lines.get('references') ?? ''), ...idsIn(lines.get('in-reply-to') ?? '')],
    headers: lines,
  };
}

/** Unfolded; of a name that comes twice the first line counts, which the server that took the mail wrote on top. */
function headerLines(text: string): Map<string, string> {
  const lines = new Map<string, string>();
  for (const line of text.replace(/\r?\n[ \t]+/g, ' ').split(/\r?\n/)) {
    const colon = line.indexOf(':');
    const name = line.slice(0, Math.max(colon, 0)).trim().toLowerCase();
    if (name !== '' && !lines.has(name)) lines.set(name, line.slice(colon + 1).trim());
  }
  return lines;
}

function idsIn(text: string): string[] {
  return text.match(/<[^<>\s]{1,250}>/g) ?? [];
}

function oneLine(text: string): string {
  return readable(text).replace(/\s+/g, ' ').trim();
}
