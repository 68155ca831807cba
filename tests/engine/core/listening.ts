// Elements with listeners, and what their jobs heard.
import { values } from '../../../engine/core/index.ts';
import type { Json } from '../../../engine/core/json.ts';
import { processModel } from '../../harness/model.ts';
import type { Play } from '../../harness/play.ts';
import { end, start, user } from '../../harness/shapes.ts';

export const listener = (jobType: string, headers: { [name: string]: string } = {}) => ({
  jobType,
  retries: '3',
  headers,
});

export const ask = (listeners: Json, more: { [name: string]: Json } = {}) =>
  processModel(
    { s: start, ask: { ...user, ...more, config: { endListeners: listeners } }, next: user, e: end },
    's>>ask>>next>>e',
  );

export const hears = (...jobTypes: string[]) => jobTypes.map((jobType) => listener(jobType));

/** Completes the one open job, and says which it was. */
export function heard(run: Play, given: { [name: string]: Json } = {}): string {
  const jobs = run.runtime.instances().flatMap((instance) => values(run.state(instance).jobs));
  const [job] = jobs;
  if (!job || jobs.length > 1) return `${jobs.length} jobs`;
  run.work(job.element, given);
  return `${job.element} ${job.jobType}`;
}
