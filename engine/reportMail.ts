// Hands the reports that are due to the mail server; without one they wait, and the page of schedules says so.
import { type MailerOptions, mailDueReports, type ReportMail } from '../admin/index.ts';
import type { ConnectorSettings } from './jobs/index.ts';
import { createMailSender, messageHost } from './jobs/smtp.ts';

export interface ReportMailer {
  /** Mails what is due now. */
  run(): Promise<number>;
}

type Options = Omit<MailerOptions, 'send' | 'address'> & { settings: ConnectorSettings };

export function createReportMailer({ settings, ...options }: Options): ReportMailer | undefined {
  const sender = settings.smtp && createMailSender(settings.smtp);
  if (!sender) return undefined;
  const from = settings.mailFrom ?? { name: 'Cauce', address: 'cauce@localhost' };
  const host = messageHost(settings.mailFrom, settings.baseUrl);

  async function send({ to, subject, text, id, attachment }: ReportMail): Promise<string | undefined> {
    const messageId = `<${id}@${host}>`;
    const date = options.engine.now();
    const problem = await sender?.send({
      from,
      to,
      subject,
      text,
      messageId,
      date,
      attachments: [attachment],
    });
    return problem?.code;
  }

  return {
    run: () => mailDueReports({ ...options, address: settings.baseUrl ?? '', send }),
  };
}
