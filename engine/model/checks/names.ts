// Names of variables that the drawing writes: none that JavaScript gives a meaning of its own.
import type { ModdleElement } from 'bpmn-moddle';
import { isForbiddenName } from '../../core/names.ts';
import type { Gathered } from '../gather.ts';
import type { Report } from '../report.ts';
import { childOf, childrenOf, extensionOf, textOf } from '../sourceNode.ts';

export function checkNames(gathered: Gathered, report: Report): void {
  for (const { source } of gathered.nodes) {
    for (const name of written(source))
      if (isForbiddenName(name)) report.error('VARIABLE_NAME_RESERVED', { name }, source);
  }
}

function written(source: ModdleElement): string[] {
  const mapping = extensionOf(source, 'zeebe:IoMapping');
  const mappings = mapping
    ? [...childrenOf(mapping, 'inputParameters'), ...childrenOf(mapping, 'outputParameters')]
    : [];
  const loop = childOf(source, 'loopCharacteristics');
  const repeated = loop && extensionOf(loop, 'zeebe:LoopCharacteristics');
  const results = [extensionOf(source, 'zeebe:Script'), extensionOf(source, 'zeebe:CalledDecision')];
  return [
    ...mappings.map((each) => textOf(each, 'target')),
    ...results.map((each) => each && textOf(each, 'resultVariable')),
    repeated && textOf(repeated, 'inputElement'),
    repeated && textOf(repeated, 'outputCollection'),
  ].filter((name) => name !== undefined);
}
