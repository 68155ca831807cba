// The address of a mailbox that is read: `imaps://user:password@host/INBOX?intake=pqrs&processed=Listos`, and what it holds.

export interface ImapSettings {
  host: string;
  port: number;
  /** TLS from the first byte (port 993); else STARTTLS where it is offered. */
  secure: boolean;
  user: string;
  password: string;
  folder: string;
  /** Whose mails become what: the name of a deployed file `intakes/<name>.json`. */
  intake: string;
  /** Folders that mails are moved to; without one they stay and are marked as read. */
  processed?: string;
  refused?: string;
  /** Whose mail it holds, where its user's name does not say so. */
  address?: string;
  /** What the store knows it by; holds no password. */
  name: string;
}

const NAME = /^[\w.-]{1,64}$/;

/** Undefined when it is no such address. */
export function imapFromUrl(text: string): ImapSettings | undefined {
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  const secure = url.protocol === 'imaps:';
  if ((!secure && url.protocol !== 'imap:') || url.hostname === '' || url.username === '') return undefined;
  const folder = decoded(url.pathname.replace(/^\//, '')) || 'INBOX';
  const user = decoded(url.username);
  const password = decoded(url.password);
  const intake = url.searchParams.get('intake') ?? 'mail';
  if (user === undefined || password === undefined || !NAME.test(intake)) return undefined;
  const processed = url.searchParams.get('processed');
  const refused = url.searchParams.get('refused');
  const address = url.searchParams.get('address');
  const host = url.hostname.replace(/^\[|\]$/g, '');
  return {
    host,
    port: url.port === '' ? (secure ? 993 : 143) : Number(url.port),
    secure,
    user,
    password,
    folder,
    intake,
    ...(processed && { processed }),
    ...(refused && { refused }),
    ...(address && { address }),
    name: `${user}@${host}/${folder}`,
  };
}

/** Several are told apart by blanks. */
export function imapsFromText(text: string): ImapSettings[] | undefined {
  const found = text
    .split(/\s+/)
    .filter((part) => part !== '')
    .map(imapFromUrl);
  return found.every((one) => one !== undefined) ? found : undefined;
}

/** Whether what is answered to that address comes into one of the mailboxes. */
export function isRead(address: string, mailboxes: readonly ImapSettings[]): boolean {
  const [asked, local] = [address.toLowerCase(), address.toLowerCase().replace(/@.*$/, '')];
  return mailboxes.some(({ user, address: own }) => {
    const name = (own ?? user).toLowerCase();
    return name === asked || (own === undefined && name === local);
  });
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
