// The public API: the whole product in one process, to be served alone or mounted in another Express app.
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Router } from 'express';
import { createPages } from '../admin/index.ts';
import { readForm } from '../forms/index.ts';
import packageJson from '../package.json' with { type: 'json' };
import { type Access, createAccess } from './access/access.ts';
import { createBackgroundWork } from './backgroundWork.ts';
import { watchClock } from './clock.ts';
import { followClock } from './followClock.ts';
import { closeServer } from './http/closeServer.ts';
import { parseHttpOptions } from './http/options.ts';
import { createHttp } from './http/server.ts';
import { connectors, imapsFromText, knowsSecretsOf } from './jobs/index.ts';
import { stopWorker } from './model/index.ts';
import { type CauceOptions, checkOptions, connectorSettings, scanOf } from './options.ts';
import { createOversight } from './oversight.ts';
import { createReportMailer } from './reportMail.ts';
import { checkFeel } from './runtime/checkFeel.ts';
import { createDurableRuntime, type DurableRuntime } from './runtime/durableRuntime.ts';
import type { DeployOutcome, Engine, Principal } from './runtime/engine.ts';
import { readFolder } from './runtime/folder.ts';
import { system } from './runtime/submission.ts';
import { type OpenStore, openStore, type StoreOptions } from './store/openStore.ts';
import { createUpkeep } from './upkeep.ts';
import { createVerifications } from './verification/runs.ts';
import { verifyInProcess } from './verification/verifyInProcess.ts';

export type { Authenticate } from './access/access.ts';
export type { CauceOptions } from './options.ts';
export type * from './runtime/engine.ts';
export type { TestOutcome } from './testing/runTest.ts';
export { type FileOutcome, runTests } from './testing/runTests.ts';

export interface Cauce {
  readonly engine: DurableRuntime;
  readonly access: Access;
  /** Pages and `/v2`: `app.use('/cauce', cauce.router())`. */
  router(): Router;
  /** Serves alone. Port 0 takes a free one; binds 127.0.0.1 unless told otherwise. */
  listen(port: number, host?: string): Promise<{ server: Server; url: string }>;
  /** Deploys a process folder or one file, as it stands. */
  deployFolder(path: string, by?: Principal): Promise<DeployOutcome>;
  /** Lets running work finish, then closes everything. */
  close(): Promise<void>;
}

/** Opens the database, carries on what an earlier run left, and starts timers, connectors and the outbox. */
export async function createCauce(options: CauceOptions = {}): Promise<Cauce> {
  checkOptions(options);
  const scan = scanOf(options);
  const store = await openStore({ ...storeOptions(options), ...(scan && { scan }) });
  try {
    return await cauceOn(store, options);
  } catch (error) {
    await store.close();
    throw error;
  }
}

/** What opens the database, here and in a process of its own: no functions. */
function storeOptions(options: CauceOptions): StoreOptions {
  return {
    ...(options.knex
      ? { knexConfig: options.knex.client.config }
      : { filename: options.database ?? 'cauce.db' }),
    ...(options.masterKey !== undefined && { masterKey: options.masterKey }),
    ...(options.keysDatabase !== undefined && { keysUrl: options.keysDatabase }),
    ...(options.allowUnsafeDatabase !== undefined && { allowUnsafeDatabase: options.allowUnsafeDatabase }),
  };
}

async function cauceOn(store: OpenStore, options: CauceOptions): Promise<Cauce> {
  const clock = options.now ? undefined : watchClock();
  const now = options.now ?? clock?.now ?? Date.now;
  const oversight = createOversight(store, options, { now, release: packageJson.version });
  const { log = oversight.log.problem, authenticate } = options;
  const settings = connectorSettings(options);
  const configured = Object.values(connectors).filter((connector) => connector.configured(settings));
  const engine = createDurableRuntime({
    store,
    ...(options.timeZone !== undefined && { zone: options.timeZone }),
    connectors: new Set(configured.map(({ type }) => type)),
    knowsSecretsOf: (address) => knowsSecretsOf(address, settings.secrets ?? new Map()),
    now,
    release: packageJson.version,
    ...(options.nodeLease !== undefined && { nodeLease: options.nodeLease }),
    checkForm: (json, name) => formProblems(json, name),
    failed: log,
  });
  oversight.watch(engine);
  const access = createAccess({
    store,
    now,
    ...(options.access && { options: options.access }),
    ...(authenticate && { authenticate }),
  });
  const background = createBackgroundWork({
    engine,
    store,
    settings,
    mailboxes: imapsFromText(options.imap ?? ''),
    mailPollMs: options.mailPoll,
    surveyGrace: options.surveyGrace,
    log,
  });
  const httpOptions = {
    ...(options.baseUrl !== undefined && { publicUrl: options.baseUrl }),
    ...(options.linkUrl !== undefined && { linkUrl: options.linkUrl }),
    ...options.http,
  };
  const zone = options.timeZone ?? 'America/Bogota';
  const verifications = createVerifications({
    store,
    now,
    failed: log,
    verify: (caseKey, tell) =>
      verifyInProcess(
        { store: storeOptions(options), zone, ...(caseKey !== undefined && { caseKey }) },
        tell,
      ),
  });
  const pages = createPages({
    engine: engine as Engine,
    access,
    verifications,
    ...(settings.smtp && { retryMail: background.outbox.retryMail }),
    surveyAnswered: background.surveys.notify,
    oversight,
    failed: oversight.log.failure,
    options: {
      ...parseHttpOptions(httpOptions),
      ...(options.timeZone !== undefined && { timeZone: options.timeZone }),
      ...(options.publicLimit !== undefined && { publicLimit: options.publicLimit }),
      ...(options.secondPerson !== undefined && { secondPerson: options.secondPerson }),
    },
  });
  const http = createHttp({
    engine,
    access,
    options: httpOptions,
    pages,
    secrets: settings.secrets,
    version: packageJson.version,
    ...oversight.http,
  });
  await engine.recover();
  await oversight.backups.recover();
  const reportMailer = createReportMailer({ engine: engine as Engine, timeZone: zone, settings });
  const also = async () => {
    await engine.indicators.advance();
    await reportMailer?.run();
    await oversight.backups.runDue();
  };
  const upkeep = createUpkeep({ store, now, log, also });
  if (clock) followClock({ clock, store, engine, background, upkeep, log });
  const servers: Server[] = [];
  let closing: Promise<void> | undefined;

  return {
    engine,
    access,
    router: () => http.router,
    async listen(port, host) {
      const listening = await http.listen(port, host);
      servers.push(listening.server);
      engine.cluster.serves((listening.server.address() as AddressInfo).port);
      return listening;
    },
    deployFolder: async (path, by = system) => engine.deploy(await readFolder(path), by, path),
    close() {
      closing ??= close();
      return closing;
    },
  };

  /** No new connections; whoever asked is answered; then the last anchor, over everything. */
  async function close(): Promise<void> {
    clock?.close();
    const served = Promise.all(servers.map(closeServer));
    await background.close();
    await verifications.close();
    await engine.close();
    await served;
    await upkeep.close();
    await store.close();
    await stopWorker();
  }
}

function formProblems(json: unknown, resourceName: string) {
  const read = readForm(json, resourceName, (text) => checkFeel(text, 'expression'));
  return 'problems' in read ? read.problems : [];
}
