// Where the running cases of a version stand: read in pages, cases that stand in the same places put together.
import { executableOf, type ProcessModel } from '../../core/index.ts';
import type { OpenStore } from '../../store/openStore.ts';
import {
  countRunning,
  flowsTaken,
  type RunningOf,
  runningAfter,
  type Standing,
  standings,
} from '../../store/runningCases.ts';
import type { Census, Configuration, Progress } from './contract.ts';

const PAGE = 2_000;

/** `progress` is told as pages are read. */
export async function takeCensus(
  store: OpenStore,
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
  return { at: now, cases: progress.seen, configurations };
}

interface Places {
  root: string;
  order: ReadonlyMap<string, number>;
  /** Flows into joins, with their join. */
  joins: ReadonlyMap<string, string>;
  /** Elements that matter when they have ended, too: joins, and what can be undone. */
  ended: string[];
}

const JOINS = new Set(['parallelGateway', 'inclusiveGateway', 'complexGateway']);

function placesOf(model: ProcessModel): Places {
  const { nodes } = executableOf(model);
  const joins = new Map<string, string>();
  for (const node of nodes.values())
    if (JOINS.has(node.model?.type ?? '') && node.incoming.length > 1)
      for (const flow of node.incoming) joins.set(flow.id, node.id);
  const undone = [...nodes.values()].filter((node) => node.undoneBy || node.undoneInside);
  return {
    root: model.id,
    order: new Map(model.elements.map(({ id }, at) => [id, at])),
    joins,
    ended: [...new Set([...joins.values(), ...undone.map(({ id }) => id)])],
  };
}

async function placesIn(
  store: OpenStore,
  keys: readonly number[],
  { root, order, joins, ended }: Places,
): Promise<Map<number, { elements: string[]; flows: string[] }>> {
  const rows = await standings(store, keys, ended);
  const taken = await flowsTaken(store, keys, [...joins.keys()]);
  const byCase = new Map<number, Standing[]>(keys.map((key) => [key, []]));
  for (const row of rows) byCase.get(row.instanceKey)?.push(row);
  const flows = new Map<number, string[]>();
  for (const { instanceKey, flow, count } of taken) {
    const join = joins.get(flow);
    const fired = byCase.get(instanceKey)?.filter(({ element }) => element === join).length ?? 0;
    if (count > fired) flows.set(instanceKey, [...(flows.get(instanceKey) ?? []), flow]);
  }
  const place = (id: string) => order.get(id.replace(/^~/, '')) ?? -1;
  return new Map(
    [...byCase].map(([key, found]) => {
      // What has ended and may be undone is told apart from what is active.
      const names = found
        .filter(({ element, active }) => element !== root && (active || order.has(element)))
        .filter(({ element, active }) => active || !joinsHave(joins, element))
        .map(({ element, active }) => (active ? element : `~${element}`));
      const elements = [...new Set(names)].sort((a, b) => place(a) - place(b));
      return [key, { elements, flows: (flows.get(key) ?? []).sort() }];
    }),
  );
}

function joinsHave(joins: ReadonlyMap<string, string>, element: string): boolean {
  for (const join of joins.values()) if (join === element) return true;
  return false;
}
