// The built command line as a child process: what it prints, how it ends, and a server that stays up.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

export const program = fileURLToPath(new URL('../../../dist/engine/cli/cauce.js', import.meta.url));

export interface Ended {
  code: number | null;
  stdout: string;
  stderr: string;
}

type Environment = { [name: string]: string | undefined };

/** A folder of its own, so that default paths touch nothing; remove it with `remove`. */
export function emptyFolder(): { path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'cauce-cli-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/** A busy machine makes any command tell how far it is; what it complains of is another matter. */
function withoutProgress(stderr: string): string {
  return stderr.replace(/^… .*\n/gm, '');
}

/** Not waited for. */
export function launch(args: string[], cwd: string, env: Environment): ChildProcess {
  const { PORT: _, DATABASE_URL: __, LC_ALL: ___, LC_MESSAGES: ____, ...rest } = process.env;
  return spawn(process.execPath, [program, ...args], {
    cwd,
    env: { ...rest, NODE_OPTIONS: '', LANG: 'es_CO.UTF-8', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

export async function cauce(args: string[], cwd: string, env: Environment = {}): Promise<Ended> {
  const child = launch(args, cwd, env);
  const ended: Ended = { code: null, stdout: '', stderr: '' };
  child.stdout?.on('data', (chunk) => {
    ended.stdout += chunk;
  });
  child.stderr?.on('data', (chunk) => {
    ended.stderr += chunk;
  });
  [ended.code] = (await once(child, 'close')) as [number | null];
  return { ...ended, stderr: withoutProgress(ended.stderr) };
}

export interface Server {
  url: string;
  /** Lines of standard output until it was ready, the ready line the last. */
  lines: string[];
  signal(name: NodeJS.Signals): void;
  /** Resolves when the process is gone. */
  ended: Promise<Ended>;
}

/** Starts a server and waits for the line with its address. */
export async function start(args: string[], cwd: string, env: Environment = {}): Promise<Server> {
  const child = launch(['start', ...args], cwd, env);
  const lines: string[] = [];
  let stderr = '';
  child.stderr?.on('data', (chunk) => {
    stderr += chunk;
  });
  const ended = once(child, 'close').then(([code]) => ({
    code: code as number | null,
    stdout: lines.join('\n'),
    stderr: withoutProgress(stderr),
  }));
  const url = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout as NodeJS.ReadableStream }).on('line', (line) => {
      lines.push(line);
      const address = /^(?:Cauce: |\{"url":")(http:[^"]+)/.exec(line)?.[1];
      if (address) resolve(address.replace('localhost', '127.0.0.1'));
    });
    void ended.then(({ code }) => reject(new Error(`The server ended with ${code}: ${stderr}`)));
  });
  return { url, lines, signal: (name) => void child.kill(name), ended };
}

export async function stop(server: Server): Promise<Ended> {
  server.signal('SIGTERM');
  return server.ended;
}
