// Which automatic work the drawings of a folder ask for: job types, and the steps that need them.
import type { ElementModel } from '../core/index.ts';
import type { Resource } from './engine.ts';
import { readResources } from './readResources.ts';

export interface ConnectorUse {
  type: string;
  resource: string;
  elementId: string;
  elementName: string;
  /** Where the step calls, as it is drawn: secrets stand in it by name. */
  address?: string;
}

export async function connectorUses(resources: readonly Resource[]): Promise<ConnectorUse[]> {
  const drawings = resources.filter(({ name }) => /\.(bpmn|xml)$/i.test(name));
  const { processes } = await readResources(drawings, () => []);
  return processes.flatMap(({ model, resource }) =>
    model.elements.flatMap((element) => useOf(element, resource.name) ?? []),
  );
}

function useOf({ id, name, config }: ElementModel, resource: string): ConnectorUse | undefined {
  const { jobType, headers } = config;
  if (typeof jobType !== 'string') return undefined;
  const { url } = (headers ?? {}) as { [header: string]: unknown };
  return {
    type: jobType,
    resource,
    elementId: id,
    elementName: name || id,
    ...(typeof url === 'string' && { address: url }),
  };
}
