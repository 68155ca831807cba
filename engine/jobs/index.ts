// What the start-up, the runtime and the pages use of this folder.

export { createBell } from './bell.ts';
export { hashCaseCode, newCaseCode, surveyUrl, trackingUrl } from './caseCodes.ts';
export type {
  ActivatedJobLike,
  Connector,
  ConnectorServices,
  ConnectorSettings,
  ConnectorType,
  JobOutcome,
} from './connector.ts';
export { connectorOf, connectors, isConnectorConfigured } from './connectors/index.ts';
export { type AllowedHosts, hostsFromText } from './http/allowedHosts.ts';
export { knowsSecretsOf } from './http/secrets.ts';
export { type ImapSettings, imapsFromText, isRead } from './inbound/imapUrl.ts';
export { type InboundHeader, openInboundHeader } from './inbound/inboundHeader.ts';
export { type InboundPorts, MAIL_ACTOR } from './inbound/inboundPorts.ts';
export { createInbox, type Inbox, type InboxOptions } from './inbound/inbox.ts';
export { expressionsOf, type Intake, readIntake } from './inbound/intake.ts';
export { mappedBy } from './inbound/intakeMapping.ts';
export { readMailTemplate } from './mailTemplate.ts';
export type { Outbox, OutboxOptions } from './outbox.ts';
export { createOutbox } from './outbox.ts';
export type { MailDocument } from './outgoingMail.ts';
export { problemMessage, problemOfMessage } from './problemMessage.ts';
export type { JobProblem, JobProblemCode } from './problems.ts';
export { jobProblem, jobProblems } from './problems.ts';
export type { SmtpSettings } from './smtp.ts';
export { smtpFromUrl } from './smtp.ts';
export { isSame, isSigned } from './webhooks/signature.ts';
export { millisOf, readWebhook, type Webhook, webhookExpressions } from './webhooks/webhook.ts';
export type { JobSource, Worker, WorkerOptions } from './worker.ts';
export { createWorker } from './worker.ts';
