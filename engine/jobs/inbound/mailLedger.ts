// What the store knows of a mailbox: how far it was read, who reads it now, and what became of each mail.
import { createHmac, randomBytes, randomUUID } from 'node:crypto';
import type { Db } from '../connector.ts';
import type { JobProblem } from '../problems.ts';
import { headerOwner } from './inboundHeader.ts';
import type { InboundPorts } from './inboundPorts.ts';
import type { Announced } from './mail.ts';

export interface Cursor {
  uidValidity: string;
  lastUid: number;
}

export interface Handled {
  state: 'STARTED' | 'JOINED' | 'REFUSED';
  caseKey?: number | undefined;
  problem?: JobProblem | undefined;
}

/** Another node reads the mailbox by now: what was done is found by its id, and done once. */
export class LeaseLost extends Error {
  override name = 'LeaseLost';
}

export interface MailLedger {
  /** Takes or keeps the mailbox for this node; undefined where another has it. */
  claim(node: string): Promise<{ epoch: number; cursor: Cursor } | undefined>;
  release(epoch: number): Promise<void>;
  /** What became of the mail, with the cursor behind it, in one transaction; `moved` false: the cursor stays. */
  record(epoch: number, at: Cursor, mail: Announced, handled: Handled, moved: boolean): Promise<void>;
  move(epoch: number, cursor: Cursor): Promise<void>;
  /** Was the mailbox read, or why not. */
  note(epoch: number, problem: JobProblem | undefined): Promise<void>;
  stateOf(uidValidity: string, uid: number): Promise<Handled['state'] | undefined>;
  /** The same under a secret, so that the table names nobody. */
  hash(...parts: string[]): Promise<string>;
  /** An earlier row of the mail of that hash that was not refused. */
  seen(messageHash: string): Promise<{ caseKey: number } | undefined>;
  /** Mails of a sender that were taken since. */
  taken(senderHash: string, since: number): Promise<number>;
}

/** Nobody else reads a mailbox for so long after its reader was last heard of. */
export const LEASE_MS = 90_000;
const SECRET = 'inbound-mail';

export function createMailLedger(ports: InboundPorts, mailbox: string): MailLedger {
  const { store, now } = ports;
  const { tenant, reader, write } = store;
  const mine = { tenant_id: tenant, name: mailbox };
  let secret: Promise<string> | undefined;

  const held = async (db: Db, epoch: number, change: object) => {
    const claimed_until = now() + LEASE_MS;
    const changed = await db('cauce_mailboxes')
      .where({ ...mine, epoch })
      .update({ ...change, claimed_until });
    if (changed !== 1) throw new LeaseLost(`mailbox ${mailbox} is read by another node`);
  };

  async function hash(...parts: string[]): Promise<string> {
    secret ??= secretOf(store.keys);
    return createHmac('sha256', await secret)
      .update(JSON.stringify(parts))
      .digest('base64url');
  }

  return {
    hash,
    async claim(node) {
      return write(async (db) => {
        await db('cauce_mailboxes')
          .insert({ ...mine, uid_validity: '', last_uid: 0, claimed_until: 0, epoch: 0 })
          .onConflict(['tenant_id', 'name'])
          .ignore();
        const at = now();
        const taken = await db('cauce_mailboxes')
          .where(mine)
          .where((free) => free.where('claimed_until', '<=', at).orWhere({ claimed_by: node }))
          .update({ claimed_by: node, claimed_until: at + LEASE_MS, epoch: db.raw('epoch + 1') });
        if (taken !== 1) return undefined;
        const row = await db('cauce_mailboxes').where(mine).first('epoch', 'uid_validity', 'last_uid');
        const cursor = { uidValidity: String(row.uid_validity), lastUid: Number(row.last_uid) };
        return { epoch: Number(row.epoch), cursor };
      });
    },
    async release(epoch) {
      await write((db) =>
        db('cauce_mailboxes')
          .where({ ...mine, epoch })
          .update({ claimed_by: null, claimed_until: 0 }),
      );
    },
    async record(epoch, { uidValidity, lastUid }, mail, { state, caseKey, problem }, moved) {
      const { from, fromName: name, subject, uid, size, receivedAt } = mail;
      const id = randomUUID();
      // Under its case's key, and erased with it; what belongs to no case has a key of its own.
      const owner = headerOwner(id, caseKey);
      const header = await store.seal(owner, 'mail', JSON.stringify({ from: from ?? '', name, subject }));
      const row = {
        id,
        tenant_id: tenant,
        mailbox,
        uid_validity: uidValidity,
        uid,
        message_hash: await messageHash(mail),
        sender_hash: from === undefined ? null : await hash('sender', from),
        header,
        size,
        state,
        code: problem?.code ?? null,
        values: problem ? JSON.stringify(problem.values) : null,
        case_key: caseKey ?? null,
        received_at: receivedAt,
        handled_at: now(),
      };
      await write(async (db) => {
        await held(db, epoch, moved ? { uid_validity: uidValidity, last_uid: lastUid } : {});
        await db('cauce_inbound_mails').insert(row);
      });
    },
    move: (epoch, { uidValidity, lastUid }) =>
      write((db) => held(db, epoch, { uid_validity: uidValidity, last_uid: lastUid })),
    note: (epoch, problem) =>
      write((db) =>
        held(db, epoch, { read_at: now(), error: problem === undefined ? null : JSON.stringify(problem) }),
      ),
    async stateOf(uidValidity, uid) {
      const row = await reader('cauce_inbound_mails')
        .where({ tenant_id: tenant, mailbox, uid_validity: uidValidity, uid })
        .first('state');
      return row?.state as Handled['state'] | undefined;
    },
    async seen(messageHash) {
      const row = await reader('cauce_inbound_mails')
        .where({ tenant_id: tenant, message_hash: messageHash })
        .whereNotNull('case_key')
        .first('case_key');
      return row === undefined ? undefined : { caseKey: Number(row.case_key) };
    },
    async taken(senderHash, since) {
      const row = await reader('cauce_inbound_mails')
        .where({ tenant_id: tenant, sender_hash: senderHash })
        .where('handled_at', '>', since)
        .whereNot({ state: 'REFUSED' })
        .count('* as count')
        .first();
      return Number(row?.count ?? 0);
    },
  };

  function messageHash(mail: Announced): Promise<string> {
    return hash(...idOf(mail, mailbox));
  }
}

/** A mail is its Message-ID and its sender, so that nobody keeps another's mail out by using its id first. */
export function idOf({ messageId, from = '', uid, receivedAt }: Announced, mailbox: string): string[] {
  return messageId === undefined ? [mailbox, String(uid), String(receivedAt), from] : [messageId, from];
}

async function secretOf(keys: InboundPorts['store']['keys']): Promise<string> {
  const known = () => keys.readSecret(SECRET);
  if ((await known()) === undefined) await keys.writeSecret(SECRET, randomBytes(32).toString('hex'), true);
  return (await known()) as string;
}
