// What Camunda 7 says about events, repetitions and listeners.
import type { ModdleElement } from 'bpmn-moddle';
import { childOf, childrenOf, extensionsOf, tagOf, textOf } from '../sourceNode.ts';
import { convertJuel, settingIn } from './juel.ts';
import { holdsJuel } from './juelTokens.ts';
import { extend, notExecuted, type Translation, valueIn } from './translation.ts';

/** Where an error or escalation with a known code is caught, its code and message are values of the drawing. */
export function translateCatch(translation: Translation): void {
  for (const definition of childrenOf(translation.element, 'eventDefinitions')) {
    const isError = definition.$type === 'bpmn:ErrorEventDefinition';
    if (!isError && definition.$type !== 'bpmn:EscalationEventDefinition') continue;
    const caught = childOf(definition, isError ? 'errorRef' : 'escalationRef');
    const code = caught && textOf(caught, isError ? 'errorCode' : 'escalationCode');
    // One that is named and has no code is caught with any.
    if (caught && !code) definition.set?.(isError ? 'errorRef' : 'escalationRef', undefined);
    keep(translation, definition, isError ? 'errorCodeVariable' : 'escalationCodeVariable', code);
    if (isError)
      keep(translation, definition, 'errorMessageVariable', caught && textOf(caught, 'errorMessage'));
  }
}

function keep(
  translation: Translation,
  definition: ModdleElement,
  attribute: string,
  value: string | undefined,
): void {
  const target = textOf(definition, attribute);
  if (target === undefined) return;
  if (value === undefined) notExecuted(translation, `camunda:${attribute}`, target);
  else translation.outputs.push({ source: `=${JSON.stringify(value)}`, target });
}

export function translateCondition({ element }: Translation): void {
  const variableNames = textOf(element, 'variableName');
  const variableEvents = textOf(element, 'variableEvents');
  if (variableNames !== undefined || variableEvents !== undefined)
    extend(element, 'zeebe:ConditionalFilter', { variableNames, variableEvents });
}

/** `collection` is the name of a variable, or an expression. */
export function translateRepetition(translation: Translation): void {
  const { element } = translation;
  const collection = textOf(element, 'collection');
  if (collection === undefined) return;
  const inputCollection = holdsJuel(collection)
    ? valueIn(translation, collection, 'collection')
    : valueIn(translation, `\${${collection}}`, 'collection');
  const inputElement = textOf(element, 'elementVariable');
  if (inputCollection !== undefined)
    extend(element, 'zeebe:LoopCharacteristics', { inputCollection, inputElement });
}

/** One that sets a variable at the end is an output; a listener in code has nobody who runs it. */
export function translateListeners(translation: Translation): void {
  for (const listener of extensionsOf(translation.element)) {
    if (!['camunda:ExecutionListener', 'camunda:TaskListener'].includes(listener.$type)) continue;
    const event = textOf(listener, 'event') ?? '';
    const expression = textOf(listener, 'expression');
    const setting = expression === undefined ? undefined : settingIn(expression);
    const source = setting && convertJuel(setting.value).value;
    const isEnd = event === 'end' && listener.$type === 'camunda:ExecutionListener';
    const isFeel = source !== undefined && translation.checkFeel(source.replace(/^=/, ''), 'expression').ok;
    if (setting && isFeel && isEnd && translation.element.$type !== 'bpmn:Process') {
      translation.outputs.push({ source, target: setting.name });
      continue;
    }
    const script = childOf(listener, 'script');
    const implementation =
      textOf(listener, 'class') ??
      textOf(listener, 'delegateExpression') ??
      expression ??
      (script ? `${textOf(script, 'scriptFormat') ?? ''} script` : '');
    const values = { listener: tagOf(listener), event, implementation: implementation.slice(0, 200) };
    translation.report.warn('CAMUNDA_LISTENER_NOT_EXECUTED', values, translation.element);
  }
}
