// From a mail job to the mail's content: recipients, template, links and attachments, or what is wrong with them.
import type { Json, Variables } from '../core/json.ts';
import { readRecipients } from './addresses.ts';
import type { ActivatedJobLike, ConnectorServices } from './connector.ts';
import type { MailContent } from './mailbox.ts';
import type { MailTemplate } from './mailTemplate.ts';
import { readMailTemplate } from './mailTemplate.ts';
import type { JobProblem } from './problems.ts';
import { jobProblem } from './problems.ts';
import { oneLine, renderMail } from './renderMail.ts';

const MOST_ATTACHMENTS = 20;

export type Composed = { problem: JobProblem } | { nobody: true } | { content: MailContent };

/** Who gets it is in `to`, or in the variable that the header `to` names. `links` adds the variables that only the connector can know; it is told which names the template uses. `replies_are_read` says whether somebody reads what people answer. */
export async function composeMail(
  job: ActivatedJobLike,
  services: ConnectorServices,
  links: (names: ReadonlySet<string>) => Variables,
): Promise<Composed> {
  const to = readRecipients(job.variables[job.headers.to ?? 'to']);
  if ('problem' in to) return to;
  if (to.length === 0) return { nobody: true };
  const template = await templateOf(job, services);
  if ('problem' in template) return template;
  const { zone = 'America/Bogota', repliesAreRead: replies_are_read = false } = services.settings;
  const variables = { ...job.variables, ...links(template.names), replies_are_read };
  const rendered = renderMail(template, variables, zone);
  if ('problem' in rendered) return rendered;
  const attachments = attachmentsOf(job);
  if ('problem' in attachments) return attachments;
  const { subject } = job.variables;
  const ownSubject = typeof subject === 'string' ? oneLine(subject) : '';
  return { content: { to, subject: ownSubject || rendered.subject, text: rendered.text, attachments } };
}

async function templateOf(
  job: ActivatedJobLike,
  services: ConnectorServices,
): Promise<MailTemplate | { problem: JobProblem }> {
  const { template } = job.headers;
  if (!template) return { problem: jobProblem('MAIL_TEMPLATE_NOT_NAMED', { element: job.elementId }) };
  const text = await services.resource(job.definitionKey, template);
  if (text === undefined) return { problem: jobProblem('MAIL_TEMPLATE_NOT_FOUND', { template }) };
  return readMailTemplate(text);
}

/** The header `attachments` names the variable: what a citizen uploaded must not ride along by its name alone. */
function attachmentsOf({ headers, variables }: ActivatedJobLike): string[] | { problem: JobProblem } {
  const variable = headers.attachments;
  const value = variable === undefined ? null : (variables[variable] ?? null);
  if (value === null) return [];
  const ids = (Array.isArray(value) ? value : [value]).map(documentId);
  if (ids.length <= MOST_ATTACHMENTS && ids.every((id) => id !== undefined)) return ids;
  return { problem: jobProblem('MAIL_ATTACHMENTS_INVALID', { variable: variable ?? '' }) };
}

/** A document is its id, or an object that carries it. */
function documentId(value: Json): string | undefined {
  if (typeof value === 'string' && value !== '') return value;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const id = value.documentId ?? value.id;
  return typeof id === 'string' && id !== '' ? id : undefined;
}
