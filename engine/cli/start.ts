// `cauce start`: the server with its pages, on one database file, with a folder of processes deployed.
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createDemoPeople } from '../access/demoPeople.ts';
import { ensureAdministrator } from '../access/firstStart.ts';
import { type Cauce, createCauce } from '../index.ts';
import { renderProblem } from '../model/index.ts';
import { processFolders } from '../runtime/folder.ts';
import type { CliCommand, CommandLine, Terminal } from './command.ts';
import { demoLanes } from './demoLanes.ts';

/** The processes that come with the package: beside the sources, or beside `dist`. */
function shippedProcesses(): string {
  const near = fileURLToPath(new URL('../../processes', import.meta.url));
  return existsSync(near) ? near : fileURLToPath(new URL('../../../processes', import.meta.url));
}

export const start: CliCommand = {
  usage:
    'cauce start [--port 3000] [--host 127.0.0.1] [--database cauce.db] [--processes DIR] [--demo] [--json]',
  summary: 'serves the pages and the API; PORT, DATABASE_URL, PUBLIC_URL, SMTP_URL, MAIL_FROM are read, too',
  options: {
    port: { type: 'string' },
    host: { type: 'string' },
    database: { type: 'string' },
    processes: { type: 'string' },
    demo: { type: 'boolean' },
  },
  async run(line, terminal) {
    const port = Number(text(line, 'port') ?? process.env.PORT ?? 3000);
    if (!Number.isInteger(port) || port < 0 || port > 65_535) {
      terminal.complain(`Expected a port from 0 to 65535. ${start.usage}`);
      return 2;
    }
    process.env.NODE_ENV ??= 'production';
    let cauce: Cauce;
    try {
      cauce = await createCauce(optionsFrom(line, port));
    } catch (error) {
      terminal.complain(error instanceof Error ? error.message : String(error));
      return 1;
    }
    return serve(cauce, port, line, terminal);
  },
};

function optionsFrom(line: CommandLine, port: number) {
  const { DATABASE_URL, PUBLIC_URL, SMTP_URL, MAIL_FROM, ALMERA_EXPORT_DIR } = process.env;
  return {
    database: text(line, 'database') ?? DATABASE_URL ?? 'cauce.db',
    ...(PUBLIC_URL && { baseUrl: PUBLIC_URL }),
    ...(port > 0 && { linkUrl: `http://localhost:${port}` }),
    ...(SMTP_URL && { smtp: SMTP_URL }),
    ...(MAIL_FROM && { mailFrom: MAIL_FROM }),
    ...(ALMERA_EXPORT_DIR && { almeraExportDir: ALMERA_EXPORT_DIR }),
  };
}

async function serve(cauce: Cauce, port: number, line: CommandLine, terminal: Terminal): Promise<number> {
  try {
    const folder = text(line, 'processes') ?? shippedProcesses();
    if (!(await deployAll(cauce, folder, terminal))) return await stop(cauce, 1);
    await introduce(cauce, folder, line.values.demo === true, terminal);
    const { url } = await cauce.listen(port, text(line, 'host'));
    terminal.print(line.values.json === true ? JSON.stringify({ url }) : `Cauce: ${url}`);
  } catch (error) {
    const busy = (error as { code?: string }).code === 'EADDRINUSE';
    const message = error instanceof Error ? error.message : String(error);
    terminal.complain(busy ? `Port ${port} is taken. Choose another with --port.` : message);
    return stop(cauce, 1);
  }
  await new Promise<void>((resolve) => {
    process.once('SIGTERM', () => resolve());
    process.once('SIGINT', () => resolve());
  });
  return stop(cauce, 0);
}

async function deployAll(cauce: Cauce, folder: string, terminal: Terminal): Promise<boolean> {
  for (const path of await processFolders(folder)) {
    const outcome = await cauce.deployFolder(path);
    if (outcome.ok) continue;
    for (const problem of outcome.problems) {
      const where = [problem.resource, problem.elementId].filter(Boolean).join(' ');
      terminal.complain(`${problem.code} ${where}\n  ${renderProblem(problem, terminal.locale)}`);
    }
    return false;
  }
  return true;
}

/** Says how to sign in: once for the first administrator, and each time for demonstration people. */
async function introduce(cauce: Cauce, folder: string, demo: boolean, terminal: Terminal): Promise<void> {
  const { store, now } = cauce.engine;
  const spanish = terminal.locale === 'es';
  const administrator = await ensureAdministrator(store, now);
  if (administrator) {
    const { username, password } = administrator;
    terminal.print(
      spanish
        ? `Administrador: usuario ${username}, clave de un solo uso ${password} (se cambia al entrar)`
        : `Administrator: user ${username}, one-time password ${password} (changed at sign-in)`,
    );
  }
  if (!demo) return;
  const { password, people } = await createDemoPeople(store, now, await demoLanes(folder), 'cauce-demo');
  const names = people.map(({ username }) => username).join(', ');
  terminal.print(
    spanish
      ? `Demostración (--demo), clave ${password}: ${names}`
      : `Demonstration (--demo), password ${password}: ${names}`,
  );
}

async function stop(cauce: Cauce, exitCode: number): Promise<number> {
  await cauce.close();
  return exitCode;
}

function text(line: CommandLine, name: string): string | undefined {
  const value = line.values[name];
  return typeof value === 'string' ? value : undefined;
}
