// Listeners that nobody ever calls would be silence where the drawing promises something.
import type { ModdleElement } from 'bpmn-moddle';
import { definitionName, definitionsOf, startsEventSubprocess } from '../buildElement.ts';
import type { Gathered, GatheredNode } from '../gather.ts';
import { eventOf } from '../listeners.ts';
import type { Report } from '../report.ts';
import { childrenOf, extensionOf, tagOf, textOf } from '../sourceNode.ts';

const TASK_EVENTS = ['creating', 'assigning', 'updating', 'completing'];

export function checkListeners(gathered: Gathered, report: Report): void {
  const executed = (source: ModdleElement, node: GatheredNode | undefined) => {
    for (const listener of listenersIn(source, 'zeebe:ExecutionListeners'))
      if (!isHeard(listener, node)) warn(listener, source, report);
  };
  executed(gathered.process, undefined);
  for (const node of gathered.nodes) {
    executed(node.source, node);
    for (const listener of listenersIn(node.source, 'zeebe:TaskListeners')) {
      const known = TASK_EVENTS.includes(eventOf(listener)) && textOf(listener, 'type');
      if (!known || node.source.$type !== 'bpmn:UserTask') warn(listener, node.source, report);
    }
  }
}

function isHeard(listener: ModdleElement, node: GatheredNode | undefined): boolean {
  if (!textOf(listener, 'type')) return false;
  const event = eventOf(listener);
  if (event === 'start') return !node || !startsByItself(node);
  return event === 'end' && !(node && neverEnds(node));
}

/** It has happened before it is entered: there is nothing before its work. */
function startsByItself(node: GatheredNode): boolean {
  const isAwaited = node.incoming.some(({ from }) => from?.source.$type === 'bpmn:EventBasedGateway');
  return node.source.$type === 'bpmn:BoundaryEvent' || startsEventSubprocess(node) || isAwaited;
}

/** What it does takes itself back, or goes on at one of the events behind it. */
function neverEnds({ source }: GatheredNode): boolean {
  if (source.$type === 'bpmn:EventBasedGateway') return true;
  const names = source.$type === 'bpmn:EndEvent' ? definitionsOf(source).map(definitionName) : [];
  return names.includes('error') || names.includes('cancel');
}

function warn(listener: ModdleElement, source: ModdleElement, report: Report): void {
  const event = textOf(listener, 'eventType') ?? '';
  report.warn('LISTENER_NOT_EXECUTED', { tag: tagOf(source), listener: tagOf(listener), event }, source);
}

function listenersIn(source: ModdleElement, type: string): ModdleElement[] {
  const holder = extensionOf(source, type);
  return holder ? childrenOf(holder, 'listeners') : [];
}
