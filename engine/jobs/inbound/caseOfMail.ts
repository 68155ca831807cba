// To which case a mail belongs: by the mails that it answers, or the case's number in its subject, if its sender is of that case.
import type { InboundPorts } from './inboundPorts.ts';
import type { Announced } from './mail.ts';
import { idOf, type MailLedger } from './mailLedger.ts';

export interface FoundCase {
  key: number;
  number: string | null;
  isOpen: boolean;
  /** Somebody wrote from that address before, or was written to in this case. */
  isParty: boolean;
}

const MOST_REFERENCES = 20;
const MOST_NUMBERS = 10;
const MOST_SENT = 50;

export async function caseOfMail(
  mail: Announced,
  ports: InboundPorts,
  ledger: MailLedger,
): Promise<FoundCase | undefined> {
  const key = (await byReference(mail, ports, ledger)) ?? (await byNumber(mail, ports));
  if (key === undefined) return undefined;
  const { reader, tenant, keys } = ports.store;
  // Its data were erased: nothing more is kept with it.
  if ((await keys.find(String(key))) === 'erased') return undefined;
  const row = await reader('cauce_cases').where({ tenant_id: tenant, key }).first('number', 'state');
  if (!row) return undefined;
  const isParty = !isForged(mail) && (await writesOrIsWrittenTo(mail.from ?? '', key, ports, ledger));
  return { key, number: row.number ?? null, isOpen: row.state === 'ACTIVE', isParty };
}

/** The server that took it found that its domain did not send it (DMARC). */
function isForged({ headers }: Announced): boolean {
  return /\bdmarc=fail\b/i.test(headers.get('authentication-results') ?? '');
}

/** Our own mails, or the sender's earlier ones. */
async function byReference(
  { references, from = '' }: Announced,
  { store: { reader, tenant } }: InboundPorts,
  ledger: MailLedger,
): Promise<number | undefined> {
  for (const messageId of references.slice(-MOST_REFERENCES).reverse()) {
    const ours = await reader('cauce_mails')
      .where({ tenant_id: tenant, message_id: messageId })
      .first('root_key');
    if (ours) return Number(ours.root_key);
    const own = await ledger.seen(await ledger.hash(messageId, from));
    if (own) return own.caseKey;
  }
  return undefined;
}

async function byNumber({ subject }: Announced, { store }: InboundPorts): Promise<number | undefined> {
  const { reader, tenant } = store;
  const numbers = subject.match(/[\p{L}\d]+(?:-[\p{L}\d]+)+/gu)?.slice(0, MOST_NUMBERS) ?? [];
  const upper = numbers.map((number) => number.toUpperCase());
  if (numbers.length === 0) return undefined;
  const row = await reader('cauce_cases')
    .where({ tenant_id: tenant })
    .whereIn('number', [...new Set([...numbers, ...upper])])
    .orderBy('key', 'desc')
    .first('key');
  return row ? Number(row.key) : undefined;
}

/** Case numbers and ids of mails can be guessed; what an address wrote or was sent cannot. */
async function writesOrIsWrittenTo(
  from: string,
  caseKey: number,
  { store }: InboundPorts,
  ledger: MailLedger,
): Promise<boolean> {
  const { reader, tenant } = store;
  const wrote = await reader('cauce_inbound_mails')
    .where({ tenant_id: tenant, case_key: caseKey, sender_hash: await ledger.hash('sender', from) })
    .whereNot({ state: 'REFUSED' })
    .first('id');
  if (wrote) return true;
  const sent: { content: string }[] = await reader('cauce_mails')
    .where({ tenant_id: tenant, root_key: caseKey })
    .orderBy('job_key', 'desc')
    .limit(MOST_SENT)
    .select('content');
  for (const { content } of sent) {
    const text = await store.open(caseKey, 'mail', content);
    const to = text === undefined ? [] : (JSON.parse(text) as { to: string[] }).to;
    if (to.some((address) => address.toLowerCase() === from)) return true;
  }
  return false;
}

/** Has the mail been here before, under another UID? */
export async function seenBefore(
  mail: Announced,
  mailbox: string,
  ledger: MailLedger,
): Promise<{ caseKey: number } | undefined> {
  return ledger.seen(await ledger.hash(...idOf(mail, mailbox)));
}
