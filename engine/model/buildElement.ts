// One flow node of the drawing as plain JSON; attributes that only its type understands are read by its own file.
import type { ModdleElement } from 'bpmn-moddle';
import type { ElementModel, EventDefinition, FlowNodeType, Mapping } from '../core/model.ts';
import { adHocOf } from './adHoc.ts';
import { runsOnlyToUndo } from './compensation.ts';
import { readActivation, withCondition } from './conditions.ts';
import { dataOf } from './data.ts';
import { embeddedForm } from './embeddedForms.ts';
import type { CheckFeel } from './feel.ts';
import type { GatheredNode } from './gather.ts';
import { type GlobalTasks, globalTaskOf } from './globalTasks.ts';
import { listenersOf, taskListenersOf } from './listeners.ts';
import { multiInstanceOf } from './multiInstance.ts';
import { QUANTITIES, quantityOf } from './quantities.ts';
import { behaviorOf, definitionBehaviorOf, isEventDefinitionType } from './registry.ts';
import type { Report } from './report.ts';
import {
  bodyOf,
  childOf,
  childrenOf,
  extensionOf,
  plainText,
  sourceNode,
  tagOf,
  textOf,
} from './sourceNode.ts';
import { standardLoopOf } from './standardLoop.ts';

export interface Surroundings {
  report: Report;
  checkFeel: CheckFeel;
  lanes: Map<GatheredNode, string>;
  globalTasks: GlobalTasks;
  /** By boundary event of compensation: the activity that undoes the one it sits on. */
  undoneBy: Map<GatheredNode, GatheredNode>;
  /** The activities that undo another. */
  undoing: ReadonlySet<GatheredNode>;
}

export function buildElement(node: GatheredNode, drawnAs: FlowNodeType, around: Surroundings): ElementModel {
  const { source } = node;
  const called = globalTaskOf(source, around.globalTasks);
  const type = called?.type ?? drawnAs;
  const element: ElementModel = {
    id: node.id,
    name: plainText(textOf(source, 'name') ?? (called && textOf(called.source, 'name')) ?? ''),
    type,
    parent: node.parent?.id ?? null,
    incoming: node.incoming.map((flow) => flow.id),
    outgoing: node.outgoing.map((flow) => flow.id),
    eventDefinitions: definitionsOf(source).flatMap((definition) =>
      buildDefinition(definition, source).map((built) => withCondition(built, definition, source, around)),
    ),
    config: behaviorOf(type).read?.(called?.node ?? sourceNode(source)) ?? {},
  };
  if (element.eventDefinitions.length > 1 && textOf(source, 'parallelMultiple') === 'true')
    element.parallelMultiple = true;
  readActivation(element, source, around);
  for (const attribute of QUANTITIES) {
    const quantity = quantityOf(source, attribute) ?? 1;
    if (quantity > 1) element[attribute] = quantity;
  }
  addPlace(element, node, around);
  if (textOf(source, 'triggeredByEvent') === 'true') element.triggeredByEvent = true;
  if (runsOnlyToUndo(node, around.undoing)) element.forCompensation = true;
  const undoneBy = around.undoneBy.get(node);
  if (undoneBy) element.compensation = undoneBy.id;
  addMappings(element, source);
  if (called && !element.inputs && !element.outputs) addMappings(element, called.source);
  const multiInstance = multiInstanceOf(source, around);
  if (multiInstance) element.multiInstance = multiInstance;
  const adHoc = adHocOf(source, around);
  if (adHoc) element.adHoc = adHoc;
  const standardLoop = standardLoopOf(source, around);
  if (standardLoop) element.standardLoop = standardLoop;
  const data = dataOf(source, around);
  if (data) element.data = data;
  const listeners = listenersOf(source) ?? (called && listenersOf(called.source));
  if (listeners) element.listeners = listeners;
  const taskListeners = type === 'userTask' && taskListenersOf(called?.source ?? source);
  if (taskListeners) element.taskListeners = taskListeners;
  const form = embeddedForm(source, around.report);
  if (form) element.config = { ...element.config, form };
  const milestone = extensionOf(source, 'cauce:Milestone');
  const milestoneName = milestone && plainText(textOf(milestone, 'name') ?? '');
  if (milestoneName) element.milestone = milestoneName;
  const documentation = childrenOf(source, 'documentation').flatMap((each) => bodyOf(each)?.trim() || []);
  if (documentation.length > 0) element.documentation = documentation.join('\n\n');
  return element;
}

function addPlace(element: ElementModel, node: GatheredNode, { lanes }: Surroundings): void {
  const { source } = node;
  const lane = lanes.get(node);
  if (lane !== undefined) element.lane = lane;
  const defaultFlow = childOf(source, 'default');
  const flow = node.outgoing.find((each) => each.source === defaultFlow);
  if (flow) element.defaultFlow = flow.id;
  const host = childOf(source, 'attachedToRef');
  const hostId = host && textOf(host, 'id');
  if (hostId !== undefined) element.attachedTo = hostId;
  if (source.$type === 'bpmn:BoundaryEvent')
    element.interrupting = textOf(source, 'cancelActivity') !== 'false';
  else if (startsEventSubprocess(node)) element.interrupting = textOf(source, 'isInterrupting') !== 'false';
}

export function startsEventSubprocess(node: GatheredNode): boolean {
  return (
    node.source.$type === 'bpmn:StartEvent' &&
    node.parent !== null &&
    textOf(node.parent.source, 'triggeredByEvent') === 'true'
  );
}

function addMappings(element: ElementModel, source: ModdleElement): void {
  const mapping = extensionOf(source, 'zeebe:IoMapping');
  if (!mapping) return;
  const inputs = mappingsOf(mapping, 'inputParameters');
  const outputs = mappingsOf(mapping, 'outputParameters');
  if (inputs.length > 0) element.inputs = inputs;
  if (outputs.length > 0) element.outputs = outputs;
  if (outputs.length > 0 && textOf(mapping, 'cauce:outputs') === 'beside') element.outputsBeside = true;
}

function mappingsOf(mapping: ModdleElement, name: string): Mapping[] {
  return childrenOf(mapping, name).map((each) => ({
    source: textOf(each, 'source') ?? '',
    target: textOf(each, 'target') ?? '',
  }));
}

/** The definitions drawn in an event, and those that it shares with others by reference. */
export function definitionsOf(source: ModdleElement): ModdleElement[] {
  return [...childrenOf(source, 'eventDefinitions'), ...childrenOf(source, 'eventDefinitionRef')];
}

/** `bpmn:TimerEventDefinition` -> `timer`. */
export function definitionName(definition: ModdleElement): string {
  return tagOf(definition).replace(/EventDefinition$/, '');
}

export function buildDefinition(definition: ModdleElement, host: ModdleElement): EventDefinition[] {
  const type = definitionName(definition);
  if (!isEventDefinitionType(type)) return [];
  const config = definitionBehaviorOf(type).read?.(sourceNode(definition), sourceNode(host)) ?? {};
  return [{ type, config }];
}
