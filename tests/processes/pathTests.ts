// Walks cases through the shipped diagrams as a program that embeds the product would: `createCauce` on a real SQLite
// file, with a clock that stands still until nothing but a timer is left to wait for.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type Event,
  emptyState,
  fold,
  type InstanceState,
  type Variables,
  values,
} from '../../engine/core/index.ts';
import { type Cauce, createCauce, type Principal } from '../../engine/index.ts';
import { connectorOf } from '../../engine/jobs/index.ts';
import { diagrams, factsOf, type PathTest, processesFolder } from './facts.ts';
import { modelOf, shippedFolders } from './shipped.ts';

export interface Walked {
  status: InstanceState['status'];
  /** Nodes of the diagram in the order of their activation. */
  path: string[];
  /** Sequence flows that were taken. */
  taken: string[];
  incidents: { element: string; code: string }[];
  /** What it still waits for, by element. */
  waiting: string[];
}

export interface PathPlayer {
  walk(test: PathTest): Promise<Walked>;
  close(): Promise<void>;
}

/**
 * What a path takes for granted and a rule of the shipped folder decides: the facts that lead the rule there. Added to
 * the variables, or by element to what its visits give.
 */
export interface Leading {
  variables?: Variables;
  visits?: { [element: string]: Variables[] };
}

const by: Principal = { username: 'paths', kind: 'service', groups: [], roles: ['admin'] };
/** A Monday at ten in Bogotá, in a week without holidays. */
const START = Date.parse('2026-03-09T10:00:00-05:00');
/** Longer than any path needs; one that never settles is a failure, not a hang. */
const PATIENCE = 30_000;
const MOST_MOVES = 200;

export async function createPathPlayer(leading: { [test: string]: Leading } = {}): Promise<PathPlayer> {
  const folder = mkdtempSync(join(tmpdir(), 'cauce-paths-'));
  const clock = { now: START };
  const failures: unknown[] = [];
  const cauce = await createCauce({
    database: join(folder, 'cauce.db'),
    now: () => clock.now,
    linkUrl: 'http://127.0.0.1',
    log: (error) => void failures.push(error),
  });
  const histories = new Map<number, Event[]>();
  const states = new Map<number, InstanceState>();
  const waiters: (() => void)[] = [];
  cauce.engine.onCommitted((batches) => {
    for (const { instanceKey, events } of batches) {
      histories.set(instanceKey, [...(histories.get(instanceKey) ?? []), ...events]);
      states.set(instanceKey, fold(events, states.get(instanceKey) ?? emptyState()));
    }
    for (const goOn of waiters.splice(0)) goOn();
  });
  /** Problems by folder: those of one say nothing about the others. */
  const refused = new Map<string, unknown[]>();
  for (const name of shippedFolders) {
    const outcome = await cauce.deployFolder(join(processesFolder, name));
    if (!outcome.ok) refused.set(name, outcome.problems);
  }

  return {
    async walk(test) {
      const folder = diagrams.find(({ process }) => process === test.process)?.folder ?? '';
      const problems = refused.get(folder);
      if (problems) throw new Error(`Expected ${folder} to deploy, but ${JSON.stringify(problems)}`);
      const key = await begin(cauce, test, leading[test.id]?.variables);
      const visits = new Map<string, number>();
      for (let moves = 0; moves < MOST_MOVES; moves++) {
        await cauce.engine.settle(PATIENCE);
        const state = states.get(key);
        if (state?.status !== 'active' || !(await move(state, test, visits))) break;
      }
      if (failures.length > 0) throw new Error(`Expected nothing to fail, but ${failures.join('\n')}`);
      return walked(test.process, histories.get(key) ?? [], states.get(key) ?? emptyState());
    },
    async close() {
      await cauce.close();
      rmSync(folder, { recursive: true });
    },
  };

  /** One thing that can happen next: work, then a message, then the first timer. False: nothing can. */
  async function move(state: InstanceState, test: PathTest, visits: Map<string, number>): Promise<boolean> {
    const given = (element: string) => {
      const visit = visits.get(element) ?? 0;
      visits.set(element, visit + 1);
      const [own, led] = [test.per_visit_updates, leading[test.id]?.visits ?? {}];
      return { ...own[element]?.[visit], ...led[element]?.[visit] };
    };
    const [task] = values(state.userTasks);
    if (task) {
      const done = await cauce.engine.completeUserTask(task.key, given(task.element), { principal: by });
      if (!done.ok) throw new Error(`Expected ${task.element} to complete, but ${JSON.stringify(done)}`);
      return true;
    }
    const [job] = values(state.jobs);
    if (job) return work(job.key, job.jobType, given(job.element));
    const waiting = values(state.subscriptions);
    const message = waiting.find(({ kind }) => kind === 'message');
    if (message) {
      const { name = '', correlationKey = '', element } = message;
      await cauce.engine.publishMessage({ name, correlationKey, variables: given(element), principal: by });
      return true;
    }
    const due = waiting.flatMap(({ dueAt }) => dueAt ?? []).sort((a, b) => a - b)[0];
    if (due === undefined) return false;
    clock.now = Math.max(clock.now, due);
    return (await cauce.engine.fireDueTimers()) > 0;
  }

  /** Connectors of the product do their own jobs; any other is done here. */
  async function work(key: number, type: string, variables: Variables): Promise<boolean> {
    if (connectorOf(type))
      return new Promise((resolve) => {
        const patience = setTimeout(resolve, PATIENCE, false);
        waiters.push(() => {
          clearTimeout(patience);
          resolve(true);
        });
      });
    const request = { type, worker: by.username, timeout: PATIENCE, maxJobsToActivate: 1_000 };
    await cauce.engine.activateJobs(request);
    return (await cauce.engine.completeJob(key, variables, { principal: by })).ok;
  }
}

/** As it would begin: by its message where it has one, else at its start event. */
async function begin({ engine }: Cauce, test: PathTest, more: Variables = {}): Promise<number> {
  const variables = { ...test.variables, ...more };
  const diagram = diagrams.find(({ process }) => process === test.process);
  const model = diagram && (await modelOf(diagram));
  const start = model?.elements.find(({ type }) => type === 'startEvent');
  const [definition] = start?.eventDefinitions ?? [];
  const outcome =
    definition?.type === 'message'
      ? await engine.publishMessage({
          name: String(definition.config.name),
          correlationKey: '',
          variables,
          principal: by,
        })
      : await engine.start({
          processId: test.process,
          variables,
          principal: by,
          ...(start && { startElement: start.id }),
        });
  if (!outcome.ok || outcome.instanceKey === undefined)
    throw new Error(`Expected ${test.process} to start, but ${JSON.stringify(outcome)}`);
  return outcome.instanceKey;
}

function walked(process: string, events: Event[], state: InstanceState): Walked {
  const nodes = new Set(factsOf(process).nodes.map(({ id }) => id));
  const path: string[] = [];
  const taken: string[] = [];
  const incidents: Walked['incidents'] = [];
  for (const event of events) {
    const isVisit = event.type === 'elementActivated' && event.index === undefined;
    if (isVisit && nodes.has(event.element)) path.push(event.element);
    else if (event.type === 'elementCompleted') taken.push(...(event.taken ?? []));
    else if (event.type === 'incidentRaised') incidents.push(event);
  }
  const waiting = [state.userTasks, state.jobs, state.subscriptions].flatMap((table) =>
    values<{ element: string }>(table).map(({ element }) => element),
  );
  return { status: state.status, path, taken, incidents, waiting };
}
