// The engines that are measured beside this product. One that cannot run a workload gives nothing for it.
import * as bpmnEngine from './bpmnEngine.mjs';
import * as bpmnServer from './bpmnServer.mjs';
import * as wfjs from './wfjs.mjs';

const all = [bpmnEngine, wfjs, bpmnServer];

export async function memoryPeers(workload, quick) {
  const lists = await Promise.all(all.map((peer) => peer.memory(workload, quick)));
  return lists.flat();
}

export async function durablePeers(workload, options) {
  const lists = await Promise.all(all.map((peer) => peer.durable?.(workload, options) ?? []));
  return lists.flat();
}

export async function closePeers() {
  await bpmnServer.close();
}
