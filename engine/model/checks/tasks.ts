// Tasks: who does them, what they wait for, and whether anything leads to them.
import { calledProcess } from '../../core/calledProcess.ts';
import { definitionName, definitionsOf } from '../buildElement.ts';
import type { Gathered, GatheredNode } from '../gather.ts';
import type { Report } from '../report.ts';
import { childOf, childrenOf, extensionOf, sourceNode, tagOf, textOf } from '../sourceNode.ts';
import { warnWithoutKey } from './events.ts';

export function checkTasks(gathered: Gathered, report: Report): void {
  const inLanes = new Set(lanedElements(gathered));
  const started = new Set(
    gathered.nodes.filter((node) => node.source.$type === 'bpmn:StartEvent').map((node) => node.parent),
  );
  for (const node of gathered.nodes) {
    if (node.source.$type === 'bpmn:UserTask') checkAssignment(node, inLanes, report);
    const message = childOf(node.source, 'messageRef');
    if (node.source.$type === 'bpmn:ReceiveTask' && message) warnWithoutKey(node, message, report);
    if (node.source.$type === 'bpmn:CallActivity') checkCall(node, report);
    if (isUnreachable(node, started))
      report.warn('NODE_UNREACHABLE', { tag: tagOf(node.source) }, node.source);
  }
}

function checkCall({ source }: GatheredNode, report: Report): void {
  if (!calledProcess(sourceNode(source))) report.warn('CALL_WITHOUT_PROCESS', {}, source);
}

function lanedElements(gathered: Gathered): unknown[] {
  const lanes = [gathered.process, ...gathered.nodes.map((node) => node.source)].flatMap((container) =>
    childrenOf(container, 'laneSets').flatMap((set) => childrenOf(set, 'lanes')),
  );
  const all: unknown[] = [];
  for (let lane = lanes.pop(); lane; lane = lanes.pop()) {
    for (const element of childrenOf(lane, 'flowNodeRef')) all.push(element);
    const inner = childOf(lane, 'childLaneSet');
    if (inner) lanes.push(...childrenOf(inner, 'lanes'));
  }
  return all;
}

function checkAssignment(node: GatheredNode, inLanes: Set<unknown>, report: Report): void {
  const assignment = extensionOf(node.source, 'zeebe:AssignmentDefinition');
  const names = ['assignee', 'candidateGroups', 'candidateUsers'];
  if (assignment && names.some((name) => textOf(assignment, name))) return;
  for (let at: GatheredNode | null = node; at; at = at.parent) if (inLanes.has(at.source)) return;
  report.warn('TASK_WITHOUT_PEOPLE', {}, node.source);
}

/** Where a start event shows where the process begins, a node that no flow enters never runs. */
function isUnreachable(node: GatheredNode, started: ReadonlySet<GatheredNode | null>): boolean {
  return node.incoming.length === 0 && !isEntered(node) && started.has(node.parent);
}

/** Not by a flow: what happens, what is undone, what begins instances, what a link leads to (which its own check sees to). */
function isEntered({ source }: GatheredNode): boolean {
  if (['bpmn:StartEvent', 'bpmn:BoundaryEvent'].includes(source.$type)) return true;
  if (definitionsOf(source).some((each) => definitionName(each) === 'link')) return true;
  return ['isForCompensation', 'triggeredByEvent', 'instantiate'].some(
    (name) => textOf(source, name) === 'true',
  );
}
