// Two servers of one cluster, of which one may be gone or stand still; clients ask any that is there.
import type { ServerProcess } from './serverProcess.ts';

export interface TwoServers {
  at(place: number): ServerProcess;
  /** Of a server that is there. */
  address(): Promise<string>;
  /** SIGKILL or SIGSTOP. */
  silence(place: number, how: 'kill' | 'stop'): Promise<void>;
  /** A new server, or SIGCONT. */
  bringBack(place: number, how: 'kill' | 'stop'): Promise<void>;
  /** What all of them wrote to their standard error, those that are gone included. */
  complaints(): string;
  /** In order. */
  stop(): Promise<void>;
  kill(): Promise<void>;
}

export async function createTwoServers(start: () => Promise<ServerProcess>): Promise<TwoServers> {
  const all: ServerProcess[] = [];
  const started = async () => {
    const server = await start();
    all.push(server);
    return server;
  };
  const servers = [await started(), await started()];
  const silent = new Set<number>();
  const at = (place: number) => servers[place] as ServerProcess;

  return {
    at,
    async address() {
      const there = [0, 1].filter((place) => !silent.has(place));
      return at(there[Math.floor(Math.random() * there.length)] ?? 0).url;
    },
    async silence(place, how) {
      silent.add(place);
      if (how === 'kill') await at(place).kill();
      else process.kill(at(place).pid, 'SIGSTOP');
    },
    async bringBack(place, how) {
      if (how === 'kill') servers[place] = await started();
      else process.kill(at(place).pid, 'SIGCONT');
      silent.delete(place);
    },
    complaints: () => all.map((server) => server.complaints()).join('\n'),
    async stop() {
      await Promise.all(servers.map((server) => server.stop()));
    },
    async kill() {
      for (const place of silent) if (place in servers) resume(at(place).pid);
      await Promise.all(servers.map((server) => server.kill()));
    },
  };
}

function resume(pid: number): void {
  try {
    process.kill(pid, 'SIGCONT');
  } catch {
    // It is gone already.
  }
}
