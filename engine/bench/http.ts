// User tasks completed over HTTP by many clients at once, beside an Express POST that does nothing, each in a process
// of its own; the clients share a third, whose work is kept small so that it limits neither.
import { type Child, launch } from './children.ts';
import {
  type Contestant,
  type Figure,
  type Measured,
  measure,
  type Spread,
  spread,
  type Tell,
} from './measure.ts';

export interface Ready {
  port: number;
  token: string;
  /** A path for each client to begin with. */
  paths: string[];
}

interface Load {
  /** Milliseconds of each answer. */
  latencies: number[];
  cpuMs: number;
}

export interface HttpOptions {
  database: string;
  clients: number;
  requests: number;
  rounds: number;
}

export async function http(options: HttpOptions, tell: Tell): Promise<Measured & { p99OverP50: Spread }> {
  const { clients, requests, rounds } = options;
  const children = [
    launch('httpProduct', [options.database, String(clients)]),
    launch('httpNothing', [String(clients)]),
    launch('httpClients', []),
  ] as const;
  const [product, nothing, load] = children;
  try {
    const [ours, theirs] = [await product.ask<Ready>({}), await nothing.ask<Ready>({})];
    const loads = { product: [] as Load[], nothing: [] as Load[] };
    const contestant = (
      name: string,
      server: Child,
      ready: Ready,
      kept: Load[],
      settings: object = {},
    ): Contestant => ({
      name,
      unit: 'request',
      count: requests,
      warmUp: 800,
      settings: { clients, ...settings },
      cpu: () => server.ask<number>({ cpu: true }),
      async run(count) {
        const done = await load.ask<Load & { paths: string[] }>({ ...ready, count });
        ready.paths = done.paths;
        kept.push(done);
      },
    });
    const measured = await measure(
      [
        // Opening a file refuses anything less.
        contestant('http.task.cauce', product, ours, loads.product, {
          journal_mode: 'wal',
          synchronous: 'FULL',
        }),
        contestant('http.task.express', nothing, theirs, loads.nothing),
      ],
      rounds,
      tell,
    );
    const p99OverP50 = withLatencies(measured.figures['http.task.cauce'], loads.product);
    withLatencies(measured.figures['http.task.express'], loads.nothing);
    return { ...measured, p99OverP50 };
  } finally {
    await Promise.all(children.map((child) => child.stop()));
  }
}

/** The first round was to warm up. */
function withLatencies(figure: Figure | undefined, loads: Load[]): Spread {
  const rounds = loads.slice(1);
  const sorted = rounds.map(({ latencies }) => [...latencies].sort((one, other) => one - other));
  const at = (part: number) =>
    spread(
      sorted.map((list) => list[Math.min(list.length - 1, Math.floor(list.length * part))] ?? Number.NaN),
    );
  const ratio = spread(
    sorted.map((list) => (list[Math.floor(list.length * 0.99)] ?? 0) / (list[list.length >> 1] ?? 1)),
  );
  // The clients' own work: far below the servers', so that it limits neither.
  const clientCpuMs = spread(rounds.map(({ cpuMs, latencies }) => cpuMs / latencies.length));
  if (figure) Object.assign(figure, { p50Ms: at(0.5), p99Ms: at(0.99), clientCpuMs });
  return ratio;
}
