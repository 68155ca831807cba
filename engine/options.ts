// Every option of the product, with its default and unit; what cannot be is refused at start with all complaints.
import type { Knex } from 'knex';
import type { AccessOptions, Authenticate } from './access/access.ts';
import { clamavAddress, clamavScan } from './clamav.ts';
import type { HttpOptionsInput } from './http/options.ts';
import { type ConnectorSettings, hostsFromText, imapsFromText, isRead, smtpFromUrl } from './jobs/index.ts';
import type { LogFormat } from './logging/log.ts';
import { knowsZone } from './runtime/zones.ts';
import type { FileScan } from './store/scanning.ts';

export interface CauceOptions {
  /** SQLite file, made when absent, or `postgres://user:password@host:5432/database`. Default `cauce.db`. */
  database?: string;
  /** PostgreSQL: starts where the server may lose what was answered. Default: whether `ALLOW_UNSAFE_DATABASE` is 1. */
  allowUnsafeDatabase?: boolean;
  /** PostgreSQL: address of the database of keys. Default: `KEYS_DATABASE_URL`, else a schema of `database`. */
  keysDatabase?: string;
  /** A host's knex instance: its configuration is taken, the connections are our own. Instead of `database`. */
  knex?: Knex;
  /** 32 bytes as base64 or hex that wrap the cases' keys. Default: `CAUCE_MASTER_KEY`, else a file beside an SQLite database. */
  masterKey?: string;
  /** Where people reach us, e.g. `https://tramites.example.co`; for links in mails. Default: as each request says. */
  baseUrl?: string;
  /** Start of links in mails and surveys where `baseUrl` is not given; requests are not held to it. */
  linkUrl?: string;
  /** `smtp://user:password@host:587`. Without it mails wait in the outbox. */
  smtp?: string;
  /** Mailboxes to read: `imaps://user:password@host/INBOX?intake=pqrs`, several divided by blanks. None without it. */
  imap?: string;
  /** Milliseconds between two looks at a mailbox that does not tell of new mail by itself. Default 30,000. */
  mailPoll?: number;
  /** Milliseconds that who answered a survey has to say why, before its process is told. Default 120,000. */
  surveyGrace?: number;
  /** `Nombre <direccion@dominio>`. */
  mailFrom?: string;
  /** Hosts that processes may call: `api.example.co, *.example.co:8443`; by https, at public addresses. Default: none. */
  httpHosts?: string;
  /** Hosts of one's own network that they may call, by http too: `helix.interno:8080`. Default: none. */
  httpPrivateHosts?: string;
  /** Values that drawings and webhooks name: `{{secrets.NAME}}`. Never part of a model or of the history. */
  secrets?: { readonly [name: string]: string };
  /** ClamAV that looks through each uploaded file: `clamav://host:3310` or `unix:///run/clamav/clamd.ctl`. */
  clamav?: string;
  /** The same by the host: gives the name of what it found, or undefined; where it rejects, the file is refused. */
  scanFile?: FileScan;
  /** Folder for the list of closed cases. Without it closing is work for people. */
  almeraExportDir?: string;
  /** IANA zone of dates without an offset. Default America/Bogota. */
  timeZone?: string;
  /** Lets a host say who asks, instead of our own sign-in. */
  authenticate?: Authenticate;
  http?: HttpOptionsInput;
  access?: Partial<AccessOptions>;
  /** Requests per address in a quarter of an hour to pages that need no sign-in. Default 120. */
  publicLimit?: number;
  /** Drafts are published only when another designer has approved them. Default: false. */
  secondPerson?: boolean;
  /** Several nodes: milliseconds after which what a silent one holds is taken over, at least 1000. Default 10,000. */
  nodeLease?: number;
  /** Whoever sends it as a bearer token may read `/metrics`. Default: nobody but this machine, without a proxy. */
  metricsToken?: string;
  /** SQLite: where the backups are put that are made on the page, or every so many hours. Default: `<database>.backups`. */
  backupFolder?: string;
  /** Where the keys of personal data are copied to with each of them, which must be another place. Default: they are not. */
  backupKeysFolder?: string;
  /** Hours between two backups that are made by themselves. Default: only when somebody asks. */
  backupHours?: number;
  /** How many of those that made themselves stay. Default 14. */
  backupKeep?: number;
  /** One line for each entry, for people or for a collector, which hears of each request, too. Default `text`. */
  logFormat?: LogFormat;
  /** Where these lines go. Default: standard error. */
  writeLog?(line: string): void;
  /** Epoch milliseconds; for tests. Default: the system's clock. */
  now?(): number;
  /** Told of what fails while nobody waits for it. Default: standard error. */
  log?(error: unknown): void;
}

