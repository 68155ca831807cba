// What the translators of Camunda 7's attributes share: reading texts as values of ours, adding extensions, complaining.
import { BpmnModdle, type ModdleElement } from 'bpmn-moddle';
import zeebe from 'zeebe-bpmn-moddle/resources/zeebe.json' with { type: 'json' };
import type { Mapping } from '../../core/model.ts';
import cauce from '../cauce.json' with { type: 'json' };
import type { CheckFeel } from '../feel.ts';
import type { Report } from '../report.ts';
import { childOf, childrenOf, textOf } from '../sourceNode.ts';
import { convertJuel } from './juel.ts';

/** One element of the drawing on its way from Camunda 7's words to ours. */
export interface Translation {
  element: ModdleElement;
  report: Report;
  checkFeel: CheckFeel;
  /** Mappings of variables, said together at the end. */
  inputs: Mapping[];
  outputs: Mapping[];
  /** What the outputs give leaves instead of the results, as in Zeebe; else beside them. */
  outputsOnly: boolean;
}

const moddle = new BpmnModdle({ zeebe, cauce });

type Attributes = { [name: string]: string | boolean | ModdleElement | ModdleElement[] | undefined };

export function create(type: string, attributes: Attributes): ModdleElement {
  const given = Object.entries(attributes).filter(([, value]) => value !== undefined && value !== '');
  return moddle.create(type, Object.fromEntries(given));
}

/** Adds an extension to an element in memory; the file's bytes stay as they are. */
export function extend(element: ModdleElement, type: string, attributes: Attributes): void {
  let holder = childOf(element, 'extensionElements');
  if (!holder) {
    holder = moddle.create('bpmn:ExtensionElements', { values: [] });
    place(holder, element);
    element.set?.('extensionElements', holder);
  }
  const extension = create(type, attributes);
  place(extension, holder);
  holder.set?.('values', [...childrenOf(holder, 'values'), extension]);
}

function place(child: ModdleElement, parent: ModdleElement): void {
  (child as { $parent?: ModdleElement }).$parent = parent;
}

/** A text as a value: FEEL behind `=`, or the text itself. Undefined where it is absent or, which is reported, has no FEEL. */
export function valueIn(
  translation: Translation,
  text: string | undefined,
  attribute: string,
): string | undefined {
  const given = text?.trim();
  if (given === undefined || given === '') return undefined;
  const { value, part = '' } = convertJuel(given);
  if (value !== undefined && !value.startsWith('=')) return value;
  if (value !== undefined && translation.checkFeel(value.slice(1), 'expression').ok) return value;
  notConverted(translation, given, attribute, part);
  return undefined;
}

/** As `valueIn`, of an attribute of the element itself. */
export function attributeOf(translation: Translation, attribute: string): string | undefined {
  return valueIn(translation, textOf(translation.element, attribute), attribute);
}

export function notConverted(
  { report, element }: Translation,
  expression: string,
  attribute: string,
  part: string,
): void {
  const values = { attribute, expression: expression.slice(0, 200), ...(part !== '' && { part }) };
  report.warn('CAMUNDA_EXPRESSION_NOT_CONVERTED', values, element);
}

export function notExecuted({ report, element }: Translation, what: string, value: string): void {
  report.warn('CAMUNDA_NOT_EXECUTED', { what, value: value.slice(0, 200) }, element);
}

/** A value as part of a larger FEEL expression. */
export function asFeel(value: string): string {
  return value.startsWith('=') ? value.slice(1) : JSON.stringify(value);
}
