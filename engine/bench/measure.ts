// Measures contestants side by side: rounds in turn, so that all meet the same weather; CPU time beside wall time.

export interface Spread {
  median: number;
  min: number;
  max: number;
}

/** What one contestant did, a unit being e.g. an instance. */
export interface Figure {
  unit: string;
  perSecond: Spread;
  /** CPU milliseconds a unit, user and system, of the process that did the work. */
  cpuMs: Spread;
  rounds: number;
  /** Units in each round. */
  units: number;
  [setting: string]: unknown;
}

export interface Contestant {
  name: string;
  unit: string;
  /** Units a round. */
  count: number;
  run(count: number): Promise<void> | void;
  /** Not timed; before each round. */
  prepare?(count: number): Promise<void>;
  /** Not timed; after each round. */
  after?(): Promise<void>;
  /** CPU of another process that does the work, in milliseconds so far. Default: this process. */
  cpu?(): Promise<number>;
  /** Shown beside the figure. */
  settings?: { [name: string]: unknown };
  /** Units before the first round, so that code is compiled; default a quarter of a round. */
  warmUp?: number;
}

export interface Measured {
  figures: { [name: string]: Figure };
  /** Each round's units a second, and CPU milliseconds a unit. */
  rounds: { [name: string]: { perSecond: number; cpuMs: number }[] };
}

/** How far it is; round 0 warms up. */
export interface Progress {
  names: readonly string[];
  round: number;
  rounds: number;
}

export type Tell = (progress: Progress) => void;

/**
 * `slices`: turns that each contestant takes within a round, so that work of a second each meets the same weather on a
 * busy machine.
 */
export async function measure(
  contestants: Contestant[],
  rounds: number,
  tell: Tell,
  slices = 1,
): Promise<Measured> {
  const samples = new Map<string, { perSecond: number; cpuMs: number }[]>();
  for (const contestant of contestants) {
    const warmUp = contestant.warmUp ?? Math.ceil(contestant.count / 4);
    tell({ names: [contestant.name], round: 0, rounds });
    await contestant.prepare?.(warmUp);
    await contestant.run(warmUp);
    await contestant.after?.();
    samples.set(contestant.name, []);
  }
  for (let round = 1; round <= rounds; round++) {
    tell({ names: contestants.map(({ name }) => name), round, rounds });
    const spent = contestants.map(() => ({ ms: 0, cpuMs: 0, units: 0 }));
    for (let slice = 0; slice < slices; slice++)
      for (const [at, contestant] of contestants.entries())
        await timed(contestant, Math.ceil(contestant.count / slices), spent[at] as Spent);
    for (const [at, { name }] of contestants.entries()) {
      const { ms, cpuMs, units } = spent[at] as Spent;
      samples.get(name)?.push({ perSecond: units / (ms / 1000), cpuMs: cpuMs / units });
    }
  }
  const figures: Measured['figures'] = {};
  for (const { name, unit, count, settings } of contestants) {
    const taken = samples.get(name) ?? [];
    figures[name] = {
      unit,
      perSecond: spread(taken.map(({ perSecond }) => perSecond)),
      cpuMs: spread(taken.map(({ cpuMs }) => cpuMs)),
      rounds,
      units: count,
      ...settings,
    };
  }
  return { figures, rounds: Object.fromEntries(samples) };
}

interface Spent {
  ms: number;
  cpuMs: number;
  units: number;
}

async function timed(contestant: Contestant, count: number, spent: Spent): Promise<void> {
  const { run, prepare, after, cpu = ownCpu } = contestant;
  await prepare?.(count);
  const [cpuBefore, began] = [await cpu(), performance.now()];
  await run(count);
  spent.ms += performance.now() - began;
  spent.cpuMs += (await cpu()) - cpuBefore;
  spent.units += count;
  await after?.();
}

async function ownCpu(): Promise<number> {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

export function spread(list: readonly number[]): Spread {
  const sorted = [...list].sort((one, other) => one - other);
  const at = (index: number) => sorted[index] ?? Number.NaN;
  return { median: at(sorted.length >> 1), min: at(0), max: at(sorted.length - 1) };
}

/** How many times as much CPU the other needs a unit, round by round. */
export function timesLessCpu({ rounds }: Measured, name: string, than: string): Spread {
  return spread(pairs(rounds, name, than).map(([ours, other]) => other.cpuMs / ours.cpuMs));
}

/** How many times as many units a second as the other, round by round. */
export function timesFaster({ rounds }: Measured, name: string, than: string): Spread {
  return spread(pairs(rounds, name, than).map(([ours, other]) => ours.perSecond / other.perSecond));
}

function pairs(rounds: Measured['rounds'], name: string, than: string) {
  const others = rounds[than] ?? [];
  return (rounds[name] ?? []).flatMap((one, at) => {
    const other = others[at];
    return other ? [[one, other] as const] : [];
  });
}