/** Throws with every complaint at once. */
export function checkOptions(options: CauceOptions): void {
  const wrong: string[] = [];
  if (options.smtp !== undefined && !smtpFromUrl(options.smtp))
    wrong.push(`smtp: expected smtp://host:port or smtps://host, but got ${options.smtp}`);
  if (options.clamav !== undefined && !clamavAddress(options.clamav))
    wrong.push(`clamav: expected clamav://host:3310 or unix:///path, but got ${options.clamav}`);
  if (options.imap !== undefined && !imapsFromText(options.imap))
    wrong.push('imap: expected imaps://user:password@host/folder, but got something else');
  for (const name of ['httpHosts', 'httpPrivateHosts'] as const)
    if (!hostsFromText(options[name] ?? ''))
      wrong.push(`${name}: expected hosts such as api.example.co, but got ${options[name]}`);
  if (options.baseUrl !== undefined && !/^https?:\/\/[^\s/]+/.test(options.baseUrl))
    wrong.push(`baseUrl: expected http(s)://host, but got ${options.baseUrl}`);
  if (options.mailFrom !== undefined && !mailbox(options.mailFrom))
    wrong.push(`mailFrom: expected Name <address@domain>, but got ${options.mailFrom}`);
  if (options.nodeLease !== undefined && !(options.nodeLease >= 1_000))
    wrong.push(`nodeLease: expected at least 1000 milliseconds, but got ${options.nodeLease}`);
  if (options.metricsToken !== undefined && options.metricsToken.length < 16)
    wrong.push(
      'metricsToken: expected at least 16 characters, for whoever knows it may read all measurements',
    );
  if (options.backupHours !== undefined && !(options.backupHours >= 1))
    wrong.push(`backupHours: expected at least 1, but got ${options.backupHours}`);
  if (options.backupKeep !== undefined && !(options.backupKeep >= 1))
    wrong.push(`backupKeep: expected at least 1, but got ${options.backupKeep}`);
  if (options.logFormat !== undefined && !['text', 'json'].includes(options.logFormat))
    wrong.push(`logFormat: expected text or json, but got ${options.logFormat}`);
  if (options.timeZone !== undefined && !knowsZone(options.timeZone))
    wrong.push(`timeZone: expected an IANA zone such as America/Bogota, but got ${options.timeZone}`);
  if (wrong.length > 0) throw new Error(`Expected valid options, but:\n  ${wrong.join('\n  ')}`);
}

export function connectorSettings(options: CauceOptions): ConnectorSettings {
  const { smtp, baseUrl, linkUrl, mailFrom, almeraExportDir, timeZone, secrets = {} } = options;
  const from = mailFrom === undefined ? undefined : mailbox(mailFrom);
  return {
    baseUrl: (baseUrl ?? linkUrl)?.replace(/\/+$/, ''),
    smtp: smtp === undefined ? undefined : smtpFromUrl(smtp),
    mailFrom: from,
    repliesAreRead: from !== undefined && isRead(from.address, imapsFromText(options.imap ?? '') ?? []),
    almeraExportDir,
    httpHosts: {
      public: hostsFromText(options.httpHosts ?? '') ?? [],
      private: hostsFromText(options.httpPrivateHosts ?? '') ?? [],
    },
    secrets: new Map(Object.entries(secrets)),
    zone: timeZone,
  };
}

function mailbox(text: string): { name: string; address: string } | undefined {
  const match =
    /^\s*([^<>\r\n]*?)\s*<([^<>\s@]+@[^<>\s@]+)>\s*$/.exec(text) ?? /^()([^<>\s@]+@[^<>\s@]+)$/.exec(text);
  return match ? { name: match[1] ?? '', address: match[2] as string } : undefined;
}

/** The host's own scanner, else ClamAV; undefined where neither is configured. */
export function scanOf({ scanFile, clamav }: CauceOptions): FileScan | undefined {
  const address = clamav === undefined ? undefined : clamavAddress(clamav);
  return scanFile ?? (address && clamavScan(address));
}
