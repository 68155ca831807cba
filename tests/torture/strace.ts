// System calls that fail on purpose: strace lets the Nth of a kind give an error, or kills the process at it.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

export interface Fault {
  /** Such as `fdatasync`. */
  call: string;
  /** Counted from 1. */
  at: number;
  /** `EIO`: this one fails. `EIO+`: this one and all that follow. `KILL`: the process ends before it is done. */
  how: 'EIO' | 'EIO+' | 'KILL';
}

/** What makes a file durable: SQLite writes with `pwrite64` and syncs with `fdatasync`, directories included. */
export const calls = ['fdatasync', 'fsync', 'pwrite64', 'ftruncate'];

/** Counters are kept for each thread: with one for all file work, the Nth is the same in every run. */
export const straceEnvironment = { UV_THREADPOOL_SIZE: '1' };

/** The beginning of a command line: what follows runs under strace, which writes to `log`. */
export function underStrace(log: string, fault?: Fault): string[] {
  const traced = fault ? fault.call : calls.join();
  // Its filter in the kernel spares stopping at every other call, but injects no signals.
  const quick = fault?.how === 'KILL' ? [] : ['--seccomp-bpf'];
  const args = ['strace', '-f', ...quick, '-qq', '-o', log, '-e', `trace=${traced}`, '-e', 'signal=none'];
  if (!fault) return args;
  const { call, at, how } = fault;
  const action = how === 'KILL' ? 'signal=KILL' : 'error=EIO';
  return [...args, '-e', `inject=${call}:${action}:when=${at}${how === 'EIO+' ? '+' : ''}`];
}

/** The same, but every sync takes so much longer: a disk on which much waits. The process is still the child itself. */
export function underSlowDisk(milliseconds: number): string[] {
  const syncs = 'fdatasync,fsync';
  const delay = `inject=${syncs}:delay_enter=${Math.round(milliseconds * 1_000)}`;
  const quiet = ['-qq', '-o', '/dev/null', '-e', 'signal=none'];
  return ['strace', '-D', '-f', '--seccomp-bpf', ...quiet, '-e', `trace=${syncs}`, '-e', delay];
}

/** How often each call happened in a run without faults: the highest count of one thread. */
export function countCalls(log: string): Map<string, number> {
  const threads = new Map<string, Map<string, number>>();
  for (const line of readFileSync(log, 'utf8').split('\n')) {
    const [, thread = '', call] = /^(\d+) +(\w+)\(/.exec(line) ?? [];
    if (call === undefined) continue;
    const counts = threads.get(thread) ?? new Map<string, number>();
    counts.set(call, (counts.get(call) ?? 0) + 1);
    threads.set(thread, counts);
  }
  const most = new Map<string, number>();
  for (const counts of threads.values())
    for (const [call, count] of counts) most.set(call, Math.max(most.get(call) ?? 0, count));
  return most;
}

/** Whether an error was given; a kill shows in how the process ended. */
export function wasInjected(log: string): boolean {
  return readFileSync(log, 'utf8').includes('(INJECTED)');
}

/** Throws where strace is missing or may not trace: then nothing was tortured, and that is a failure. */
export function requireStrace(): void {
  const tried = spawnSync('strace', ['-f', '-qq', '--seccomp-bpf', '-o', '/dev/null', 'true']);
  if (tried.status === 0) return;
  const why = tried.error?.message ?? tried.stderr.toString();
  throw new Error(`Expected strace but it does not run: ${why}. Install it: apt-get install strace`);
}
