// What a scenario of Camunda 7 can ask about: open tasks, waiting subscriptions, timers, instances.
import {
  type ElementModel,
  type InstanceState,
  type Json,
  type ProcessModel,
  type Variables,
  values,
} from '../../../engine/core/index.ts';
import type { Subscription, UserTask } from '../../../engine/core/state.ts';
import type { Player } from '../player.ts';

export interface Step {
  op: string;
  as?: string;
  key?: string;
  name?: string;
  message?: string;
  mode?: string;
  variables?: Variables;
  businessKey?: string;
  correlationVariables?: Variables;
  expectError?: boolean;
  execution?: { filter: Filter };
  instance?: string;
  activity?: string;
  task?: string;
  tasks?: string;
  index?: number;
  orderBy?: string;
  filter?: Filter;
  count?: string;
  countOf?: string;
  ref?: string;
  captured?: string;
  variable?: string;
  field?: string;
  exists?: boolean;
  equals?: Json;
  value?: Json;
  ms?: number;
}

export interface Filter {
  name?: string;
  key?: string;
  instance?: string;
  assignee?: string;
  candidateGroup?: string;
  candidateUser?: string;
  activity?: string;
  message?: string;
  signal?: string;
  type?: string;
  finished?: boolean;
}

export interface OpenTask extends UserTask {
  instanceKey: number;
  name: string;
}

export interface Waiting extends Subscription {
  instanceKey: number;
}

export interface Desk {
  player: Player;
  models: ProcessModel[];
  /** Steps between transactions count as jobs in Camunda 7; here they are none. */
  isAsync: boolean;
  /** Who starts, where the test signs somebody in. */
  starter: string | undefined;
  /** Groups of people, where the test puts them into some. */
  groupsOf: { [username: string]: string[] };
  instances: Map<string, number>;
  tasks: Map<string, OpenTask[]>;
  counts: Map<string, number | undefined>;
  open(filter?: Filter, orderBy?: string): OpenTask[];
  waiting(filter?: Filter): Waiting[];
  active(): [number, InstanceState][];
  /** What Camunda 7 does without anybody: undefined and manual tasks, gateways that ask. */
  passOn(): Promise<void>;
}

/** A model that never rests is stopped after so many completions. */
const MOST_COMPLETIONS = 500;

export function createDesk(
  player: Player,
  models: ProcessModel[],
  facts: Pick<Desk, 'isAsync' | 'starter' | 'groupsOf'>,
): Desk {
  const elements = new Map(models.flatMap((model) => model.elements.map((each) => [each.id, each] as const)));
  const desk: Desk = {
    player,
    models,
    ...facts,
    instances: new Map(),
    tasks: new Map(),
    counts: new Map(),
    active: () => [...player.states()].filter(([, { status }]) => status === 'active'),
    open(filter = {}, orderBy) {
      const found = allTasks(desk, elements).filter(
        (task) => task.because === undefined && matches(desk, task, filter),
      );
      return orderBy === 'TaskName' ? found.sort((a, b) => (a.name < b.name ? -1 : 1)) : found;
    },
    waiting(filter = {}) {
      const inside = filter.instance === undefined ? undefined : desk.instances.get(filter.instance);
      return desk
        .active()
        .flatMap(([instanceKey, state]) =>
          values(state.subscriptions).map((each) => ({ ...each, instanceKey })),
        )
        .filter(({ instanceKey }) => inside === undefined || instanceKey === inside);
    },
    async passOn() {
      for (let at = 0; at < MOST_COMPLETIONS; at++) {
        const next = allTasks(desk, elements).find(({ because }) =>
          ['undefinedTask', 'manualTask', 'question'].includes(because ?? ''),
        );
        if (!next) return;
        const variables = unconditional(elements, next.asks);
        await player.submit(next.instanceKey, {
          type: 'completeUserTask',
          userTask: { key: next.key },
          variables,
        });
      }
    },
  };
  return desk;
}

/** A flow without a condition is open to Camunda 7: the first is taken, or each of them where several may be. */
function unconditional(elements: Map<string, ElementModel>, asks: readonly string[] = []): Variables {
  const variables: Variables = {};
  for (const id of asks) {
    const { options = [], multiple } = elements.get(id)?.question ?? {};
    const flows = options.map(({ flow }) => flow);
    variables[id] = multiple ? flows : (flows[0] ?? null);
  }
  return variables;
}

function allTasks(desk: Desk, elements: Map<string, ElementModel>): OpenTask[] {
  return desk
    .active()
    .flatMap(([instanceKey, state]) =>
      values(state.userTasks).map((task) => ({
        ...task,
        instanceKey,
        name: elements.get(task.element)?.name ?? '',
      })),
    )
    .sort((a, b) => a.key - b.key);
}

function matches(desk: Desk, task: OpenTask, filter: Filter): boolean {
  const { name, key, instance, assignee, candidateGroup, candidateUser } = filter;
  return (
    (name === undefined || task.name === name) &&
    (key === undefined || task.element === key) &&
    (instance === undefined || task.instanceKey === desk.instances.get(instance)) &&
    (assignee === undefined || task.assignee === assignee) &&
    (candidateGroup === undefined || isFree(task, task.candidateGroups, candidateGroup)) &&
    (candidateUser === undefined ||
      isFree(task, task.candidateUsers, candidateUser) ||
      (desk.groupsOf[candidateUser] ?? []).some((group) => isFree(task, task.candidateGroups, group)))
  );
}

/** Whose task it already is, it is nobody's to choose. */
function isFree({ assignee }: OpenTask, names: readonly string[] | undefined, wanted: string): boolean {
  return assignee === undefined && (names ?? []).includes(wanted);
}
