// Message flows between the pools of one file: who sends what to whom, where the drawing names no message.
import type { ModdleElement } from 'bpmn-moddle';
import type { ElementModel, EventDefinition, ProcessModel } from '../core/model.ts';
import type { Report } from './report.ts';
import { childOf, childrenOf, plainText, textOf } from './sourceNode.ts';

interface End {
  process: ProcessModel;
  /** Undefined at the border of a pool. */
  element: ElementModel | undefined;
}

interface Drawn {
  source: ModdleElement;
  from: End | undefined;
  to: End | undefined;
}

/**
 * A flow's message is called as who receives it, else as who sends it, else as the flow itself, and finds its case. What
 * comes from a pool without a process, or from a pool's border, nobody here sends: a person says that it happened.
 */
export function linkPools(root: ModdleElement, processes: ProcessModel[], report: Report): void {
  const ends = endsOf(root, processes);
  const flows = childrenOf(root, 'rootElements')
    .flatMap((each) => childrenOf(each, 'messageFlows'))
    .map((source) => ({
      source,
      from: endOf(source, 'sourceRef', ends),
      to: endOf(source, 'targetRef', ends),
    }));
  const between = flows.filter(({ from, to }) => from && to && from.process !== to.process);
  for (const flow of between) {
    addPartner(flow);
    const sender = flow.from?.element;
    const receiver = sender && receiverOf(flow, between);
    if (sender && receiver) connect(flow, sender, receiver, report);
  }
}

/** Pools and elements by what the drawing's flows refer to. */
function endsOf(root: ModdleElement, processes: ProcessModel[]): (end: ModdleElement) => End | undefined {
  const byId = new Map(processes.map((process) => [process.id, process]));
  const elements = new Map<string, End>();
  for (const process of processes)
    for (const element of process.elements) elements.set(element.id, { process, element });
  const pools = childrenOf(root, 'rootElements').flatMap((each) => childrenOf(each, 'participants'));
  const ofPool = new Map<ModdleElement, End>();
  for (const pool of pools) {
    const process = byId.get(idOf(childOf(pool, 'processRef')));
    if (process) ofPool.set(pool, { process, element: undefined });
  }
  return (end) => ofPool.get(end) ?? elements.get(idOf(end));
}

function endOf(
  flow: ModdleElement,
  name: 'sourceRef' | 'targetRef',
  ends: (end: ModdleElement) => End | undefined,
): End | undefined {
  const end = childOf(flow, name);
  return end && ends(end);
}

/** What a flow to a pool's border means: the one start by a message that no flow of its own leads to. */
function receiverOf({ to }: Drawn, flows: Drawn[]): ElementModel | undefined {
  if (!to || to.element) return to?.element;
  const led = new Set(flows.flatMap((flow) => flow.to?.element ?? []));
  const starts = to.process.elements.filter(
    (each) => each.type === 'startEvent' && each.parent === null && messageOf(each) && !led.has(each),
  );
  return starts.length === 1 ? starts[0] : undefined;
}

function connect(flow: Drawn, sender: ElementModel, receiver: ElementModel, report: Report): void {
  const receives = receivingConfig(receiver);
  if (!receives) return;
  const sends = sendingConfig(sender);
  const own = textIn(sends, 'name');
  if (receives.name === undefined) {
    const named = childOf(flow.source, 'messageRef');
    const drawn = named && plainText(textOf(named, 'name') ?? '');
    receives.name = own ?? (drawn || `${flow.to?.process.id}/${idOf(flow.source)}`);
    receives.byFlow = true;
  }
  const name = String(receives.name);
  if (own === name && sends && !sends.byPool) {
    sends.byPool = true;
    return;
  }
  if (own !== undefined && own !== name && !receives.byFlow)
    report.warn('MESSAGE_FLOW_NAMES_DIFFER', { sent: own, awaited: name }, flow.source);
  sender.sends = [...(sender.sends ?? []), name];
}

/** Where the name of the message that an element waits for stands. One that waits for nothing receives nothing. */
function receivingConfig(element: ElementModel): EventDefinition['config'] | undefined {
  if (element.type === 'receiveTask') return element.config;
  if (!['startEvent', 'intermediateCatchEvent', 'boundaryEvent'].includes(element.type)) return undefined;
  const definition = messageOf(element);
  if (definition || element.eventDefinitions.length > 0) return definition?.config;
  const added: EventDefinition = { type: 'message', config: {} };
  element.eventDefinitions.push(added);
  return added.config;
}

/** Where the name of the message stands that the core sends for the element by itself; a job's sending is its own. */
function sendingConfig(element: ElementModel): EventDefinition['config'] | undefined {
  if (element.config.jobType !== undefined) return undefined;
  if (element.type === 'sendTask') return element.config;
  return ['intermediateThrowEvent', 'endEvent'].includes(element.type)
    ? messageOf(element)?.config
    : undefined;
}

function messageOf({ eventDefinitions }: ElementModel): EventDefinition | undefined {
  return eventDefinitions.find(({ type }) => type === 'message');
}

function textIn(config: EventDefinition['config'] | undefined, name: string): string | undefined {
  return typeof config?.[name] === 'string' ? config[name] : undefined;
}

function addPartner({ from, to }: Drawn): void {
  if (!from || !to) return;
  for (const [one, other] of [
    [from.process, to.process],
    [to.process, from.process],
  ] as const)
    one.partners = [...new Set([...(one.partners ?? []), other.id])];
}

function idOf(element: ModdleElement | undefined): string {
  return (element && textOf(element, 'id')) ?? '';
}
