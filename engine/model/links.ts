// What a process names that lies outside its file: called processes, forms, decisions.
import type { ModdleElement } from 'bpmn-moddle';
import { calledProcess } from '../core/calledProcess.ts';
import { gather } from './gather.ts';
import type { GlobalTasks } from './globalTasks.ts';
import { extensionOf, extensionsOf, sourceNode, textOf } from './sourceNode.ts';

export interface LinkedResource {
  kind: 'process' | 'form' | 'decision' | 'calendar';
  id: string;
  elementId: string;
  elementName: string;
}

const LINKS = [
  { kind: 'form', type: 'zeebe:FormDefinition', attribute: 'formId' },
  { kind: 'decision', type: 'zeebe:CalledDecision', attribute: 'decisionId' },
] as const;

/** Ids given by an expression are known only when it is evaluated, and are left out. */
export function linkedResources(processes: ModdleElement[], globals: GlobalTasks): LinkedResource[] {
  const links: LinkedResource[] = processes.flatMap((process) =>
    promised(process, textOf(process, 'id') ?? ''),
  );
  for (const { source, id: elementId } of processes.flatMap((process) => gather(process).nodes)) {
    const elementName = textOf(source, 'name') ?? '';
    for (const { kind, type, attribute } of LINKS) {
      const extension = extensionOf(source, type);
      const id = extension && textOf(extension, attribute);
      if (id && !id.startsWith('=')) links.push({ kind, id, elementId, elementName });
    }
    links.push(...promised(source, elementId));
    const called = source.$type === 'bpmn:CallActivity' ? calledProcess(sourceNode(source)) : undefined;
    if (called && !called.startsWith('=') && !globals.has(called))
      links.push({ kind: 'process', id: called, elementId, elementName });
  }
  return links;
}

/** The calendars and decisions by which service levels are counted. */
function promised(source: ModdleElement, elementId: string): LinkedResource[] {
  const elementName = textOf(source, 'name') ?? '';
  return extensionsOf(source).flatMap((sla): LinkedResource[] => {
    if (sla.$type !== 'cauce:Sla') return [];
    const calendar = textOf(sla, 'calendar')?.trim();
    const decision = /^decision:\s*(\S+)$/.exec(textOf(sla, 'target')?.trim() ?? '')?.[1];
    return [
      ...(calendar ? [{ kind: 'calendar' as const, id: calendar, elementId, elementName }] : []),
      ...(decision ? [{ kind: 'decision' as const, id: decision, elementId, elementName }] : []),
    ];
  });
}
