// `cauce:mail`: fills a mail template with the job's variables and puts the mail into the outbox.
import { hashCaseCode, newCaseCode, trackingUrl } from '../caseCodes.ts';
import { composeMail } from '../composeMail.ts';
import type { Connector } from '../connector.ts';
import { isMailQueued, queueMail } from '../mailbox.ts';
import { mayPass } from '../problems.ts';

/** Without a mail server the mail waits in the outbox; the case goes on. */
export const mail: Connector = {
  type: 'cauce:mail',
  configured: () => true,
  async run(job, services) {
    if (await isMailQueued(job, services)) return { variables: {} };
    const { baseUrl } = services.settings;
    let code: string | undefined;
    const composed = await composeMail(job, services, (names) => {
      // A case that was filed without a page (by an agent, by another system) has no link yet.
      const hasOne = typeof job.variables.tracking_url === 'string' && job.variables.tracking_url !== '';
      if (hasOne || !names.has('tracking_url') || baseUrl === undefined) return {};
      code = newCaseCode();
      return { tracking_url: trackingUrl(baseUrl, code) };
    });
    if ('problem' in composed) return { error: composed.problem, retry: mayPass(composed.problem) };
    if ('nobody' in composed) return { variables: {} };
    await queueMail(job, composed.content, services, async (db) => {
      if (code === undefined) return;
      await db('cauce_case_codes').insert({
        code_hash: hashCaseCode(code),
        tenant_id: services.tenant,
        case_key: job.rootKey,
        kind: 'tracking',
        created_at: services.now(),
        used_at: null,
      });
    });
    return { variables: {} };
  },
};
