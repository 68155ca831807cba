// Gateways that no condition decides ask a person; this says what they ask and in whose form.
import type { ElementModel, FlowModel, FlowNodeType, ProcessModel, Question } from '../core/model.ts';
import type { Gathered } from './gather.ts';
import type { Report } from './report.ts';
import { childrenOf, extensionOf, plainText, textOf } from './sourceNode.ts';

const ASKS: ReadonlySet<FlowNodeType> = new Set(['exclusiveGateway', 'inclusiveGateway', 'complexGateway']);
/** Work that people do in a form: a question right behind it can be asked there. */
const ANSWERS: ReadonlySet<FlowNodeType> = new Set(['userTask', 'task', 'manualTask']);

export function addQuestions(model: ProcessModel, gathered: Gathered, report: Report): void {
  const elements = new Map(model.elements.map((element) => [element.id, element]));
  const flows = new Map(model.flows.map((flow) => [flow.id, flow]));
  for (const node of gathered.nodes) {
    const gateway = elements.get(node.id);
    if (!gateway || !ASKS.has(gateway.type)) continue;
    const outgoing = gateway.outgoing.flatMap((id) => flows.get(id) ?? []);
    if (outgoing.length < 2) continue;
    const leaving = new Map(node.outgoing.map((flow) => [flow.id, flow.source]));
    const unconditional = outgoing.filter((flow) => flow.condition === undefined);
    if (unconditional.length === outgoing.length) {
      const drawn = extensionOf(node.source, 'cauce:Question');
      const asked: Drawn = { text: drawn && textOf(drawn, 'text'), labels: new Map() };
      for (const option of drawn ? childrenOf(drawn, 'options') : []) {
        const flow = textOf(option, 'flow') ?? '';
        if (leaving.has(flow)) asked.labels.set(flow, textOf(option, 'label') ?? '');
        else report.warn('OPTION_WITHOUT_FLOW', { flow }, node.source);
      }
      gateway.question = question(gateway, outgoing, asked, elements, flows);
      continue;
    }
    for (const flow of unconditional) {
      if (flow.id === gateway.defaultFlow) continue;
      report.warn('FLOW_WITHOUT_CONDITION', { gateway: gateway.name || gateway.id }, leaving.get(flow.id));
    }
  }
}

interface Drawn {
  text: string | undefined;
  labels: Map<string, string>;
}

function question(
  gateway: ElementModel,
  outgoing: FlowModel[],
  drawn: Drawn,
  elements: Map<string, ElementModel>,
  flows: Map<string, FlowModel>,
): Question {
  return {
    text: plainText(drawn.text ?? '') || gateway.name,
    options: outgoing.map((flow) => ({
      flow: flow.id,
      label:
        plainText(drawn.labels.get(flow.id) ?? '') || flow.name || elements.get(flow.target)?.name || flow.id,
    })),
    multiple: gateway.type !== 'exclusiveGateway',
    askedBy: askedBy(gateway, elements, flows),
  };
}

/** The tasks right before the gateway, if nothing else leads into it and each is done once per token. */
function askedBy(
  gateway: ElementModel,
  elements: Map<string, ElementModel>,
  flows: Map<string, FlowModel>,
): string[] | null {
  // One that waits for several tokens is asked about once, when they have come.
  if (gateway.type === 'complexGateway' && gateway.incoming.length > 1) return null;
  const ids = new Set<string>();
  for (const id of gateway.incoming) {
    const task = elements.get(flows.get(id)?.source ?? '');
    if (!task || !ANSWERS.has(task.type) || task.multiInstance || task.standardLoop) return null;
    ids.add(task.id);
  }
  return ids.size > 0 ? [...ids] : null;
}
