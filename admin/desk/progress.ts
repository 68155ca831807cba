// How a case has come along as its requester sees it: the milestones reached, and what it waits for from them.
import type { ElementModel, HistoryBatch } from '../engine.ts';
import type { Visit } from '../visit.ts';
import { publicLanes } from './publicProcesses.ts';
import { type Case, numberOf, type Task, taskOf, textOf } from './rows.ts';

export interface Milestone {
  name: string;
  at: number;
  current: boolean;
}

export function capital(text: string): string {
  return text.charAt(0).toLocaleUpperCase() + text.slice(1);
}

/** How the case began: what the public sends is filed, what we begin by hand is opened. */
export function openedWords(visit: Visit, openedBy: string): string {
  return visit.t(openedBy === 'anonymous' || openedBy === 'public' ? 'tracking.filed' : 'cases.opened');
}

/** In order of arrival; the same state twice in a row is one. */
export function milestonesOf(history: HistoryBatch[], filed: string): Milestone[] {
  const reached: Milestone[] = [];
  for (const batch of history) {
    for (const event of batch.events) {
      if (event.type !== 'elementActivated' || event.milestone === undefined) continue;
      const name = capital(event.milestone);
      if (reached.at(-1)?.name !== name) reached.push({ name, at: batch.at, current: false });
    }
  }
  const [first] = history;
  if (reached.length === 0 && first) reached.push({ name: filed, at: first.at, current: false });
  const last = reached.at(-1);
  if (last) last.current = true;
  return reached;
}

/** What the case waits for from the public: a task to complete, or a message to send. */
export type Awaited =
  | { kind: 'task'; task: Task; element: ElementModel; definitionKey: number }
  | {
      kind: 'message';
      name: string;
      correlationKey: string;
      instanceKey: number;
      elementInstanceKey: number;
      element: ElementModel;
      definitionKey: number;
    };

async function elementIn(
  visit: Visit,
  definitionKey: number,
  elementId: string,
): Promise<ElementModel | undefined> {
  const [model, definition] = await Promise.all([
    visit.engine.model(definitionKey),
    visit.engine.store.find('process_definitions', { key: definitionKey }),
  ]);
  const element = model?.elements.find((each) => each.id === elementId);
  if (!element || element.lane === undefined || !definition) return undefined;
  const lanes = await publicLanes(visit, numberOf(definition.deployment_key));
  return lanes.has(element.lane) ? element : undefined;
}

async function awaitedTask(visit: Visit, rootKey: number): Promise<Awaited | undefined> {
  const { rows } = await visit.engine.store.search('user_tasks', {
    where: [
      { column: 'root_key', op: 'eq', value: rootKey },
      { column: 'state', op: 'eq', value: 'CREATED' },
    ],
    limit: 100,
  });
  for (const task of rows.map(taskOf)) {
    const element = await elementIn(visit, task.definitionKey, task.elementId);
    if (element) return { kind: 'task', task, element, definitionKey: task.definitionKey };
  }
  return undefined;
}

async function awaitedMessage(visit: Visit, rootKey: number): Promise<Awaited | undefined> {
  const { store } = visit.engine;
  const instances = await store.search('process_instances', {
    where: [
      { column: 'root_key', op: 'eq', value: rootKey },
      { column: 'state', op: 'eq', value: 'ACTIVE' },
    ],
    limit: 100,
  });
  for (const instance of instances.rows) {
    const definitionKey = numberOf(instance.definition_key);
    const { rows } = await store.search('message_subscriptions', {
      where: [
        { column: 'instance_key', op: 'eq', value: numberOf(instance.key) },
        { column: 'kind', op: 'eq', value: 'message' },
      ],
      limit: 100,
    });
    for (const row of rows) {
      const element = await elementIn(visit, definitionKey, textOf(row.element_id));
      if (!element || !['receiveTask', 'intermediateCatchEvent'].includes(element.type)) continue;
      return {
        kind: 'message',
        name: textOf(row.name),
        correlationKey: textOf(row.correlation_key),
        instanceKey: numberOf(row.instance_key),
        elementInstanceKey: numberOf(row.element_instance_key),
        element,
        definitionKey,
      };
    }
  }
  return undefined;
}

export async function awaitedOf(visit: Visit, found: Case): Promise<Awaited | undefined> {
  if (found.state !== 'ACTIVE') return undefined;
  return (await awaitedTask(visit, found.key)) ?? (await awaitedMessage(visit, found.key));
}
