// The product on a database: instances by many callers at once, each answer counted once it is committed.
import type { Variables } from '../core/json.ts';
import { type Cauce, createCauce } from '../index.ts';
import type { ActivatedJob, Principal } from '../runtime/engine.ts';
import type { Contestant } from './measure.ts';
import { answerTo } from './memory.ts';
import { ours, startVariables, type WorkloadName, workloadXml } from './workloads.ts';

const principal: Principal = { username: 'bench', kind: 'service', groups: [], roles: ['service'] };

/** Opens a product of its own with the drawings deployed. `database` is a file or an address. */
export async function openBench(
  database: string,
  names: readonly (WorkloadName | 'serviceTask')[],
  masterKey?: string,
): Promise<Cauce> {
  const cauce = await createCauce({ database, ...(masterKey !== undefined && { masterKey }) });
  const files = names.map((name) => ({
    name: `${name}.bpmn`,
    content: Buffer.from(workloadXml(name, ours)),
  }));
  const deployed = await cauce.engine.deploy(files, principal);
  if (deployed.ok) return cauce;
  await cauce.close();
  throw new Error(`Expected the drawings to deploy, but: ${JSON.stringify(deployed.problems)}`);
}

/** `callers` clients take whole instances; each waits for its answer before it asks again. */
export function durableInstances(
  cauce: Cauce,
  name: WorkloadName,
  options: { count: number; callers: number; label: string; variables?: Variables; warmUp?: number },
): Contestant {
  const { count, callers, label, variables = startVariables(name), warmUp = 0 } = options;
  return {
    name: label,
    unit: 'instance',
    count,
    warmUp: Math.max(Math.ceil(count / 4), warmUp),
    settings: { callers },
    async run(instances) {
      let left = instances;
      await together(callers, async () => {
        while (left-- > 0) await oneInstance(cauce, name.toLowerCase(), variables);
      });
    },
  };
}

async function oneInstance({ engine }: Cauce, processId: string, variables: Variables): Promise<void> {
  let outcome = await engine.start({ processId, variables, principal });
  for (;;) {
    if (!outcome.ok) throw new Error(`Expected a committed step, but: ${JSON.stringify(outcome)}`);
    if (outcome.events.at(-1)?.type === 'instanceCompleted') return;
    // Branches answer in one batch each, as people do.
    const commands = outcome.events.flatMap((event) => answerTo(event) ?? []);
    if (commands.length === 0) throw new Error('Expected something to answer, but the instance waits');
    const key = outcome.instanceKey;
    for (const command of commands) outcome = await engine.execute(key, [command], { principal });
  }
}

/** One service task with a payload, its job leased and completed by a worker, as Camunda's published figure has it. */
export function serviceTasks(
  cauce: Cauce,
  { count, callers, label }: { count: number; callers: number; label: string },
): Contestant {
  const variables = startVariables('serviceTask');
  return {
    name: label,
    unit: 'instance',
    count,
    settings: { callers, workers: 2, payloadBytes: 500 },
    async run(instances) {
      let toStart = instances;
      let toComplete = instances;
      const clients = together(callers, async () => {
        while (toStart-- > 0) {
          const outcome = await cauce.engine.start({ processId: 'servicetask', variables, principal });
          if (!outcome.ok) throw new Error(`Expected a start, but: ${JSON.stringify(outcome)}`);
        }
      });
      const workers = together(2, async () => {
        while (toComplete > 0) {
          const jobs = await cauce.engine.activateJobs({
            type: 'notify',
            worker: 'bench',
            timeout: 60_000,
            maxJobsToActivate: callers,
            requestTimeout: 200,
          });
          toComplete -= jobs.length;
          await Promise.all(jobs.map((job) => completeJob(cauce, job)));
        }
      });
      await Promise.all([clients, workers]);
    },
  };
}

/** As a worker does that may have lost its lease meanwhile. */
async function completeJob(cauce: Cauce, { key, epoch }: ActivatedJob): Promise<void> {
  const outcome = await cauce.engine.completeJob(key, {}, { principal }, epoch);
  if (!outcome.ok) throw new Error(`Expected a completed job, but: ${JSON.stringify(outcome)}`);
}

async function together(callers: number, work: () => Promise<void>): Promise<void> {
  await Promise.all(Array.from({ length: callers }, work));
}
