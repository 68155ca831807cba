// Script task: a FEEL expression (`zeebe:script`) whose result becomes a variable; other formats are jobs.
import type { ElementBehavior } from '../behavior.ts';
import { finish } from '../lifecycle.ts';
import { forbiddenName, isForbiddenName } from '../names.ts';
import { evaluate, raise } from '../step.ts';
import { takeResults } from '../variables.ts';
import { jobConfig, workOrJob } from './serviceTask.ts';

export const scriptTask: ElementBehavior = {
  read(source) {
    const script = source.extension('zeebe:Script');
    const expression = script?.text('expression');
    if (expression !== undefined) return { expression, resultVariable: script?.text('resultVariable') ?? '' };
    const job = jobConfig(source);
    const format = source.text('scriptFormat');
    if (job.jobType !== undefined || format === undefined || source.text('script') === undefined) return job;
    return { jobType: `script:${format}`, retries: '3', headers: { script: source.text('script') ?? '' } };
  },
  activate(step, node, me) {
    const { expression, resultVariable } = node.model?.config ?? {};
    if (typeof expression !== 'string') return workOrJob(step, node, me);
    if (typeof resultVariable === 'string' && isForbiddenName(resultVariable))
      return raise(step, me.key, 'activate', forbiddenName(resultVariable));
    const result = evaluate(step, expression, me.key);
    if (!result.ok) return raise(step, me.key, 'activate', result);
    if (typeof resultVariable === 'string' && resultVariable !== '')
      takeResults(step, node.model, me.key, { [resultVariable]: result.value });
    finish(step, me.key);
  },
};
