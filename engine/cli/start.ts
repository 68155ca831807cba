// `cauce start`: the server with its pages, on one database file, with a folder of processes deployed.
import { type Cauce, createCauce } from '../index.ts';
import { problemText } from '../problemCatalog.ts';
import { deploymentHash } from '../runtime/deploymentHash.ts';
import { processFolders, readFolder } from '../runtime/folder.ts';
import { system } from '../runtime/submission.ts';
import { type CliCommand, type CommandLine, databaseOf, refusalOf, type Terminal, text } from './command.ts';
import { introduce } from './introduce.ts';
import { problemLines } from './problemLines.ts';
import { createProgress, type Progress } from './progress.ts';
import { shippedProcesses } from './shippedProcesses.ts';
import { startHelp } from './startHelp.ts';

export const start: CliCommand = {
  usage:
    'cauce start [--port 3000] [--host 127.0.0.1] [--database cauce.db | postgres://...] [--processes DIR] [--demo] [--json]',
  summary: {
    es: 'atiende las páginas y la API; --help dice qué lee del entorno',
    en: 'serves the pages and the API; --help says what it reads of the environment',
  },
  help: startHelp,
  options: {
    port: { type: 'string' },
    host: { type: 'string' },
    database: { type: 'string' },
    processes: { type: 'string' },
    demo: { type: 'boolean' },
  },
  async run(line, terminal) {
    const given = text(line, 'port') ?? (process.env.PORT || '3000');
    const port = /^\d{1,5}$/.test(given) ? Number(given) : Number.NaN;
    if (!(port <= 65_535)) return terminal.refuse('PORT_INVALID', { port: given });
    if (line.positionals.length > 0) {
      const expected = terminal.locale === 'es' ? 'ninguno' : 'nothing';
      return terminal.refuse('ARGUMENTS_WRONG', {
        expected,
        given: line.positionals.length,
        usage: start.usage,
      });
    }
    const database = databaseOf(line);
    const processes = text(line, 'processes') ?? shippedProcesses();
    // Before the database, so that a wrong path does not leave one behind.
    const folders = await processFolders(processes);
    process.env.NODE_ENV ??= 'production';
    // From here on: a stop asked for while starting is a clean stop, too.
    const stopped = untilStopped();
    return failingWith1(terminal, async () => {
      const cauce = await createCauce({
        database,
        ...fromEnvironment(),
        ...(port > 0 && { linkUrl: `http://localhost:${port}` }),
      });
      try {
        return await serve(cauce, { port, folders, processes, line, terminal, stopped });
      } finally {
        await cauce.close();
      }
    });
  },
};

function fromEnvironment() {
  const { HTTP_HOSTS, HTTP_PRIVATE_HOSTS, PUBLIC_LIMIT, CLAMAV_URL } = process.env;
  const { PUBLIC_URL, SMTP_URL, MAIL_FROM, IMAP_URL, ALMERA_EXPORT_DIR, NODE_LEASE_MS } = process.env;
  const { SECOND_PERSON, METRICS_TOKEN, LOG_FORMAT } = process.env;
  const { BACKUP_DIR, BACKUP_KEYS_DIR, BACKUP_HOURS, BACKUP_KEEP } = process.env;
  return {
    ...(NODE_LEASE_MS && { nodeLease: Number(NODE_LEASE_MS) }),
    ...(PUBLIC_URL && { baseUrl: PUBLIC_URL }),
    ...(CLAMAV_URL && { clamav: CLAMAV_URL }),
    ...(PUBLIC_LIMIT && { publicLimit: Number(PUBLIC_LIMIT) }),
    ...(SMTP_URL && { smtp: SMTP_URL }),
    ...(MAIL_FROM && { mailFrom: MAIL_FROM }),
    ...(IMAP_URL && { imap: IMAP_URL }),
    ...(HTTP_HOSTS && { httpHosts: HTTP_HOSTS }),
    ...(HTTP_PRIVATE_HOSTS && { httpPrivateHosts: HTTP_PRIVATE_HOSTS }),
    ...(SECOND_PERSON === '1' && { secondPerson: true }),
    ...(METRICS_TOKEN && { metricsToken: METRICS_TOKEN }),
    ...(LOG_FORMAT && { logFormat: LOG_FORMAT as 'text' | 'json' }),
    ...(BACKUP_DIR && { backupFolder: BACKUP_DIR }),
    ...(BACKUP_KEYS_DIR && { backupKeysFolder: BACKUP_KEYS_DIR }),
    ...(BACKUP_HOURS && { backupHours: Number(BACKUP_HOURS) }),
    ...(BACKUP_KEEP && { backupKeep: Number(BACKUP_KEEP) }),
    secrets: secretsIn(process.env),
    ...(ALMERA_EXPORT_DIR && { almeraExportDir: ALMERA_EXPORT_DIR }),
  };
}

