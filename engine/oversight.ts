// What lets people see how the product fares: its log, its measurements, what is stuck or full, and its backups.
import { type Backups, createBackups } from './backups.ts';
import type { AnsweredRequest } from './http/metrics.ts';
import { createLog, type Log } from './logging/log.ts';
import { createFigureReader, type FigureReader } from './monitoring/figures.ts';
import { createMeasurements, type Measurements } from './monitoring/measurements.ts';
import type { CauceOptions } from './options.ts';
import type { DurableRuntime } from './runtime/durableRuntime.ts';
import type { OpenStore } from './store/openStore.ts';

/** What the pages show of it. */
export interface Oversight {
  readonly figures: FigureReader;
  readonly backups: Backups;
  readonly release: string;
  /** When this process began to serve. */
  readonly since: number;
}

export interface OversightParts extends Oversight {
  readonly log: Log;
  /** What the web application hands to it and gives out of it. */
  readonly http: {
    log: Log['failure'];
    answered(request: AnsweredRequest): void;
    metrics: { measurements: Measurements; token: string | undefined };
  };
  /** Told of what is committed from now on. */
  watch(engine: DurableRuntime): void;
}

export function createOversight(
  store: OpenStore,
  options: CauceOptions,
  { now, release }: { now(): number; release: string },
): OversightParts {
  const log = createLog({ format: options.logFormat ?? 'text', now, write: options.writeLog });
  const figures = createFigureReader(store, now);
  const measurements = createMeasurements(figures, release);
  const backups = createBackups({
    store,
    folder: options.backupFolder,
    keysFolder: options.backupKeysFolder,
    everyHours: options.backupHours,
    keep: options.backupKeep,
    now,
    log: options.log ?? log.problem,
  });
  return {
    figures,
    backups,
    release,
    since: now(),
    log,
    http: {
      log: log.failure,
      answered(request) {
        measurements.request(request);
        log.request(request);
      },
      metrics: { measurements, token: options.metricsToken },
    },
    watch(engine) {
      engine.onCommitted(measurements.committed);
    },
  };
}
