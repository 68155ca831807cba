// A process that stands for a called one: it completes at once, with the variables that the test gives.
import type { ElementModel, ProcessModel, Variables } from '../core/index.ts';

export function mockedProcess(id: string, variables: Variables): ProcessModel {
  const names = Object.keys(variables);
  const nodes = ['start', ...names.map((_, index) => `set${index}`), 'end'];
  const node = (position: number): ElementModel => ({
    id: nodes[position] as string,
    name: '',
    type: position === 0 ? 'startEvent' : position === nodes.length - 1 ? 'endEvent' : 'scriptTask',
    parent: null,
    incoming: position === 0 ? [] : [`flow${position - 1}`],
    outgoing: position === nodes.length - 1 ? [] : [`flow${position}`],
    eventDefinitions: [],
    config: config(position),
  });
  const config = (position: number): ElementModel['config'] => {
    const name = names[position - 1];
    // JSON is FEEL as it stands.
    return name === undefined
      ? {}
      : { expression: `=${JSON.stringify(variables[name])}`, resultVariable: name };
  };
  return {
    format: 1,
    id,
    name: id,
    elements: nodes.map((_, position) => node(position)),
    flows: nodes.slice(1).map((target, index) => ({
      id: `flow${index}`,
      name: '',
      source: nodes[index] as string,
      target,
    })),
  };
}
