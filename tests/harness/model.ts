// Process models written in a few lines, for tests of the core: `flow('start>task>end', {...})`.
import type { ElementModel, FlowModel, FlowNodeType, ProcessModel } from '../../engine/core/model.ts';

type Shape = Partial<ElementModel> & { type: FlowNodeType };

/** `paths` like `start>>a>>gw`, `gw[=x > 1]>>b`, `gw[default]>>c`: a flow's condition stands in brackets after its source. */
export function processModel(elements: { [id: string]: Shape }, ...paths: string[]): ProcessModel {
  const defaults = new Map<string, string>();
  const flows: FlowModel[] = [];
  for (const path of paths) {
    const parts = path.split('>>');
    for (let at = 0; at + 1 < parts.length; at++)
      flows.push(flowOf(parts[at] as string, parts[at + 1] as string, flows.length));
  }
  for (const flow of flows) {
    if (flow.condition !== 'default') continue;
    delete flow.condition;
    defaults.set(flow.source, flow.id);
  }
  const list = Object.entries(elements).map(
    ([id, shape]): ElementModel => ({
      id,
      name: id,
      parent: null,
      eventDefinitions: [],
      config: {},
      ...(defaults.has(id) && { defaultFlow: defaults.get(id) as string }),
      ...shape,
      incoming: flows.filter((flow) => flow.target === id).map((flow) => flow.id),
      outgoing: flows.filter((flow) => flow.source === id).map((flow) => flow.id),
    }),
  );
  return { format: 1, id: 'process', name: 'Process', elements: list, flows };
}

function flowOf(source: string, target: string, at: number): FlowModel {
  const [from = '', condition] = source.split('[');
  const to = target.split('[')[0] as string;
  return {
    id: `f${at}_${from}_${to}`,
    name: '',
    source: from,
    target: to,
    ...(condition !== undefined && { condition: condition.replace(/\]$/, '') }),
  };
}
