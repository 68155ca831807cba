// `cauce:survey`: mails a link to a survey that can be answered once. The question is in the job's headers.
import { answerUrls, hashCaseCode, newCaseCode, surveyUrl } from '../caseCodes.ts';
import { composeMail } from '../composeMail.ts';
import type { Connector } from '../connector.ts';
import { isMailQueued, queueMail } from '../mailbox.ts';
import { mayPass } from '../problems.ts';
import { surveyExpiry, surveyScale } from '../surveyKinds.ts';

export const survey: Connector = {
  type: 'cauce:survey',
  configured: ({ baseUrl }) => baseUrl !== undefined,
  async run(job, services) {
    const { baseUrl } = services.settings;
    if (baseUrl === undefined) throw new Error('Expected a base URL: configured() said so.');
    if (await isMailQueued(job, services)) return { variables: {} };
    const code = newCaseCode();
    const { from, to } = surveyScale(job.headers);
    const composed = await composeMail(job, services, () => ({
      survey_url: surveyUrl(baseUrl, code),
      survey_answers: answerUrls(baseUrl, code, from, to),
      question: job.headers.question ?? '',
    }));
    if ('problem' in composed) return { error: composed.problem, retry: mayPass(composed.problem) };
    if ('nobody' in composed) return { variables: {} };
    await queueMail(job, composed.content, services, async (db) => {
      await db('cauce_case_codes').insert({
        code_hash: hashCaseCode(code),
        tenant_id: services.tenant,
        case_key: job.rootKey,
        kind: 'survey',
        job_key: job.key,
        created_at: services.now(),
        expires_at: surveyExpiry(job.headers, services.now()),
        used_at: null,
      });
    });
    return { variables: {} };
  },
};
