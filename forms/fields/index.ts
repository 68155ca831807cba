// The registry of field types: one line each, and the compiler demands that none is missing.
import type { ComponentOf, FieldType } from '../schema.ts';
import { button } from './button.ts';
import { checkbox } from './checkbox.ts';
import { checklist } from './checklist.ts';
import { datetime } from './datetime.ts';
import { documentPreview } from './documentPreview.ts';
import { dynamiclist } from './dynamiclist.ts';
import { expression } from './expression.ts';
import type { Field } from './field.ts';
import { filepicker } from './filepicker.ts';
import { group } from './group.ts';
import { html } from './html.ts';
import { iframe } from './iframe.ts';
import { image } from './image.ts';
import { number } from './number.ts';
import { radio } from './radio.ts';
import { select } from './select.ts';
import { separator } from './separator.ts';
import { spacer } from './spacer.ts';
import { table } from './table.ts';
import { taglist } from './taglist.ts';
import { text } from './text.ts';
import { textarea } from './textarea.ts';
import { textfield } from './textfield.ts';

export const fields = {
  button,
  checkbox,
  checklist,
  datetime,
  documentPreview,
  dynamiclist,
  expression,
  filepicker,
  group,
  html,
  iframe,
  image,
  number,
  radio,
  select,
  separator,
  spacer,
  table,
  taglist,
  text,
  textarea,
  textfield,
} satisfies { [T in FieldType]: Field<ComponentOf<T>> };

export const fieldTypes = Object.keys(fields) as FieldType[];

export function isFieldType(type: unknown): type is FieldType {
  return typeof type === 'string' && Object.hasOwn(fields, type);
}

/** The field of a component, as one type that takes any node: the registry guarantees that they belong together. */
export function fieldOf(component: { type: FieldType }): Field {
  return fields[component.type] as Field;
}
