// A mail that came in: what the mailbox tells of it before it is fetched, and what it holds.

export interface Announced {
  uid: number;
  size: number;
  /** Epoch milliseconds: when the mailbox took it. */
  receivedAt: number;
  /** Lower-case address; undefined where there is none. */
  from: string | undefined;
  fromName: string;
  to: string[];
  subject: string;
  messageId: string | undefined;
  /** Ids of the mails that it answers, the nearest last. */
  references: string[];
  /** Lower-case names. */
  headers: ReadonlyMap<string, string>;
}

export interface MailFile {
  name: string;
  content: Uint8Array;
}

export interface MailBody {
  text: string;
  files: MailFile[];
}
