// The core alone in memory: whole instances of each workload, executed one after another.
import { type Command, type Event, emptyState, execute, type ProcessModel } from '../core/index.ts';
import { KEYS_PER_INSTANCE } from '../core/limits.ts';
import { createPorts } from '../expressions/index.ts';
import { parseProcesses } from '../model/index.ts';
import { checkFeel } from '../runtime/checkFeel.ts';
import { FIRST_INSTANCE_NUMBER } from '../runtime/memoryRuntime.ts';
import type { Contestant } from './measure.ts';
import { ours, startVariables, type WorkloadName, workloadXml } from './workloads.ts';

/** What an event asks of people and workers; they answer at once. */
export function answerTo(event: Event): Command | undefined {
  if (event.type === 'userTaskCreated')
    return { type: 'completeUserTask', userTask: { key: event.key }, variables: {} };
  if (event.type === 'jobCreated') return { type: 'completeJob', job: event.key, variables: {} };
  return undefined;
}

export async function modelOf(name: WorkloadName): Promise<ProcessModel> {
  const xml = workloadXml(name, ours);
  const { processes, problems } = await parseProcesses(xml, `${name}.bpmn`, { checkFeel });
  if (processes[0]) return processes[0];
  throw new Error(`Expected ${name} to be executable, but found ${JSON.stringify(problems)}`);
}

export async function coreInMemory(name: WorkloadName, count: number): Promise<Contestant> {
  const model = await modelOf(name);
  const ports = createPorts();
  const variables = startVariables(name);
  const context = { at: 0, actor: 'bench', inputs: {} };
  let number = FIRST_INSTANCE_NUMBER;

  function instance(): void {
    let state = emptyState();
    const key = number++ * KEYS_PER_INSTANCE;
    const commands: Command[] = [{ type: 'createInstance', key, processId: model.id, variables }];
    for (let command = commands.pop(); command; command = commands.pop()) {
      const outcome = execute(model, state, command, context, ports);
      if (!('state' in outcome))
        throw new Error(`Expected ${command.type} to succeed, but: ${JSON.stringify(outcome)}`);
      state = outcome.state;
      for (const event of outcome.events) {
        const answer = answerTo(event);
        if (answer) commands.push(answer);
      }
    }
    if (state.status !== 'completed')
      throw new Error(`Expected ${name} to complete, but it is ${state.status}`);
  }

  return {
    name: `memory.${name}.cauce`,
    unit: 'instance',
    count,
    // The compiler of the JavaScript engine needs some thousands of calls before it is at its best.
    warmUp: Math.max(count, 3_000),
    run(instances) {
      for (let left = instances; left > 0; left--) instance();
    },
  };
}
