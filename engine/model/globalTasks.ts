// Global tasks: tasks of their own that call activities of the file call, each executed where it is called
// (BPMN 2.0.2, 10.3.5: a call activity that calls a global task behaves as a task of that kind).
import type { ModdleElement } from 'bpmn-moddle';
import { calledProcess } from '../core/calledProcess.ts';
import type { FlowNodeType, SourceNode } from '../core/model.ts';
import { childrenOf, sourceNode, textOf } from './sourceNode.ts';

const KINDS: { readonly [type: string]: FlowNodeType } = {
  'bpmn:GlobalTask': 'task',
  'bpmn:GlobalUserTask': 'userTask',
  'bpmn:GlobalManualTask': 'manualTask',
  'bpmn:GlobalScriptTask': 'scriptTask',
  'bpmn:GlobalBusinessRuleTask': 'businessRuleTask',
};

/** By id. */
export type GlobalTasks = ReadonlyMap<string, ModdleElement>;

export function globalTasksOf(root: ModdleElement): GlobalTasks {
  const tasks = childrenOf(root, 'rootElements').filter((each) => kindOf(each) !== undefined);
  return new Map(tasks.map((each) => [textOf(each, 'id') ?? '', each]));
}

/** The task that a call activity stands for; undefined for everything else. */
export function globalTaskOf(
  source: ModdleElement,
  globals: GlobalTasks,
): { type: FlowNodeType; source: ModdleElement; node: SourceNode } | undefined {
  if (globals.size === 0 || source.$type !== 'bpmn:CallActivity') return undefined;
  const called = globals.get(calledProcess(sourceNode(source)) ?? '');
  const type = called && kindOf(called);
  return type && { type, source: called, node: renamed(sourceNode(called)) };
}

function kindOf({ $type }: ModdleElement): FlowNodeType | undefined {
  return Object.hasOwn(KINDS, $type) ? KINDS[$type] : undefined;
}

/** What a script task calls its format, a global one calls its language. */
function renamed(node: SourceNode): SourceNode {
  return { ...node, text: (name) => node.text(name === 'scriptFormat' ? 'scriptLanguage' : name) };
}
