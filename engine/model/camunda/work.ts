// What does the work of a task or a thrown message: an expression is evaluated in place, anything else becomes a job.
import type { ModdleElement } from 'bpmn-moddle';
import { bodyOf, childOf, extensionOf, extensionsOf, textOf } from '../sourceNode.ts';
import { translateDecision } from './decisions.ts';
import { convertJuel, settingIn } from './juel.ts';
import { scriptOf, translateParameters } from './parameters.ts';
import { asFeel, create, extend, notExecuted, type Translation, valueIn } from './translation.ts';

type Headers = { [key: string]: string };

/** `holder` has the attributes: the task itself, or the message definition of an event. */
export function translateWork(translation: Translation, holder: ModdleElement): void {
  const topic = textOf(holder, 'type') === 'external' ? textOf(holder, 'topic') : undefined;
  const connector = extensionOf(holder, 'camunda:Connector');
  const expression = textOf(holder, 'expression');
  for (const each of extensionsOf(holder))
    if (each.$type === 'camunda:ErrorEventDefinition')
      notExecuted(translation, 'camunda:errorEventDefinition', textOf(each, 'expression') ?? '');
  if (topic !== undefined) addJob(translation, holder, valueIn(translation, topic, 'topic') ?? topic, {});
  else if (connector) translateConnector(translation, connector);
  else if (translateDecision(translation)) return;
  else if (expression !== undefined) translateExpression(translation, holder, expression);
  else translateDelegate(translation, holder);
}

/** FEEL changes nothing by itself: an expression is worth its value, or it sets one variable. */
function translateExpression(translation: Translation, holder: ModdleElement, text: string): void {
  const setting = settingIn(text);
  const { value, part = '' } = convertJuel(setting?.value ?? text);
  const resultVariable = setting?.name ?? textOf(holder, 'resultVariable');
  const isFeel = value !== undefined && translation.checkFeel(asFeel(value), 'expression').ok;
  if (isFeel)
    return extend(translation.element, 'zeebe:Script', { expression: `=${asFeel(value)}`, resultVariable });
  const name = /[$#]\{\s*([\w.]+)/.exec(text)?.[1] ?? part;
  delegate(translation, holder, `expression:${name}`, { expression: text });
}

function translateDelegate(translation: Translation, holder: ModdleElement): void {
  const className = textOf(holder, 'class');
  const delegateExpression = textOf(holder, 'delegateExpression');
  if (className !== undefined) delegate(translation, holder, `class:${className}`, { class: className });
  else if (delegateExpression !== undefined) {
    const name = delegateExpression.replace(/^\s*[$#]\{\s*|\s*\}\s*$/g, '');
    delegate(translation, holder, `delegate:${name}`, { delegateExpression });
  }
}

function delegate(translation: Translation, holder: ModdleElement, jobType: string, headers: Headers): void {
  const resultVariable = textOf(holder, 'resultVariable');
  addJob(translation, holder, jobType, { ...headers, ...(resultVariable && { resultVariable }) });
  const [implementation = ''] = Object.values(headers);
  const values = { implementation: implementation.slice(0, 200), jobType };
  translation.report.warn('CAMUNDA_DELEGATE_AS_JOB', values, translation.element);
}

/** Fields of a delegate are its headers where they are texts, its inputs where they are expressions. */
function addJob(translation: Translation, holder: ModdleElement, type: string, own: Headers): void {
  const headers = { ...own };
  for (const field of extensionsOf(holder).filter(({ $type }) => $type === 'camunda:Field')) {
    const name = textOf(field, 'name') ?? '';
    const text = textOf(field, 'stringValue') ?? textOf(field, 'string');
    const expression = textOf(field, 'expression');
    if (text !== undefined) headers[name] = text;
    const source = text === undefined ? valueIn(translation, expression, name) : undefined;
    if (source !== undefined) translation.inputs.push({ source, target: name });
  }
  extend(translation.element, 'zeebe:TaskDefinition', { type, retries: retriesOf(translation.element) });
  const values = Object.entries(headers).map(([key, value]) => create('zeebe:Header', { key, value }));
  if (values.length > 0) extend(translation.element, 'zeebe:TaskHeaders', { values });
}

/** `R3/PT10M` tries three times, `PT1M,PT5M` once and after each of the waits. How long the waits are, the worker says. */
function retriesOf(element: ModdleElement): string | undefined {
  const cycle = extensionOf(element, 'camunda:FailedJobRetryTimeCycle');
  const text = cycle && bodyOf(cycle)?.trim();
  if (!text) return undefined;
  const repeated = /^R(\d+)\//.exec(text)?.[1];
  if (repeated !== undefined) return String(Math.max(1, Number(repeated)));
  return /^P[^,]*(,\s*P[^,]*)*$/.test(text) ? String(text.split(',').length + 1) : undefined;
}

function translateConnector(translation: Translation, connector: ModdleElement): void {
  const id = textOf(connector, 'connectorId') ?? '';
  translateParameters(translation, childOf(connector, 'inputOutput'));
  delegate(translation, connector, `connector:${id}`, { connectorId: id });
}

/** JUEL and FEEL are evaluated in place; other languages stay jobs of the type `script:<format>`. */
export function translateScriptTask(translation: Translation): void {
  const { element } = translation;
  const format = textOf(element, 'scriptFormat') ?? '';
  const resource = textOf(element, 'resource');
  const script = (textOf(element, 'script') ?? '').trim();
  const resultVariable = textOf(element, 'resultVariable');
  if (/^(juel|feel)$/i.test(format) && script !== '') {
    const setting = settingIn(script);
    const value = setting
      ? valueIn(translation, setting.value, 'script')
      : scriptOf(translation, element, 'script');
    const expression = value === undefined ? undefined : `=${asFeel(value)}`;
    if (expression !== undefined)
      return extend(element, 'zeebe:Script', { expression, resultVariable: setting?.name ?? resultVariable });
  }
  if (format === '' || (script === '' && resource === undefined)) return;
  const source: Headers = resource === undefined ? { script } : { resource };
  delegate(translation, element, `script:${format}`, source);
}
