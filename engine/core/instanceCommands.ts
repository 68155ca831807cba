// Commands about the instance as a whole: created, canceled, its variables set, its incidents resolved.

import { activateAdHoc } from './activateAdHoc.ts';
import type { Handlers } from './commandHandlers.ts';
import { continueStep } from './continuation.ts';
import { undeclared } from './data.ts';
import { endInstance } from './errors.ts';
import { goesOn, openHandlers } from './eventSubprocess.ts';
import { enterAt, isStart } from './instantiation.ts';
import { enter, record } from './lifecycle.ts';
import { MOST_KEYS } from './limits.ts';
import { listen } from './listeners.ts';
import { migrateInstance } from './migration.ts';
import { modifyInstance } from './modification.ts';
import { reopenInstance } from './reopening.ts';
import { retry } from './retries.ts';
import { emit, isLive, reject, type Step, touch } from './step.ts';
import { lookUp } from './table.ts';
import { active, checkNames } from './targets.ts';
import { propagate, setLocal } from './variables.ts';

export const instanceCommands = {
  createInstance(step, command) {
    if (step.draft.status !== 'none') reject('INSTANCE_EXISTS', { key: step.draft.key });
    const start = command.startElement === undefined ? undefined : step.exe.nodes.get(command.startElement);
    if (command.startElement !== undefined && !(start && isStart(start)))
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
    const { data } = step.exe.model;
    const declared = data ? undeclared(data.locals, command.variables) : undefined;
    setLocal(step, command.key, declared ? { ...declared, ...command.variables } : command.variables);
    touch(step, command.key);
    const { root } = step.exe;
    const at = placeOf(start?.id, command.startDefinition);
    if (root.startListeners === undefined || !listen(step, root, command.key, 'start', 0, at))
      begin(step, at);
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
  activateAdHoc,
  modifyInstance,
  reopenInstance,
  migrateInstance,
  resolveIncident(step, command) {
    active(step);
    const incident = lookUp(step.draft.incidents, command.incident);
    if (!incident) reject('INCIDENT_NOT_FOUND', { key: command.incident });
    if (incident.code === 'INSTANCE_TOO_LONG') reject(incident.code, { limit: MOST_KEYS });
    emit(step, { type: 'incidentResolved', key: incident.key });
    retry(step, incident);
  },
  continue: continueStep,
} satisfies Partial<Handlers>;

/** Where a process is to begin, as text: a listener's job carries it. Empty: at its starts. */
function placeOf(id: string | undefined, definition: number | undefined): string {
  if (id === undefined && definition === undefined) return '';
  return [id, definition].filter((each) => each !== undefined).join(' ');
}

/**
 * Begins the process itself, at its starts or at the one that was chosen: its id and the position of its definition. Where
 * what its event subprocesses wait for raised an incident, its starts are recorded and stand still: they say where a
 * retry begins.
 */
export function begin(step: Step, at: string): void {
  const { root, nodes } = step.exe;
  const { key } = step.draft;
  // Most begin where no place was chosen.
  const [id, definition] = at === '' ? [] : at.split(' ');
  const chosen = id === undefined ? undefined : nodes.get(id);
  const starts = chosen ? [chosen] : root.starts;
  const part = definition === undefined ? undefined : Number(definition);
  const opened = root.handlers ? openHandlers(step, root, key) : 'ready';
  if (opened === 'ready' && chosen) enterAt(step, chosen, key, part);
  else if (opened === 'ready')
    for (const [index, node] of starts.entries()) {
      if (index === 0 || goesOn(step, root, key)) enter(step, node, key);
    }
  else if (opened === 'incident') for (const node of starts) record(step, node, key);
}
