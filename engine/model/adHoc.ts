// An ad-hoc subprocess as drawn: its ordering, when it is done, and what `zeebe:adHoc` adds.
import type { ModdleElement } from 'bpmn-moddle';
import type { AdHoc, ElementModel, ProcessModel } from '../core/model.ts';
import type { Surroundings } from './buildElement.ts';
import { asExpression } from './feel.ts';
import { childOf, extensionOf, textOf } from './sourceNode.ts';

export function adHocOf(source: ModdleElement, { checkFeel, report }: Surroundings): AdHoc | undefined {
  if (source.$type !== 'bpmn:AdHocSubProcess') return undefined;
  const holder = childOf(source, 'completionCondition');
  const completionCondition = asExpression(holder, source, checkFeel, report, 'LOOP_NOT_FEEL');
  const zeebe = extensionOf(source, 'zeebe:AdHoc');
  const given = (name: string) => (zeebe && textOf(zeebe, name)) || undefined;
  const activeElements = given('activeElementsCollection');
  const outputCollection = given('outputCollection');
  const outputElement = given('outputElement');
  return {
    sequential: textOf(source, 'ordering')?.toLowerCase() === 'sequential',
    cancelRemaining: textOf(source, 'cancelRemainingInstances') !== 'false',
    ...(completionCondition !== undefined && { completionCondition }),
    ...(activeElements !== undefined && { activeElements }),
    ...(outputCollection !== undefined && { outputCollection }),
    ...(outputElement !== undefined && { outputElement }),
  };
}

/** What people are asked: which of the activities that can begin at any time come next. */
export function addAdHocQuestions(model: ProcessModel): void {
  for (const element of model.elements) {
    if (!element.adHoc) continue;
    const inside = model.elements.filter((each) => each.parent === element.id && canBegin(each));
    if (inside.length === 0) continue;
    element.question = {
      text: element.name,
      options: inside.map(({ id, name }) => ({ flow: id, label: name || id })),
      multiple: true,
      askedBy: null,
    };
  }
}

function canBegin({ type, incoming, triggeredByEvent, forCompensation }: ElementModel): boolean {
  return incoming.length === 0 && type !== 'boundaryEvent' && !triggeredByEvent && !forCompensation;
}
