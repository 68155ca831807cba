// One process of the file as a ProcessModel, with the checks that need its drawing.
import type { ModdleElement } from 'bpmn-moddle';
import type { FlowModel, ProcessModel } from '../core/model.ts';
import { addAdHocQuestions } from './adHoc.ts';
import { buildElement, type Surroundings } from './buildElement.ts';
import { checkStructure } from './checks/structure.ts';
import { compensationHandlers } from './compensation.ts';
import { addCorrelation } from './correlation.ts';
import { heldBy } from './data.ts';
import { asExpression, type CheckFeel } from './feel.ts';
import { type Gathered, type GatheredFlow, gather } from './gather.ts';
import type { GlobalTasks } from './globalTasks.ts';
import { lanesOf } from './lanes.ts';
import { listenersOf } from './listeners.ts';
import { addQuestions } from './questions.ts';
import type { Missing } from './references.ts';
import { behaviorOf, definitionBehaviorOf, isFlowNodeType } from './registry.ts';
import type { Report } from './report.ts';
import { addSlas } from './slas.ts';
import { childOf, extensionOf, plainText, tagOf, textOf } from './sourceNode.ts';

export function buildProcess(
  process: ModdleElement,
  missing: Missing,
  globalTasks: GlobalTasks,
  checkFeel: CheckFeel,
  report: Report,
): ProcessModel {
  const gathered = gather(process);
  checkStructure(gathered, missing, report);
  const undoneBy = compensationHandlers(gathered);
  const around: Surroundings = {
    report,
    checkFeel,
    globalTasks,
    lanes: lanesOf(gathered, report),
    undoneBy,
    undoing: new Set(undoneBy.values()),
  };
  const model: ProcessModel = {
    format: 1,
    id: textOf(process, 'id') ?? '',
    name: plainText(textOf(process, 'name') ?? ''),
    ...processExtras(process, report),
    elements: gathered.nodes.flatMap((node) => {
      const tag = tagOf(node.source);
      return isFlowNodeType(tag) ? [buildElement(node, tag, around)] : [];
    }),
    flows: gathered.flows.flatMap((flow) => buildFlow(flow, checkFeel, report)),
  };
  addCorrelation(model, gathered, checkFeel, report);
  addQuestions(model, gathered, report);
  addAdHocQuestions(model);
  addSlas(model, gathered, report);
  checkElements(model, gathered, report);
  return model;
}

function buildFlow(flow: GatheredFlow, checkFeel: CheckFeel, report: Report): FlowModel[] {
  if (!flow.from || !flow.to) return [];
  const name = plainText(textOf(flow.source, 'name') ?? '');
  const condition = conditionOf(flow, name, checkFeel, report);
  const built = { id: flow.id, name, source: flow.from.id, target: flow.to.id };
  return [condition === undefined ? built : { ...built, condition }];
}

/** A condition that only repeats the flow's label was written for people. */
function conditionOf(
  flow: GatheredFlow,
  name: string,
  checkFeel: CheckFeel,
  report: Report,
): string | undefined {
  const holder = childOf(flow.source, 'conditionExpression');
  if (!holder) return undefined;
  const check: CheckFeel = (text, kind) =>
    plainText(text) === name && name !== ''
      ? { ok: false, code: 'LABEL', values: {} }
      : checkFeel(text, kind);
  return asExpression(holder, flow.source, check, report, 'CONDITION_NOT_FEEL');
}

type Extras = Pick<ProcessModel, 'versionTag' | 'variant' | 'dataSubject' | 'listeners' | 'data'>;

function processExtras(process: ModdleElement, report: Report): Extras {
  const extras: Extras = {};
  const tag = extensionOf(process, 'zeebe:VersionTag');
  const versionTag = tag && textOf(tag, 'value');
  if (versionTag) extras.versionTag = versionTag;
  const locals = heldBy(process);
  if (locals.length > 0) extras.data = { locals };
  const listeners = listenersOf(process);
  if (listeners) extras.listeners = listeners;
  const variant = extensionOf(process, 'cauce:Variant');
  if (variant) {
    const flow = textOf(variant, 'flow') ?? '';
    const kind = textOf(variant, 'kind') ?? '';
    if (flow !== '' && (kind === 'as-is' || kind === 'to-be')) extras.variant = { flow, kind };
    else report.warn('VARIANT_INCOMPLETE', { flow, kind }, process);
  }
  const subject = extensionOf(process, 'cauce:DataSubject');
  if (subject)
    extras.dataSubject = { publicNames: (textOf(subject, 'publicNames') ?? '').split(/\s+/).filter(Boolean) };
  return extras;
}

/** What the files of the elements and event definitions say about themselves. */
function checkElements(model: ProcessModel, gathered: Gathered, report: Report): void {
  const sources = new Map(gathered.nodes.map((node) => [node.id, node.source]));
  for (const element of model.elements) {
    const checks = [
      behaviorOf(element.type),
      ...element.eventDefinitions.map((each) => definitionBehaviorOf(each.type)),
    ];
    for (const { check } of checks) {
      for (const problem of check?.(element, model) ?? []) {
        const say = problem.severity === 'error' ? report.error : report.warn;
        say(problem.code, problem.values, sources.get(problem.elementId ?? element.id));
      }
    }
  }
}
