// Decisions and called processes of Camunda 7: what is called, in which version, and what goes in and comes back.

import { childOf, extensionsOf, textOf } from '../sourceNode.ts';
import { holdsJuel } from './juelTokens.ts';
import { attributeOf, extend, notExecuted, type Translation, valueIn } from './translation.ts';

/** False: the task calls no decision. */
export function translateDecision(translation: Translation): boolean {
  const { element, report } = translation;
  if (textOf(element, 'decisionRef') === undefined) return false;
  const decisionId = attributeOf(translation, 'decisionRef');
  const resultVariable = textOf(element, 'resultVariable');
  const shape = textOf(element, 'mapDecisionResult') ?? 'resultList';
  extend(element, 'zeebe:CalledDecision', {
    decisionId,
    resultVariable,
    ...binding(translation, 'decisionRef'),
  });
  // A single entry is what a decision gives here; the other shapes depend on its hit policy and outputs.
  if (resultVariable !== undefined && shape !== 'singleEntry' && shape !== 'collectEntries')
    report.warn('CAMUNDA_DECISION_RESULT', { variable: resultVariable, shape }, element);
  return true;
}

/** `calledElementBinding` and its sisters: in Camunda 7 the latest version, where nothing is said. */
function binding(
  translation: Translation,
  of: 'decisionRef' | 'calledElement',
): { [name: string]: string | undefined } {
  const { element } = translation;
  const bindingType = textOf(element, `${of}Binding`) ?? 'latest';
  const version = bindingType === 'version' ? attributeOf(translation, `${of}Version`) : undefined;
  const versionTag = bindingType === 'versionTag' ? textOf(element, `${of}VersionTag`) : undefined;
  return { bindingType, version, versionTag };
}

export function translateCall(translation: Translation): void {
  const { element } = translation;
  if (textOf(element, 'caseRef') !== undefined)
    notExecuted(translation, 'camunda:caseRef', textOf(element, 'caseRef') ?? '');
  for (const name of ['variableMappingClass', 'variableMappingDelegateExpression'])
    if (textOf(element, name) !== undefined)
      notExecuted(translation, `camunda:${name}`, textOf(element, name) ?? '');
  const processId = attributeOf(translation, 'calledElement');
  // What FEEL cannot say is said by nobody: the call is told to have no process.
  if (processId === undefined) return element.set?.('calledElement', undefined);
  const passed = translateInOut(translation);
  extend(element, 'zeebe:CalledElement', {
    processId,
    propagateAllParentVariables: passed.allIn,
    propagateAllChildVariables: passed.allOut,
    businessId: passed.businessKey,
    ...binding(translation, 'calledElement'),
  });
  // Beside everything that comes back, or of it only what is mapped.
  translation.outputsOnly = !passed.allOut;
}

interface Passed {
  allIn: boolean;
  allOut: boolean;
  businessKey?: string | undefined;
}

/** `camunda:in` and `camunda:out`, of a called process, and of a signal that carries variables. */
export function translateInOut(translation: Translation, holder = translation.element): Passed {
  const passed: Passed = { allIn: false, allOut: false };
  for (const each of extensionsOf(holder)) {
    if (each.$type !== 'camunda:In' && each.$type !== 'camunda:Out') continue;
    const isIn = each.$type === 'camunda:In';
    if (textOf(each, 'variables') === 'all') passed[isIn ? 'allIn' : 'allOut'] = true;
    const businessKey = textOf(each, 'businessKey');
    // The caller's own key is inherited by itself.
    if (businessKey !== undefined && !/execution\.(processB|b|getProcessB|getB)usinessKey/.test(businessKey))
      passed.businessKey = valueIn(translation, businessKey, 'businessKey');
    const target = textOf(each, 'target');
    const source = textOf(each, 'source');
    const value =
      source !== undefined && !holdsJuel(source)
        ? `=\`${source}\``.replace(/^=`([\p{L}_][\p{L}\p{N}_]*)`$/u, '=$1')
        : valueIn(translation, source ?? textOf(each, 'sourceExpression'), 'sourceExpression');
    if (target !== undefined && value !== undefined)
      (isIn ? translation.inputs : translation.outputs).push({ source: value, target });
  }
  return passed;
}

/** Where a signal is thrown, its definition holds what it carries. */
export function translateSignalPayload(translation: Translation): void {
  const definition = childOf(translation.element, 'eventDefinitions');
  if (definition?.$type === 'bpmn:SignalEventDefinition') translateInOut(translation, definition);
}
