// What the tests of jobs stand on: a real database, a real mail server, and a queue of jobs with leases.
import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer } from 'smtp-server';
import type { Variables } from '../../../engine/core/json.ts';
import { createPorts } from '../../../engine/expressions/index.ts';
import type {
  ActivatedJobLike,
  ConnectorServices,
  ConnectorSettings,
  JobSource,
  OutboxOptions,
} from '../../../engine/jobs/index.ts';
import { type Database, openDatabase } from '../../../engine/store/database.ts';
import { migrate } from '../../../engine/store/migrate.ts';
import { databaseIn } from '../../harness/testDatabase.ts';

export interface Bench {
  folder: string;
  db: Database;
  /** Plain text of the deployment's files. */
  files: Map<string, string>;
  services: ConnectorServices;
  outboxOptions(): OutboxOptions;
  mails(): Promise<MailRow[]>;
  close(): Promise<void>;
}

export interface MailRow {
  job_key: number;
  root_key: number;
  message_id: string;
  content: string;
  state: string;
  attempts: number;
  next_attempt_at: number;
  error: string | null;
}

/** Sealing that anybody can see through, but not read by accident. */
export const seal = (caseKey: number, text: string) => `${caseKey}|${Buffer.from(text).toString('base64')}`;
export const unseal = (caseKey: number, sealed: string) => {
  const [key, body] = sealed.split('|');
  if (Number(key) !== caseKey) throw new Error('sealed for another case');
  return Buffer.from(body!, 'base64').toString();
};

export async function openBench(settings: ConnectorSettings = {}): Promise<Bench> {
  const folder = await mkdtemp(join(tmpdir(), 'cauce-jobs-'));
  const db = await openDatabase({ filename: await databaseIn(folder) });
  await db.write((trx) => migrate(trx));
  const files = new Map<string, string>();
  const ports = createPorts();
  const services: ConnectorServices = {
    tenant: '<default>',
    settings,
    reader: db.reader,
    write: db.write,
    now: Date.now,
    seal: async (caseKey, text) => seal(caseKey, text),
    resource: async (_definitionKey, name) => files.get(name),
    evaluate: async (_definitionKey, expression, variables) => {
      const get = (name: string) => (Object.hasOwn(variables, name) ? variables[name] : undefined);
      const found = ports.evaluate(expression, { variables: { get }, now: Date.now(), owner: 0, inputs: {} });
      return found.kind === 'value' ? found.value : null;
    },
    mailQueued() {},
  };
  return {
    folder,
    db,
    files,
    services,
    outboxOptions: () => ({
      tenant: services.tenant,
      settings: services.settings,
      reader: db.reader,
      write: db.write,
      now: Date.now,
      open: async (caseKey, sealed) => unseal(caseKey, sealed),
      pollMs: 50,
      backOff: () => 20,
    }),
    mails: () => db.reader('cauce_mails').orderBy('job_key').select() as Promise<MailRow[]>,
    async close() {
      await db.close();
      await rm(folder, { recursive: true });
    },
  };
}

export function job(
  key: number,
  variables: Variables,
  headers: { [name: string]: string } = {},
): ActivatedJobLike {
  return {
    key,
    type: 'cauce:mail',
    instanceKey: 1_048_576,
    rootKey: 1_048_576,
    definitionKey: 7,
    processId: 'pqrs_tobe',
    elementId: 'p02_acknowledge',
    headers: { template: 'mails/acknowledgement.hbs', ...headers },
    variables,
    retries: 3,
    epoch: 1,
  };
}

export interface Mailbox {
  port: number;
  /** Envelope recipients beside the mail as it arrived. */
  received: { recipients: string[]; raw: string; email: Email }[];
  close(): Promise<void>;
}

/** A mail server on a port of its own; `refuse` answers every recipient with that reply code. */
export async function openMailbox(options: { port?: number; refuse?: number } = {}): Promise<Mailbox> {
  const received: Mailbox['received'] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    logger: false,
    onRcptTo(address, _session, done) {
      if (options.refuse === undefined) return done();
      const error = Object.assign(new Error(`no such user ${address.address}`), {
        responseCode: options.refuse,
      });
      done(error);
    },
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const raw = Buffer.concat(chunks).toString();
        const recipients = session.envelope.rcptTo.map(({ address }) => address);
        PostalMime.parse(raw).then((email) => {
          received.push({ recipients, raw, email });
          done();
        }, done);
      });
    },
  });
  await new Promise<void>((resolve) => {
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  return {
    port: (server.server.address() as AddressInfo).port,
    received,
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}

/** Asks again until it holds; the test's own time limit ends it. */
export async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 5));
}

export interface QueuedJob extends ActivatedJobLike {
  availableAt: number;
  leasedUntil: number;
  state: 'CREATED' | 'COMPLETED' | 'FAILED' | 'ERROR_THROWN';
  message?: string;
  outcome?: Variables;
  failures: { retries: number; retryBackOff?: number }[];
}

export interface JobQueue extends JobSource<{ principal: string }> {
  jobs: QueuedJob[];
  add(job: ActivatedJobLike): void;
}

/** Jobs with leases, back-off and fencing, as the engine gives them out. */
export function jobQueue(): JobQueue {
  const jobs: QueuedJob[] = [];
  const held = (key: number, epoch: number | undefined) => {
    const found = jobs.find((one) => one.key === key && one.state === 'CREATED' && one.epoch === epoch);
    return found;
  };
  return {
    jobs,
    add: (added) =>
      jobs.push({ ...added, epoch: 0, availableAt: 0, leasedUntil: 0, state: 'CREATED', failures: [] }),
    async activateJobs({ type, timeout, maxJobsToActivate }) {
      const now = Date.now();
      const free = jobs.filter(
        (one) =>
          one.type === type &&
          one.state === 'CREATED' &&
          one.retries > 0 &&
          one.availableAt <= now &&
          one.leasedUntil <= now,
      );
      return free.slice(0, maxJobsToActivate).map((one) => {
        one.leasedUntil = now + timeout;
        one.epoch += 1;
        return { ...one };
      });
    },
    async completeJob(key, variables, _submission, epoch) {
      const found = held(key, epoch);
      if (found) Object.assign(found, { state: 'COMPLETED', outcome: variables });
    },
    async failJob(key, { retries, retryBackOff = 0, message }, _submission, epoch) {
      const found = held(key, epoch);
      if (!found) return;
      found.failures.push({ retries, retryBackOff });
      Object.assign(found, { retries, message, leasedUntil: 0, availableAt: Date.now() + retryBackOff });
      if (retries === 0) found.state = 'FAILED';
    },
    async throwJobError(key, { code }, _submission, epoch) {
      const found = held(key, epoch);
      if (found) Object.assign(found, { state: 'ERROR_THROWN', message: code });
    },
  };
}
