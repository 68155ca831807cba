// The one user of imapflow: a mailbox opened, its new mails announced and fetched, and marked when they are dealt with.
import { ImapFlow } from 'imapflow';
import { announced, HEADERS } from './announcedMail.ts';
import type { ImapSettings } from './imapUrl.ts';
import type { Announced } from './mail.ts';
import { MOST_MAIL } from './refusals.ts';

export interface ImapMailbox {
  uidValidity: string;
  /** UID of the last mail that was there when it was opened, or less. */
  lastUid: number;
  /** New mails in their order, some of them where there are many. `unread`: only those that nobody has read. */
  list(after: number, unread: boolean): Promise<Announced[]>;
  /** The mail as it came. */
  fetch(uid: number): Promise<Buffer>;
  /** Marks it as read, and moves it where it says. */
  finish(uid: number, folder: string | undefined): Promise<void>;
  /** Told when a mail arrives, and when the connection ends. */
  onNews(listener: () => void): void;
  readonly usable: boolean;
  close(): Promise<void>;
}

const AT_ONCE = 50;

export async function openImapMailbox(settings: ImapSettings, now: () => number): Promise<ImapMailbox> {
  const { host, port, secure, user, password, folder } = settings;
  const client = new ImapFlow({
    host,
    port,
    secure,
    auth: { user, pass: password },
    logger: false,
    connectionTimeout: 20_000,
    greetingTimeout: 20_000,
    socketTimeout: 120_000,
    autoIdleDelay: 1_000,
    maxLiteralSize: MOST_MAIL + 1024 * 1024,
  });
  const listeners: (() => void)[] = [];
  const tell = () => {
    for (const listener of listeners) listener();
  };
  // Without a listener an error of the connection would end the process; what was asked fails by itself.
  client.on('error', tell);
  client.on('close', tell);
  client.on('exists', tell);
  try {
    await client.connect();
    const opened = await client.mailboxOpen(folder);
    return {
      uidValidity: String(opened.uidValidity),
      lastUid: opened.uidNext - 1,
      list: (after, unread) => list(client, after, unread, now()),
      async fetch(uid) {
        const message = await client.fetchOne(
          String(uid),
          { source: { maxLength: MOST_MAIL } },
          { uid: true },
        );
        const source = message ? message.source : undefined;
        if (source === undefined) throw new Error('the mail is no longer there');
        return source;
      },
      async finish(uid, target) {
        await client.messageFlagsAdd(String(uid), ['\\Seen'], { uid: true });
        if (target === undefined) return;
        if (!(await client.messageMove(String(uid), target, { uid: true }))) {
          await client.mailboxCreate(target);
          await client.mailboxOpen(folder);
          await client.messageMove(String(uid), target, { uid: true });
        }
      },
      onNews: (listener) => void listeners.push(listener),
      get usable() {
        return client.usable;
      },
      async close() {
        await client.logout().catch(() => undefined);
        client.close();
      },
    };
  } catch (error) {
    client.close();
    throw error;
  }
}

async function list(client: ImapFlow, after: number, unread: boolean, now: number): Promise<Announced[]> {
  const asked = { uid: `${after + 1}:*`, deleted: false, ...(unread && { seen: false }) };
  const found = await client.search(asked, { uid: true });
  // `n:*` names the last mail even where its UID is below n.
  const uids = (found || []).filter((uid) => uid > after).sort((one, other) => one - other);
  if (uids.length === 0) return [];
  const query = { uid: true, size: true, envelope: true, internalDate: true, headers: HEADERS };
  const mails: Announced[] = [];
  for await (const message of client.fetch(uids.slice(0, AT_ONCE).join(','), query, { uid: true }))
    mails.push(announced(message, now));
  return mails.sort((one, other) => one.uid - other.uid);
}
