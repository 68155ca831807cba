// Listeners: those at the end of a user task run; any other would be silence where the drawing promises something.
import type { ModdleElement } from 'bpmn-moddle';
import type { Gathered } from '../gather.ts';
import type { Report } from '../report.ts';
import { childrenOf, extensionOf, tagOf, textOf } from '../sourceNode.ts';

export function checkListeners(gathered: Gathered, report: Report): void {
  for (const source of [gathered.process, ...gathered.nodes.map((node) => node.source)]) {
    for (const listener of listenersOf(source)) {
      const event = textOf(listener, 'eventType') ?? '';
      const isEnd = listener.$type === 'zeebe:ExecutionListener' && event === 'end';
      if (isEnd && source.$type === 'bpmn:UserTask' && textOf(listener, 'type')) continue;
      report.warn('LISTENER_NOT_EXECUTED', { tag: tagOf(source), listener: tagOf(listener), event }, source);
    }
  }
}

function listenersOf(source: ModdleElement): ModdleElement[] {
  return ['zeebe:ExecutionListeners', 'zeebe:TaskListeners'].flatMap((type) => {
    const holder = extensionOf(source, type);
    return holder ? childrenOf(holder, 'listeners') : [];
  });
}