const SECRET = 'CAUCE_SECRET_';

/** `CAUCE_SECRET_NAME` is the secret NAME. */
function secretsIn(environment: NodeJS.ProcessEnv): { [name: string]: string } {
  const names = Object.keys(environment).filter((name) => name.startsWith(SECRET));
  return Object.fromEntries(names.map((name) => [name.slice(SECRET.length), environment[name] ?? '']));
}

function untilStopped(): Promise<void> {
  return new Promise((resolve) => {
    process.once('SIGTERM', () => resolve());
    process.once('SIGINT', () => resolve());
  });
}

/** The call was fine, but the server cannot run. */
async function failingWith1(terminal: Terminal, work: () => Promise<number>): Promise<number> {
  try {
    return await work();
  } catch (error) {
    const refusal = refusalOf(error);
    if (refusal) terminal.complain(problemText(refusal.code, refusal.values, terminal.locale));
    // Options are checked with a plain message that lists every complaint; anything else is our bug, with its trace.
    else if (error instanceof Error && error.message.startsWith('Expected')) terminal.complain(error.message);
    else throw error;
    return 1;
  }
}

interface Serving {
  port: number;
  folders: string[];
  processes: string;
  line: CommandLine;
  terminal: Terminal;
  stopped: Promise<void>;
}

async function serve(cauce: Cauce, serving: Serving): Promise<number> {
  const { port, folders, processes, line, terminal, stopped } = serving;
  const json = line.values.json === true;
  if (!(await deployAll(cauce, folders, terminal, createProgress(terminal)))) return 1;
  await introduce(cauce, { processes, demo: line.values.demo === true, json }, terminal);
  let url: string;
  try {
    ({ url } = await cauce.listen(port, text(line, 'host')));
  } catch (error) {
    if ((error as { code?: string }).code !== 'EADDRINUSE') throw error;
    terminal.complain(problemText('PORT_TAKEN', { port }, terminal.locale));
    return 1;
  }
  terminal.print(json ? JSON.stringify({ url }) : `Cauce: ${url}`);
  await stopped;
  return 0;
}

async function deployAll(
  cauce: Cauce,
  folders: string[],
  terminal: Terminal,
  progress: Progress,
): Promise<boolean> {
  for (const path of folders) {
    // A folder as it was when it was deployed last: what people published since is not put back.
    if (await isAsDeployed(cauce, path)) continue;
    const outcome = await cauce.deployFolder(path);
    progress.at(`desplegado ${path}`, `deployed ${path}`);
    if (outcome.ok) continue;
    const errors = outcome.problems.filter(({ severity }) => severity === 'error');
    for (const text of problemLines(errors, terminal.locale)) terminal.complain(text);
    return false;
  }
  return true;
}

async function isAsDeployed({ engine: { store } }: Cauce, path: string): Promise<boolean> {
  const row = await store
    .reader('cauce_deployments')
    .where({ tenant_id: store.tenant, name: path, deployed_by: system.username })
    .orderBy('key', 'desc')
    .first('hash');
  return row?.hash === deploymentHash(await readFolder(path));
}
