// A call activity with an answer of its own stands for the process that it calls: nobody has to have that process.
import type { Json, ProcessModel } from '../core/index.ts';

const MARK = '?called ';

export function isStandIn(processId: string): boolean {
  return processId.startsWith(MARK);
}

/** Each answered call activity calls a process of one task, which bears its id and takes its answers. */
export function withStandIns(models: ProcessModel[], answers: { [element: string]: Json }): ProcessModel[] {
  const standIns: ProcessModel[] = [];
  const calling = models.map((model) => {
    const calls = new Set(
      model.elements
        .filter(({ id, type }) => type === 'callActivity' && Object.hasOwn(answers, id))
        .map(({ id }) => id),
    );
    if (calls.size === 0) return model;
    standIns.push(...[...calls].map(standIn));
    const elements = model.elements.map((each) =>
      calls.has(each.id) ? { ...each, config: { ...each.config, processId: MARK + each.id } } : each,
    );
    return { ...model, elements };
  });
  return [...calling, ...standIns];
}

function standIn(call: string): ProcessModel {
  const task = { id: call, name: '', type: 'userTask' as const, parent: null };
  return {
    format: 1,
    id: MARK + call,
    name: '',
    elements: [{ ...task, incoming: [], outgoing: [], eventDefinitions: [], config: {} }],
    flows: [],
  };
}
