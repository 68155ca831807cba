// A real PostgreSQL server of our own, from npm's binaries: private, on a free port, gone when its parent is gone.
import { type ChildProcessWithoutNullStreams, execFileSync, spawn } from 'node:child_process';
import { chownSync, mkdtempSync, rmSync } from 'node:fs';
import type { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../freePort.ts';
import { type Identity, nativeFolder, unprivileged } from './binaries.ts';

export interface ServerOptions {
  /** Commits reach the disk before they are answered: for tests of faults. Default false. */
  durable?: boolean;
  settings?: { [name: string]: string | number };
}

export interface PostgresServer {
  readonly port: number;
  /** Of the postmaster. */
  readonly pid: number;
  /** Address of a database on it. */
  url(database: string): string;
  /** `immediate` is what a power cut leaves: no shutdown, recovery at the next start. */
  stop(how?: 'fast' | 'immediate'): Promise<void>;
  /** Again on the same data and port. */
  start(): Promise<void>;
  /** Stops it and deletes its data. */
  remove(): Promise<void>;
}

const relaxed = { fsync: 'off', full_page_writes: 'off', synchronous_commit: 'off' };
const always = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: 300,
  shared_buffers: '64MB',
  wal_level: 'minimal',
  max_wal_senders: 0,
  max_wal_size: '1GB',
  log_checkpoints: 'off',
  lc_messages: 'C',
};

/**
 * The server lives beside a shell that waits for its own input to end: however the parent dies, the pipe closes, the
 * server stops and its data goes. A parent that wants the data again says so.
 */
const GUARD = `
home=$1; shift
"$@" & server=$!
echo $server
read word
kill -INT $server 2> /dev/null
wait $server
[ "$word" = keep ] || rm -rf "$home"`;

export async function startPostgres(options: ServerOptions = {}): Promise<PostgresServer> {
  const identity = unprivileged();
  const home = mkdtempSync(join(tmpdir(), 'cauce-postgres-'));
  try {
    return await startIn(home, identity, options);
  } catch (error) {
    rmSync(home, { recursive: true, force: true });
    throw error;
  }
}

async function startIn(
  home: string,
  identity: Identity | undefined,
  options: ServerOptions,
): Promise<PostgresServer> {
  if (identity) chownSync(home, identity.uid, identity.gid);
  const bin = join(nativeFolder(home, identity), 'bin');
  const data = join(home, 'data');
  const as = { ...identity, cwd: home, env: { ...process.env, LC_ALL: 'C' } };
  const initial = ['-U', 'cauce', '-A', 'trust', '-E', 'UTF8', '--no-locale', '--no-sync'];
  execFileSync(join(bin, 'initdb'), ['-D', data, ...initial], { ...as, stdio: 'pipe' });
  const port = await freePort();
  const settings = { ...always, ...(!options.durable && relaxed), port, ...options.settings };
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const command = ['-c', GUARD, 'postgres', home, join(bin, 'postgres'), '-D', data, ...flags];
  let running: Running | undefined;

  const server: PostgresServer = {
    port,
    get pid() {
      return running?.pid ?? 0;
    },
    url: (database) => `postgres://cauce@127.0.0.1:${port}/${database}`,
    async start() {
      const shell = spawn('/bin/sh', command, { ...as, detached: true, stdio: 'pipe' });
      running = await ready(shell);
    },
    async stop(how = 'fast') {
      if (!running) return;
      const { shell, pid } = running;
      running = undefined;
      shell.ref();
      const ended = new Promise((resolve) => shell.once('close', resolve));
      process.kill(pid, how === 'fast' ? 'SIGINT' : 'SIGQUIT');
      shell.stdin.end('keep\n');
      await ended;
    },
    async remove() {
      await server.stop();
      rmSync(home, { recursive: true, force: true });
    },
  };
  await server.start();
  return server;
}

interface Running {
  shell: ChildProcessWithoutNullStreams;
  pid: number;
}

/** Resolves when connections are accepted. The server does not keep its parent from ending. */
async function ready(shell: ChildProcessWithoutNullStreams): Promise<Running> {
  let output = '';
  const pid = new Promise<number>((resolve) =>
    shell.stdout.once('data', (chunk) => resolve(Number(String(chunk).trim()))),
  );
  await new Promise<void>((resolve, reject) => {
    shell.stderr.on('data', (chunk) => {
      // Whoever asks too early fills the log; what it says later is read, so that it never waits for us, and dropped.
      output = (output + chunk).slice(-10_000);
      if (output.includes('ready to accept connections')) resolve();
    });
    shell.once('close', () => reject(new Error(`Expected PostgreSQL to start, but it ended:\n${output}`)));
  });
  shell.unref();
  for (const stream of [shell.stdin, shell.stdout, shell.stderr]) (stream as Socket).unref();
  return { shell, pid: await pid };
}
