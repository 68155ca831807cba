// Writes a mail into the outbox table: one row per job, however often the job runs.
import type { ActivatedJobLike, ConnectorServices, Db } from './connector.ts';
import { messageHost, messageIdOf } from './smtp.ts';

/** What a row's content holds, under the key of its case. */
export interface MailContent {
  to: string[];
  subject: string;
  text: string;
  /** Ids of the case's documents. */
  attachments: string[];
}

export async function isMailQueued(job: ActivatedJobLike, { reader }: ConnectorServices): Promise<boolean> {
  const row: unknown = await reader('cauce_mails').where({ job_key: job.key }).first('job_key');
  return row !== undefined;
}

/** `also` writes what must appear together with the mail, or not at all. */
export async function queueMail(
  job: ActivatedJobLike,
  content: MailContent,
  services: ConnectorServices,
  also?: (db: Db) => Promise<void>,
): Promise<void> {
  const { tenant, settings, now } = services;
  const sealed = await services.seal(job.rootKey, JSON.stringify(content));
  const host = messageHost(settings.mailFrom, settings.baseUrl);
  await services.write(async (db) => {
    const known: unknown = await db('cauce_mails').where({ job_key: job.key }).first('job_key');
    if (known !== undefined) return;
    await db('cauce_mails').insert({
      job_key: job.key,
      tenant_id: tenant,
      instance_key: job.instanceKey,
      root_key: job.rootKey,
      message_id: messageIdOf(job.key, job.rootKey, host),
      content: sealed,
      state: 'QUEUED',
      attempts: 0,
      next_attempt_at: now(),
      error: null,
      created_at: now(),
      sent_at: null,
    });
    await also?.(db);
  });
  services.mailQueued();
}
