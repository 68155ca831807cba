// `camunda:formData` and `camunda:formProperty` as a form of ours: one field each, with its label, type and rules.
import type { ModdleElement } from 'bpmn-moddle';
import type { Json } from '../../core/json.ts';
import { childOf, childrenOf, extensionOf, extensionsOf, plainText, textOf } from '../sourceNode.ts';
import { convertJuel } from './juel.ts';
import { holdsJuel } from './juelTokens.ts';
import { notConverted, notExecuted, type Translation, valueIn } from './translation.ts';

type Component = { [name: string]: Json };

/** Undefined where the element has no fields. */
export function formSchemaOf(translation: Translation): { [name: string]: Json } | undefined {
  const { element } = translation;
  const data = extensionOf(element, 'camunda:FormData');
  const businessKey = data && textOf(data, 'businessKey');
  if (businessKey !== undefined) notExecuted(translation, 'camunda:formData businessKey', businessKey);
  const fields = [
    ...(data ? childrenOf(data, 'fields') : []),
    ...extensionsOf(element).filter(({ $type }) => $type === 'camunda:FormProperty'),
  ];
  const seen = new Set<string>();
  const components = fields.flatMap((field) => {
    const key = textOf(field, 'variable') ?? textOf(field, 'id') ?? '';
    // A key is written as a name here, with dots between the parts of an object.
    if (!/^[A-Za-z0-9_]+$/.test(key) || seen.has(key)) {
      notExecuted(translation, 'camunda:formField', key);
      return [];
    }
    seen.add(key);
    return [component(translation, field, key)];
  });
  if (components.length === 0) return undefined;
  return { type: 'default', id: `camunda-${textOf(element, 'id') ?? ''}`, schemaVersion: 19, components };
}

function component(translation: Translation, field: ModdleElement, key: string): Component {
  const type = textOf(field, 'type') ?? 'string';
  const made: Component = { ...kindOf(type, field), key, id: key, label: labelOf(field, key) };
  const validate = rulesOf(translation, field, made);
  if (Object.keys(validate).length > 0) made.validate = validate;
  const initial = textOf(field, 'defaultValue') ?? textOf(field, 'default') ?? textOf(field, 'expression');
  if (initial !== undefined && holdsJuel(initial)) notConverted(translation, initial, 'defaultValue', '');
  else if (initial !== undefined) made.defaultValue = typed(initial, type);
  return made;
}

function kindOf(type: string, field: ModdleElement): Component {
  switch (type) {
    case 'boolean':
      return { type: 'checkbox' };
    case 'long':
    case 'int':
    case 'integer':
      return { type: 'number', decimalDigits: 0 };
    case 'double':
    case 'float':
      return { type: 'number' };
    case 'date':
      return { type: 'datetime', subtype: 'date' };
    case 'enum':
      return { type: 'select', values: childrenOf(field, 'values').flatMap(optionOf) };
    default:
      return { type: 'textfield' };
  }
}

function optionOf(value: ModdleElement): Json[] {
  const id = textOf(value, 'id');
  return id === undefined ? [] : [{ value: id, label: plain(textOf(value, 'name') ?? id) }];
}

function labelOf(field: ModdleElement, key: string): string {
  const text = textOf(field, 'label') ?? textOf(field, 'name') ?? '';
  const { value } = holdsJuel(text) ? convertJuel(text) : { value: undefined };
  return value?.startsWith('=') ? value : plain(text) || key;
}

/** `=` and braces mean something in a form's texts. */
function plain(text: string): string {
  const one = plainText(text).replaceAll('{{', '{ {');
  return one.startsWith('=') ? `=${JSON.stringify(one)}` : one;
}

const LIMITS = new Map([
  ['min', 'min'],
  ['max', 'max'],
  ['minlength', 'minLength'],
  ['maxlength', 'maxLength'],
]);

function rulesOf(translation: Translation, field: ModdleElement, made: Component): Component {
  const validate: Component = {};
  if (textOf(field, 'required') === 'true') validate.required = true;
  if (textOf(field, 'writable') === 'false') made.readonly = true;
  const validation = childOf(field, 'validation');
  for (const constraint of validation ? childrenOf(validation, 'constraints') : []) {
    const name = textOf(constraint, 'name') ?? '';
    const config = textOf(constraint, 'config') ?? '';
    const limit = LIMITS.get(name);
    if (name === 'required') validate.required = true;
    else if (name === 'readonly') made.readonly = true;
    else if (limit !== undefined) {
      const value = valueIn(translation, config, name);
      if (value !== undefined) validate[limit] = value.startsWith('=') ? value : Number(value);
    } else notExecuted(translation, 'camunda:constraint', `${name} ${config}`.trim());
  }
  return validate;
}

function typed(text: string, type: string): Json {
  if (type === 'boolean') return text === 'true';
  if (/^(long|int|integer|double|float)$/.test(type))
    return Number.isFinite(Number(text)) ? Number(text) : null;
  // `dd/MM/yyyy`, as Camunda 7 writes dates where no other pattern is given.
  const date = type === 'date' ? /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text) : null;
  return date ? `${date[3]}-${date[2]?.padStart(2, '0')}-${date[1]?.padStart(2, '0')}` : text;
}
