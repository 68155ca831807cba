// Measurements in Prometheus' format: requests by route, commits, and what the store says when somebody asks.
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { FigureReader, Figures } from './figures.ts';

export interface Measurements {
  /** After each answered request; `route` is the route as it was declared, never the address. */
  request(asked: { kind: 'api' | 'page' | 'other'; route: string; status: number; seconds: number }): void;
  /** After each commit. */
  committed(batches: readonly { events: readonly unknown[] }[]): void;
  /** Everything, as text, and the type of that text. */
  text(): Promise<{ text: string; type: string }>;
}

const buckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** Each named as the figure that it shows. */
const gauges: readonly [name: string, help: string, value: (figures: Figures) => number | null][] = [
  ['cauce_incidents_open', 'Incidents that wait for somebody', ({ incidents }) => incidents],
  ['cauce_jobs_waiting', 'Jobs that wait for a worker', ({ jobs }) => jobs],
  ['cauce_jobs_failing', 'Jobs that failed and will be tried again', ({ jobsFailing }) => jobsFailing],
  ['cauce_timers_late', 'Timers that should have fired a minute ago', ({ timersLate }) => timersLate],
  ['cauce_mails_queued', 'Mails that wait to be sent', ({ mailsQueued }) => mailsQueued],
  ['cauce_mails_failed', 'Mails that were given up', ({ mailsFailed }) => mailsFailed],
  ['cauce_sessions_open', 'Sessions that have not ended', ({ sessions }) => sessions],
  [
    'cauce_last_anchor_timestamp_seconds',
    'When the history was last signed',
    ({ anchorAt }) => seconds(anchorAt),
  ],
  ['cauce_last_backup_timestamp_seconds', 'When the last backup ended', ({ backupAt }) => seconds(backupAt)],
  ['cauce_database_bytes', 'Size of the database file', ({ databaseBytes }) => databaseBytes],
  ['cauce_database_log_bytes', 'Size of its write-ahead log', ({ logBytes }) => logBytes],
  ['cauce_disk_free_bytes', 'Free space where the database is', ({ diskFreeBytes }) => diskFreeBytes],
];

const seconds = (at: number | null): number | null => (at === null ? null : at / 1000);

export function createMeasurements(figures: FigureReader, release: string): Measurements {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  new Gauge({ name: 'cauce_release', help: 'The release', labelNames: ['version'], registers }).set(
    { version: release },
    1,
  );
  const requests = new Histogram({
    name: 'cauce_http_request_duration_seconds',
    help: 'Answered requests, by the route as it is declared',
    labelNames: ['kind', 'route', 'status'],
    buckets,
    registers,
  });
  const batches = new Counter({ name: 'cauce_batches_total', help: 'Batches committed', registers });
  const events = new Counter({ name: 'cauce_events_total', help: 'Events committed', registers });
  const shown = gauges.map(([name, help, value]) => ({ gauge: new Gauge({ name, help, registers }), value }));
  const children = new Map<string, { observe(seconds: number): void }>();

  return {
    request({ kind, route, status, seconds }) {
      const key = `${kind} ${status} ${route}`;
      let child = children.get(key);
      if (!child) {
        child = requests.labels({ kind, route, status: String(status) });
        children.set(key, child);
      }
      child.observe(seconds);
    },
    committed(all) {
      batches.inc(all.length);
      events.inc(all.reduce((sum, batch) => sum + batch.events.length, 0));
    },
    async text() {
      const found = await figures.read().catch(() => undefined);
      for (const { gauge, value } of shown) {
        // Unknown is no number: a store that is away must not look like one without incidents.
        gauge.set((found && value(found)) ?? Number.NaN);
      }
      return { text: await registry.metrics(), type: registry.contentType };
    },
  };
}
