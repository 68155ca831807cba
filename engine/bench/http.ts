// User tasks completed over HTTP by many clients at once, beside an Express POST that does nothing, each in a process
// of its own; the clients share a third, whose work is kept small so that it limits neither.
import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import {
  type Contestant,
  type Figure,
  type Measured,
  measure,
  type Spread,
  spread,
  type Tell,
} from './measure.ts';

/** What each process says when it is ready; the rest is asked by message. */
interface Child {
  process: ChildProcess;
  ask<T>(message: object): Promise<T>;
  stop(): Promise<void>;
}

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

function launch(file: string, args: string[]): Child {
  const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
  const child = fork(fileURLToPath(new URL(`./${file}.${extension}`, import.meta.url)), args, {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    serialization: 'advanced',
    env: { ...process.env, NODE_ENV: 'production' },
  });
  return {
    process: child,
    ask: (message) =>
      new Promise((resolve, reject) => {
        const ended = (code: number | null) =>
          reject(new Error(`Expected ${file} to answer, but it ended (${code})`));
        child.once('exit', ended);
        child.once('message', (answer) => {
          child.off('exit', ended);
          resolve(answer as never);
        });
        child.send(message);
      }),
    stop: () =>
      new Promise((resolve) => {
        if (!child.connected) return resolve();
        child.once('exit', () => resolve());
        child.disconnect();
      }),
  };
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
    const latencies = { product: [] as number[][], nothing: [] as number[][] };
    const loads: Load[] = [];
    const contestant = (name: string, server: Child, ready: Ready, kept: number[][]): Contestant => ({
      name,
      unit: 'request',
      count: requests,
      settings: { clients },
      cpu: () => server.ask<number>({ cpu: true }),
      async run(count) {
        const done = await load.ask<Load & { paths: string[] }>({ ...ready, count });
        ready.paths = done.paths;
        kept.push(done.latencies);
        loads.push(done);
      },
    });
    const measured = await measure(
      [
        contestant('http.task.cauce', product, ours, latencies.product),
        contestant('http.task.express', nothing, theirs, latencies.nothing),
      ],
      rounds,
      tell,
    );
    const p99OverP50 = withLatencies(measured.figures['http.task.cauce'], latencies.product);
    withLatencies(measured.figures['http.task.express'], latencies.nothing);
    return { ...measured, p99OverP50 };
  } finally {
    await Promise.all(children.map((child) => child.stop()));
  }
}

/** The first round was to warm up. */
function withLatencies(figure: Figure | undefined, rounds: number[][]): Spread {
  const sorted = rounds.slice(1).map((list) => [...list].sort((one, other) => one - other));
  const at = (part: number) =>
    spread(
      sorted.map((list) => list[Math.min(list.length - 1, Math.floor(list.length * part))] ?? Number.NaN),
    );
  const ratio = spread(
    sorted.map((list) => (list[Math.floor(list.length * 0.99)] ?? 0) / (list[list.length >> 1] ?? 1)),
  );
  if (figure) Object.assign(figure, { p50Ms: at(0.5), p99Ms: at(0.99) });
  return ratio;
}
