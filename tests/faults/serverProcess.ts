// The real server as a child process, so that it can be killed without warning.
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const cli = fileURLToPath(new URL('../../dist/engine/cli/cauce.js', import.meta.url));

export interface ServerProcess {
  url: string;
  /** SIGKILL: no handler runs, nothing is flushed. Resolves when the process is gone. */
  kill(): Promise<void>;
  /** SIGTERM; resolves to the exit code. */
  stop(): Promise<number | null>;
}

export interface ServerOptions {
  database: string;
  /** Default: the processes of the package. */
  processes?: string;
  /** Default: a free one. */
  port?: number;
  demo?: boolean;
  env?: { [name: string]: string };
}

export async function startServer(options: ServerOptions): Promise<ServerProcess> {
  const { database, processes, port = 0, demo, env } = options;
  const args = [cli, 'start', '--port', String(port), '--json', '--database', database];
  if (processes !== undefined) args.push('--processes', processes);
  if (demo) args.push('--demo');
  const child: ChildProcess = spawn(process.execPath, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
  });
  const gone = once(child, 'exit') as Promise<[number | null]>;
  let complaints = '';
  child.stderr?.on('data', (chunk) => {
    complaints += chunk;
  });
  const url = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout as NodeJS.ReadableStream }).on('line', (line) => {
      if (line.startsWith('{"url"')) resolve((JSON.parse(line) as { url: string }).url);
    });
    void gone.then(([code]) => reject(new Error(`The server ended with ${code}: ${complaints}`)));
  });
  return {
    url: url.replace('localhost', '127.0.0.1'),
    async kill() {
      child.kill('SIGKILL');
      await gone;
    },
    async stop() {
      child.kill('SIGTERM');
      return (await gone)[0];
    },
  };
}

/** `cauce verify --json` on a database that no server holds. */
export async function verifyDatabase(
  database: string,
): Promise<{ ok: boolean; batches: number; problems: unknown[] }> {
  const run = promisify(execFile);
  const args = [cli, 'verify', '--json', '--database', database];
  const { stdout } = await run(process.execPath, args, { maxBuffer: 64 * 1024 * 1024 }).catch(
    (error) => error,
  );
  return JSON.parse(stdout);
}
