// Process models written in a few lines, for tests of the core: `flow('start>task>end', {...})`.
import type { ElementModel, FlowModel, FlowNodeType, ProcessModel } from '../../engine/core/model.ts';

type Shape = Partial<ElementModel> & { type: FlowNodeType };

/** `paths` like `start>a>gw`, `gw>b[=x > 1]>join`; a flow's condition stands in brackets after its source. */
export function processModel(elements: { [id: string]: Shape }, ...paths: string[]): ProcessModel {
  const flows: FlowModel[] = [];
  for (const path of paths) {
    const parts = path.split('>>');
    for (let at = 0; at + 1 < parts.length; at++)
      flows.push(flowOf(parts[at] as string, parts[at + 1] as string, flows.length));
  }
  const list = Object.entries(elements).map(
    ([id, shape]): ElementModel => ({
      id,
      name: id,
      parent: null,
      eventDefinitions: [],
      config: {},
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
