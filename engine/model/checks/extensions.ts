// Extensions of Camunda 8 that are read, kept, and do nothing here: said, where the drawing expects something of them.
import type { ModdleElement } from 'bpmn-moddle';
import type { Gathered } from '../gather.ts';
import type { Report } from '../report.ts';
import { extensionsOf, tagOf, textOf } from '../sourceNode.ts';

const WITHOUT_EFFECT = new Set([
  'zeebe:LinkedResources',
  'zeebe:JobPriorityDefinition',
  'zeebe:AgentDefinition',
]);

export function checkExtensions(gathered: Gathered, report: Report): void {
  for (const source of [gathered.process, ...gathered.nodes.map((node) => node.source)]) {
    for (const extension of extensionsOf(source)) {
      if (WITHOUT_EFFECT.has(extension.$type))
        report.warn('EXTENSION_WITHOUT_EFFECT', { extension: tagOf(extension), tag: tagOf(source) }, source);
      const binding = bindingOf(extension);
      if (binding !== undefined)
        report.warn('BINDING_WITHOUT_EFFECT', { extension: tagOf(extension), binding }, source);
    }
  }
}

/** Forms and decisions are those of the deployment, or the newest when it is made. */
function bindingOf(extension: ModdleElement): string | undefined {
  if (!['zeebe:FormDefinition', 'zeebe:CalledDecision'].includes(extension.$type)) return undefined;
  const binding = textOf(extension, 'bindingType');
  return binding === 'versionTag' ? binding : undefined;
}
