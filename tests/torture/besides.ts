// Other people's work beside a culprit: short cases walked through the product at a steady pace, and how long each took.
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Cauce, Principal } from '../../engine/index.ts';

export const worker: Principal = { username: 'ana', kind: 'user', groups: [], roles: ['staff'] };

export const calm = `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="calm_definitions" targetNamespace="urn:cauce:torture">
<bpmn:process id="calm" name="Calm" isExecutable="true"><bpmn:startEvent id="start"/><bpmn:userTask id="task"><bpmn:extensionElements><zeebe:userTask/></bpmn:extensionElements></bpmn:userTask><bpmn:endEvent id="end"/>
<bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="task"/><bpmn:sequenceFlow id="f2" sourceRef="task" targetRef="end"/></bpmn:process></bpmn:definitions>`;

export interface Besides {
  /** Cases that went from their start to their end. */
  cases: number;
  p50: number;
  p99: number;
  /** Milliseconds for which nothing else could run. */
  longestBlock: number;
}

/** Walks cases while `meanwhile` runs, and for `ms` at least; each second command follows from the first one's answer. */
export async function besides(
  { engine }: Cauce,
  { ms, walkers, pause }: { ms: number; walkers: number; pause: number },
  meanwhile: () => Promise<unknown> = async () => {},
): Promise<Besides> {
  const took: number[] = [];
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  const until = performance.now() + ms;
  let culprit = true;
  const busy = meanwhile().finally(() => {
    culprit = false;
  });
  const walk = async () => {
    while (culprit || performance.now() < until) {
      const begun = await timed(() => engine.start({ processId: 'calm', variables: {}, principal: worker }));
      const row = await engine.store
        .reader('cauce_user_tasks')
        .where({ instance_key: begun.instanceKey })
        .first('key');
      await timed(() => engine.completeUserTask(row.key, {}, { principal: worker }));
      await sleep(pause);
    }
  };
  await Promise.all([busy, ...Array.from({ length: walkers }, walk)]);
  delay.disable();
  took.sort((a, b) => a - b);
  const at = (share: number) => took[Math.min(took.length - 1, Math.floor(took.length * share))] ?? 0;
  return { cases: took.length / 2, p50: at(0.5), p99: at(0.99), longestBlock: delay.max / 1e6 };

  async function timed<T extends { ok: boolean }>(work: () => Promise<T>): Promise<Extract<T, { ok: true }>> {
    const begun = performance.now();
    const outcome = await work();
    took.push(performance.now() - begun);
    if (!outcome.ok) throw new Error(JSON.stringify(outcome));
    return outcome as Extract<T, { ok: true }>;
  }
}

export async function deployAll({ engine }: Cauce, drawings: string[]): Promise<void> {
  const files = drawings.map((xml, at) => ({ name: `p${at}.bpmn`, content: Buffer.from(xml) }));
  const outcome = await engine.deploy(files, worker);
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems));
}
