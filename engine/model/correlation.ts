// BPMN's own correlation (8.4.2): properties say where in each message its key stands, subscriptions where in the process.
import type { ModdleElement } from 'bpmn-moddle';
import type { EventDefinition, ProcessModel } from '../core/model.ts';
import { definitionName, definitionsOf } from './buildElement.ts';
import { asExpression, type CheckFeel } from './feel.ts';
import type { Gathered } from './gather.ts';
import type { Report } from './report.ts';
import { childOf, childrenOf } from './sourceNode.ts';

/** A `zeebe:subscription` on the message says it, too, and is nearer. The first property that knows the message counts. */
export function addCorrelation(
  model: ProcessModel,
  gathered: Gathered,
  checkFeel: CheckFeel,
  report: Report,
): void {
  const root = gathered.process.$parent;
  const properties = (root ? childrenOf(root, 'rootElements') : []).filter(
    (each) => each.$type === 'bpmn:CorrelationProperty',
  );
  if (properties.length === 0) return;
  const elements = new Map(model.elements.map((element) => [element.id, element]));
  for (const { id, source } of gathered.nodes) {
    const element = elements.get(id);
    if (!element) continue;
    const waits = source.$instanceOf?.('bpmn:CatchEvent') || source.$type === 'bpmn:ReceiveTask';
    const key = (holder: ModdleElement) => {
      const message = childOf(holder, 'messageRef');
      const property = properties.find((each) => message && retrievalOf(each, message));
      const path = property && message && pathOf(property, message, waits ? gathered.process : undefined);
      return asExpression(path, source, checkFeel, report, 'CORRELATION_NOT_FEEL');
    };
    set(element.config, key(source));
    const definitions = definitionsOf(source).filter((each) => definitionName(each) === 'message');
    const built = element.eventDefinitions.filter(({ type }) => type === 'message');
    for (const [at, definition] of definitions.entries()) set(built[at]?.config, key(definition));
  }
}

function set(config: EventDefinition['config'] | undefined, key: string | undefined): void {
  if (config && key !== undefined) config.correlationKey ??= key;
}

/** Who waits says with the process's data which message is meant; else both ends say it with the message's. */
function pathOf(
  property: ModdleElement,
  message: ModdleElement,
  waiting: ModdleElement | undefined,
): ModdleElement | undefined {
  const subscriptions = waiting ? childrenOf(waiting, 'correlationSubscriptions') : [];
  const binding = subscriptions
    .flatMap((each) => childrenOf(each, 'correlationPropertyBinding'))
    .find((each) => childOf(each, 'correlationPropertyRef') === property);
  const retrieval = retrievalOf(property, message);
  return (binding && childOf(binding, 'dataPath')) ?? (retrieval && childOf(retrieval, 'messagePath'));
}

function retrievalOf(property: ModdleElement, message: ModdleElement): ModdleElement | undefined {
  return childrenOf(property, 'correlationPropertyRetrievalExpression').find(
    (each) => childOf(each, 'messageRef') === message,
  );
}
