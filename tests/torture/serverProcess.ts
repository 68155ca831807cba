// The real server as a child process, so that it can be killed without warning.
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { requireStrace, underSlowDisk } from './strace.ts';

const cli = fileURLToPath(new URL('../../dist/engine/cli/cauce.js', import.meta.url));

/** Ends what hangs; what a busy machine needs is far below. */
const STOP_LIMIT = 120_000;

export interface ServerProcess {
  url: string;
  pid: number;
  /** SIGKILL: no handler runs, nothing is flushed. Resolves when the process is gone. */
  kill(): Promise<void>;
  /** SIGTERM; resolves to the exit code. A server that does not end is killed, and it rejects. */
  stop(): Promise<number | null>;
  /** What it wrote to its standard error. */
  complaints(): string;
}

/** A server that may not be ready yet; `url` is empty until it is. */
export interface SpawnedServer extends ServerProcess {
  /** Resolves to the address; rejects when the process ended first. */
  ready(): Promise<string>;
}

export interface ServerOptions {
  /** A file's path, or an address of PostgreSQL. */
  database: string;
  /** Default: the processes of the package. */
  processes?: string;
  /** Default: a free one. */
  port?: number;
  demo?: boolean;
  env?: { [name: string]: string };
  /** The program's file; default: as it was built. */
  program?: string;
  /** Milliseconds that every sync of the disk takes longer; default: none. */
  syncDelay?: number;
}

export async function startServer(options: ServerOptions): Promise<ServerProcess> {
  const server = spawnServer(options);
  await server.ready();
  return server;
}

export function spawnServer(options: ServerOptions): SpawnedServer {
  const { database, processes, port = 0, demo, env, program = cli, syncDelay = 0 } = options;
  const args = [program, 'start', '--port', String(port), '--json', '--database', database];
  if (processes !== undefined) args.push('--processes', processes);
  if (demo) args.push('--demo');
  if (syncDelay > 0) requireStrace();
  const [command = '', ...first] = [...(syncDelay > 0 ? underSlowDisk(syncDelay) : []), process.execPath];
  const child: ChildProcess = spawn(command, [...first, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
  });
  const gone = once(child, 'exit') as Promise<[number | null]>;
  let complaints = '';
  child.stderr?.on('data', (chunk) => {
    complaints += chunk;
  });
  const ready = new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout as NodeJS.ReadableStream }).on('line', (line) => {
      if (!line.startsWith('{"url"')) return;
      server.url = (JSON.parse(line) as { url: string }).url.replace('localhost', '127.0.0.1');
      resolve(server.url);
    });
    void gone.then(([code]) => reject(new Error(`The server ended with ${code}: ${complaints}`)));
  });
  // Who kills a server that is not ready yet does not wait for it.
  ready.catch(() => {});
  const server: SpawnedServer = {
    url: '',
    pid: child.pid ?? 0,
    ready: () => ready,
    async kill() {
      child.kill('SIGKILL');
      await gone;
    },
    async stop() {
      child.kill('SIGTERM');
      let hangs = false;
      const limit = setTimeout(() => {
        hangs = true;
        child.kill('SIGKILL');
      }, STOP_LIMIT);
      const [code] = await gone;
      clearTimeout(limit);
      if (hangs) throw new Error(`Expected the server to end within ${STOP_LIMIT} ms: ${complaints}`);
      return code;
    },
    complaints: () => complaints,
  };
  return server;
}

/** `cauce verify --json` on a database that no server holds. */
export async function verifyDatabase(
  database: string,
): Promise<{ ok: boolean; batches: number; problems: unknown[] }> {
  const run = promisify(execFile);
  const args = [cli, 'verify', '--json', '--database', database];
  const { stdout, stderr } = await run(process.execPath, args, { maxBuffer: 64 * 1024 * 1024 }).catch(
    (error) => error,
  );
  if (stdout === '')
    throw new Error(`Expected \`cauce verify\` to say something, but it ended so: ${stderr}`);
  return JSON.parse(stdout);
}
