// Script task: a FEEL expression (`zeebe:script`) whose result becomes a variable; other formats are jobs.
import type { ElementBehavior } from '../behavior.ts';
import { scriptConfig } from '../scripts.ts';
import { jobConfig, workOrJob } from './serviceTask.ts';

export const scriptTask: ElementBehavior = {
  read(source) {
    const script = scriptConfig(source);
    if (script) return script;
    const job = jobConfig(source);
    const format = source.text('scriptFormat');
    if (job.jobType !== undefined || format === undefined || source.text('script') === undefined) return job;
    return { jobType: `script:${format}`, retries: '3', headers: { script: source.text('script') ?? '' } };
  },
  activate: (step, node, me) => workOrJob(step, node, me),
};
