// What a deployment holds, read back from the store, so that a repeated request gets the same answer.
import { z } from 'zod';
import type { DeployedDefinition } from '../../runtime/engine.ts';
import type { OpenStore } from '../../store/openStore.ts';
import { integer, text } from '../rows.ts';
import { keyShape } from '../shapes.ts';

const tenantId = z.string();
const version = z.number();
const name = z.string();

export const deploymentShape = z.object({
  deploymentKey: keyShape,
  tenantId,
  deployments: z.array(
    z.object({
      processDefinition: z
        .object({
          processDefinitionId: name,
          processDefinitionVersion: version,
          resourceName: name,
          tenantId,
          processDefinitionKey: keyShape,
        })
        .nullable(),
      decisionDefinition: z
        .object({
          decisionDefinitionId: name,
          version,
          name,
          tenantId,
          decisionRequirementsId: name,
          decisionDefinitionKey: keyShape,
          decisionRequirementsKey: keyShape,
        })
        .nullable(),
      decisionRequirements: z
        .object({
          decisionRequirementsId: name,
          decisionRequirementsName: name,
          version,
          resourceName: name,
          tenantId,
          decisionRequirementsKey: keyShape,
        })
        .nullable(),
      form: z.object({ formId: name, version, resourceName: name, tenantId, formKey: keyShape }).nullable(),
      resource: z
        .object({ resourceId: name, resourceName: name, version, tenantId, resourceKey: keyShape })
        .nullable(),
    }),
  ),
});

type Entry = z.output<typeof deploymentShape>['deployments'][number];

const none: Entry = {
  processDefinition: null,
  decisionDefinition: null,
  decisionRequirements: null,
  form: null,
  resource: null,
};

/** A drawing of decisions has no row of its own: its resource's key stands for it. */
export async function requirementsKey(
  store: OpenStore,
  deploymentKey: number,
  resource: string,
): Promise<string> {
  const row: { key: number | string } | undefined = await store
    .reader('cauce_resources')
    .where({ deployment_key: deploymentKey, name: resource })
    .first('key');
  return String(row?.key ?? 0);
}

async function decisionEntries(store: OpenStore, definition: DeployedDefinition): Promise<Entry[]> {
  const tenant = store.tenant;
  const row = (await store.find('decision_definitions', { key: definition.key })) ?? {};
  const key = await requirementsKey(store, integer(row, 'deployment_key'), text(row, 'resource_name'));
  const { id, version, name, resourceName } = definition;
  const decisionRequirementsId = text(row, 'requirements_id');
  return [
    {
      ...none,
      decisionDefinition: {
        decisionDefinitionId: id,
        version,
        name,
        tenantId: tenant,
        decisionRequirementsId,
        decisionDefinitionKey: String(definition.key),
        decisionRequirementsKey: key,
      },
    },
    {
      ...none,
      decisionRequirements: {
        decisionRequirementsId,
        decisionRequirementsName: text(row, 'requirements_name'),
        version,
        resourceName,
        tenantId: tenant,
        decisionRequirementsKey: key,
      },
    },
  ];
}

async function entriesOf(store: OpenStore, definition: DeployedDefinition): Promise<Entry[]> {
  const { id, version, resourceName } = definition;
  const tenantId = store.tenant;
  const key = String(definition.key);
  switch (definition.kind) {
    case 'process': {
      const processDefinition = {
        processDefinitionId: id,
        processDefinitionVersion: version,
        resourceName,
        tenantId,
        processDefinitionKey: key,
      };
      return [{ ...none, processDefinition }];
    }
    case 'decision':
      return decisionEntries(store, definition);
    case 'form':
      return [{ ...none, form: { formId: id, version, resourceName, tenantId, formKey: key } }];
    case 'resource':
      return [{ ...none, resource: { resourceId: id, resourceName, version, tenantId, resourceKey: key } }];
  }
}

export async function deploymentAnswer(store: OpenStore, key: number, definitions: DeployedDefinition[]) {
  const entries: Entry[] = [];
  const drawings = new Set<string>();
  for (const definition of definitions) {
    for (const entry of await entriesOf(store, definition)) {
      // Many decisions of one drawing name it once.
      const drawing = entry.decisionRequirements?.decisionRequirementsKey;
      if (drawing && drawings.has(drawing)) continue;
      if (drawing) drawings.add(drawing);
      entries.push(entry);
    }
  }
  return { deploymentKey: String(key), tenantId: store.tenant, deployments: entries };
}
