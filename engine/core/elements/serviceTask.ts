// Service task: a job for a worker or connector, or an expression; without any of them it is work for its lane.
import type { ElementBehavior } from '../behavior.ts';
import { isConnected } from '../connected.ts';
import type { Node } from '../executable.ts';
import type { Json } from '../json.ts';
import type { SourceNode } from '../model.ts';
import { runScript, scriptConfig } from '../scripts.ts';
import type { ElementInstance } from '../state.ts';
import type { Step } from '../step.ts';
import { headersIn } from '../taskHeaders.ts';
import { createJob, createUserTask } from '../work.ts';
import { formOf } from './receiveTask.ts';

export const serviceTask: ElementBehavior = {
  read(source) {
    const formId = formOf(source);
    return { ...workConfig(source), ...(formId !== undefined && { formId }) };
  },
  activate: (step, node, me) => workOrJob(step, node, me),
};

/** An expression that is evaluated in place, else a job. */
export function workConfig(source: SourceNode): { [name: string]: Json } {
  return scriptConfig(source) ?? jobConfig(source);
}

/** `zeebe:taskDefinition` with its headers. */
export function jobConfig(source: SourceNode): { [name: string]: Json } {
  const definition = source.extension('zeebe:TaskDefinition');
  const jobType = definition?.text('type');
  if (jobType === undefined || jobType === '') return {};
  const headers = headersIn(source.extension('zeebe:TaskHeaders'));
  return { jobType, retries: definition?.text('retries') ?? '3', headers };
}

export function workOrJob(step: Step, node: Node, me: ElementInstance): void {
  const { jobType: type, expression, headers } = node.model?.config ?? {};
  if (typeof expression === 'string') runScript(step, node, me, expression);
  else if (typeof type !== 'string') createUserTask(step, node, me, 'noImplementation');
  else if (!isConnected(step, type, (headers ?? {}) as { [name: string]: string }))
    createUserTask(step, node, me, 'connectorNotConfigured');
  else createJob(step, node, me);
}
