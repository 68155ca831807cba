// Doors to the outside: mailboxes that are read, what became of each mail and webhook call, surveys of every kind.
import type { Knex } from 'knex';
import { alterTable, createTable } from '../schemaBuilding.ts';

export async function up(db: Knex): Promise<void> {
  await createTable(db, 'cauce_mailboxes', (t) => {
    t.text('tenant_id').notNullable();
    t.text('name').notNullable();
    /** With the UID of the last mail that was dealt with: where reading goes on. */
    t.text('uid_validity').notNullable();
    t.bigInteger('last_uid').notNullable();
    /** The node that reads it, and until when; grows with each lease, so that a late reader writes nothing. */
    t.text('claimed_by');
    t.bigInteger('claimed_until').notNullable();
    t.integer('epoch').notNullable();
    t.bigInteger('read_at');
    /** Why it could not be read: code and values. */
    t.text('error');
    t.primary(['tenant_id', 'name']);
  });
  await createTable(db, 'cauce_inbound_mails', (t) => {
    t.text('id').primary();
    t.text('tenant_id').notNullable();
    t.text('mailbox').notNullable();
    t.text('uid_validity').notNullable();
    t.bigInteger('uid').notNullable();
    /** Of Message-ID and sender, under a secret. */
    t.text('message_hash').notNullable();
    /** Of the sender's address, under a secret; null where there is none. */
    t.text('sender_hash');
    /** JSON {from, name, subject}, sealed under the case's key or one of its own. */
    t.text('header').notNullable();
    t.bigInteger('size').notNullable();
    /** STARTED a case, JOINED one, or REFUSED. */
    t.text('state').notNullable();
    t.text('code');
    t.text('values');
    t.bigInteger('case_key');
    t.bigInteger('received_at').notNullable();
    t.bigInteger('handled_at').notNullable();
    t.index(['tenant_id', 'message_hash']);
    t.index(['tenant_id', 'sender_hash', 'handled_at']);
    t.index(['tenant_id', 'state', 'handled_at']);
    t.index(['case_key']);
  });
  await createTable(db, 'cauce_webhook_calls', (t) => {
    t.text('tenant_id').notNullable();
    t.text('name').notNullable();
    /** Hash of what the sender calls the same event. */
    t.text('id').notNullable();
    t.bigInteger('message_key').notNullable();
    t.bigInteger('instance_key');
    t.bigInteger('at').notNullable();
    t.primary(['tenant_id', 'name', 'id']);
    t.index(['tenant_id', 'at']);
  });
  await alterTable(db, 'cauce_case_codes', (t) => {
    t.bigInteger('expires_at');
  });
  await alterTable(db, 'cauce_survey_answers', (t) => {
    /** nps, ces, csat, ins or verification; null in answers of earlier releases. */
    t.text('kind');
    /** `link`, or `phone` where staff asked. */
    t.text('channel');
    t.text('answered_by');
    t.bigInteger('job_key');
    /** When the processes that wait for answers were told; null until then. */
    t.bigInteger('told_at');
    t.index(['case_key']);
  });
}
