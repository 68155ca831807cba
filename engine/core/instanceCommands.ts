// Commands about the instance as a whole: created, canceled, its variables set, its incidents resolved.
import type { Handlers } from './commandHandlers.ts';
import { continueStep, queueTokens } from './continuation.ts';
import { endInstance } from './errors.ts';
import { enter, finish, run } from './lifecycle.ts';
import type { Incident } from './state.ts';
import { emit, instanceOf, isLive, nodeOf, reject, type Step, touch } from './step.ts';
import { lookUp } from './table.ts';
import { active, checkNames } from './targets.ts';
import { propagate, setLocal } from './variables.ts';

export const instanceCommands = {
  createInstance(step, command) {
    if (step.draft.status !== 'none') reject('INSTANCE_EXISTS', { key: step.draft.key });
    const start = command.startElement === undefined ? undefined : step.exe.nodes.get(command.startElement);
    if (command.startElement !== undefined && start?.model?.type !== 'startEvent')
      reject('START_EVENT_NOT_FOUND', { element: command.startElement, process: command.processId });
    checkNames(command.variables);
    emit(step, {
      type: 'instanceCreated',
      key: command.key,
      processId: command.processId,
      ...(command.definitionKey !== undefined && { definitionKey: command.definitionKey }),
      rootKey: command.rootKey ?? command.key,
      ...(command.businessKey !== undefined && { businessKey: command.businessKey }),
      ...(command.parent && { parent: command.parent }),
      ...(command.hops !== undefined && { hops: command.hops }),
    });
    setLocal(step, command.key, command.variables);
    touch(step, command.key);
    for (const node of start ? [start] : step.exe.root.starts) enter(step, node, command.key);
  },
  cancelInstance(step) {
    active(step);
    endInstance(step);
  },
  setVariables(step, command) {
    active(step);
    checkNames(command.variables);
    if (!isLive(step, command.elementInstance))
      reject('ELEMENT_INSTANCE_NOT_FOUND', { key: command.elementInstance });
    if (command.local) setLocal(step, command.elementInstance, command.variables);
    else propagate(step, command.elementInstance, command.variables);
  },
  resolveIncident(step, command) {
    active(step);
    const incident = lookUp(step.draft.incidents, command.incident);
    if (!incident) reject('INCIDENT_NOT_FOUND', { key: command.incident });
    emit(step, { type: 'incidentResolved', key: incident.key });
    retry(step, incident);
  },
  continue: continueStep,
} satisfies Partial<Handlers>;

function retry(step: Step, incident: Incident): void {
  if (incident.retry === 'job') {
    const job = incident.job === undefined ? undefined : lookUp(step.draft.jobs, incident.job);
    if (job && job.retries === 0) emit(step, { type: 'jobUpdated', key: job.key, retries: 1 });
    return;
  }
  if (incident.retry === 'join') {
    touch(step, incident.owner);
    queueTokens(step);
    return;
  }
  const me = instanceOf(step, incident.owner);
  const node = nodeOf(step, me);
  if (incident.retry === 'complete') finish(step, me.key);
  else run(step, node, me.key, me.index === undefined ? node.behavior : node.inner);
}
