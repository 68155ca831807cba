// Where the running cases of a version stand: read in pages, cases that stand in the same places put together.
import { executableOf, type ProcessModel, values } from '../../core/index.ts';
import type { OpenStore } from '../../store/openStore.ts';
import {
  countRunning,
  type RunningOf,
  runningAfter,
  type Standing,
  standings,
} from '../../store/runningCases.ts';
import type { InstanceCache } from '../instanceCache.ts';
import type { Census, Configuration, Progress } from './contract.ts';

const PAGE = 2_000;

type Cache = Pick<InstanceCache, 'current'>;

/** `progress` is told as pages are read. */
export async function takeCensus(
  { store, cache }: { store: OpenStore; cache: Cache },
  of: RunningOf,
  model: ProcessModel,
  now: number,
  progress: Pick<Progress<Census>, 'seen' | 'total'>,
): Promise<Census> {
  const { cases: total, last } = await countRunning(store, of);
  progress.total = total;
  const places = placesOf(model);
  const found = new Map<string, Configuration>();
  for (let after = 0; ; ) {
    const keys = await runningAfter(store, of, { after, upTo: last, limit: PAGE });
    if (keys.length === 0) break;
    for (const [key, { elements, flows }] of await placesIn(store, keys, places)) {
      const signature = JSON.stringify([elements, flows]);
      const known = found.get(signature);
      if (known) known.cases.push(key);
      else found.set(signature, { elements, flows, cases: [key] });
    }
    progress.seen += keys.length;
    after = keys.at(-1) as number;
  }
  const configurations = [...found.values()].sort((a, b) => b.cases.length - a.cases.length);
  for (const configuration of configurations)
    if (configuration.flows.length > 0)
      configuration.flows = await waitingFlows(cache, configuration, places.joins);
  return { at: now, cases: progress.seen, configurations };
}

interface Places {
  order: ReadonlyMap<string, number>;
  /** Flows into joins. */
  joins: { flow: string; from: string; join: string }[];
  undone: ReadonlySet<string>;
  /** Elements that matter when they have ended, too. */
  ended: string[];
}

const JOINS = new Set(['parallelGateway', 'inclusiveGateway', 'complexGateway']);

function placesOf(model: ProcessModel): Places {
  const { nodes } = executableOf(model);
  const joins = [...nodes.values()]
    .filter(({ model: element, incoming }) => JOINS.has(element?.type ?? '') && incoming.length > 1)
    .flatMap(({ id, incoming }) =>
      incoming.map((flow) => ({ flow: flow.id, from: flow.source.id, join: id })),
    );
  const undone = [...nodes.values()].filter((node) => node.undoneBy || node.undoneInside).map(({ id }) => id);
  return {
    order: new Map(model.elements.map(({ id }, at) => [id, at])),
    joins,
    undone: new Set(undone),
    ended: [...new Set([...joins.flatMap(({ from, join }) => [from, join]), ...undone])],
  };
}

async function placesIn(
  store: OpenStore,
  keys: readonly number[],
  { order, joins, undone, ended }: Places,
): Promise<Map<number, { elements: string[]; flows: string[] }>> {
  const byCase = new Map<number, Standing[]>(keys.map((key) => [key, []]));
  for (const row of await standings(store, keys, ended)) byCase.get(row.instanceKey)?.push(row);
  const place = (id: string) => order.get(id.replace(/^~/, '')) ?? -1;
  return new Map(
    [...byCase].map(([key, found]) => {
      const active = found.filter(({ element, state }) => state === 'ACTIVE' && order.has(element));
      // What has ended and may be undone is told apart from what is active.
      const ended = found.filter(({ element, state }) => state === 'COMPLETED' && undone.has(element));
      const names = [...active.map(({ element }) => element), ...ended.map(({ element }) => `~${element}`)];
      const elements = [...new Set(names)].sort((a, b) => place(a) - place(b));
      return [key, { elements, flows: maybeWaiting(found, joins) }];
    }),
  );
}

/** No read model holds the tokens at joins: more came by a flow's source than the join has begun with. */
function maybeWaiting(found: readonly Standing[], joins: Places['joins']): string[] {
  const count = (id: string, state?: Standing['state']) =>
    found.filter((row) => row.element === id && (state === undefined || row.state === state)).length;
  return joins
    .filter(({ from, join }) => count(from, 'COMPLETED') > count(join))
    .map(({ flow }) => flow)
    .sort();
}

/** As the live state of one of its cases says. */
async function waitingFlows(
  cache: Cache,
  { cases }: Configuration,
  joins: Places['joins'],
): Promise<string[]> {
  const live = await cache.current(cases[0] ?? 0);
  const tokens = new Set(live ? values(live.state.elements).flatMap((each) => [...each.tokens]) : []);
  return joins.map(({ flow }) => flow).filter((flow) => tokens.has(flow));
}
