// One line of text, which may have to be an e-mail address, a telephone number or match a pattern.
import type { Json } from '../../engine/core/json.ts';
import { say } from '../messages/messages.ts';
import { checkPattern, matchesPattern } from '../pattern.ts';
import type { BaseComponent, Feel, Templated } from '../schema.ts';
import {
  type Appearance,
  adornerAttributes,
  adorners,
  lengthRefusal,
  lengthViews,
  textRefusal,
} from '../textRules.ts';
import type { FormContext, Node, Refusal, ValueField } from './field.ts';

export interface TextfieldComponent extends BaseComponent {
  type: 'textfield';
  appearance?: Appearance;
  validate?: {
    required?: boolean;
    minLength?: number | Feel;
    maxLength?: number | Feel;
    pattern?: string;
    patternErrorMessage?: Templated;
    validationType?: 'email' | 'phone' | 'custom' | '';
  };
}

/** One line holds at most this much where the form sets no limit. */
const MAX_LENGTH = 4_000;

// The pattern of HTML for e-mail inputs, but with a dot in the domain: a citizen's "ana@correo" is a slip.
const EMAIL =
  /^[a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)+$/;
const PHONE = /^\+?[0-9 ().-]+$/;

export const textfield: ValueField<TextfieldComponent> = {
  holds: 'value',
  empty: '',
  attributes: {
    ...adornerAttributes,
    'validate.minLength': 'numberOrFeel',
    'validate.maxLength': 'numberOrFeel',
    'validate.pattern': 'text',
    'validate.patternErrorMessage': 'textOrFeel',
    'validate.validationType': 'text',
  },
  check: (component, report) => checkPattern(component.validate?.pattern, report),
  template: `{{#> shell}}{{#> adorned}}<input class="cf-input" type="{{inputType}}" id="{{id}}" name="{{name}}" value="{{value}}" dir="auto"
{{~#if autocomplete}} autocomplete="{{autocomplete}}"{{/if}}{{#if inputmode}} inputmode="{{inputmode}}"{{/if}}
{{~#if minLength}} minlength="{{minLength}}"{{/if}}{{#if maxLength}} maxlength="{{maxLength}}"{{/if}}{{> aria}}>{{/adorned}}{{/shell}}`,
  view(node, value, context) {
    const kind = node.component.validate?.validationType;
    return {
      value: typeof value === 'string' ? value : value === null ? '' : JSON.stringify(value),
      inputType: kind === 'email' ? 'email' : kind === 'phone' ? 'tel' : 'text',
      inputmode: kind === 'email' ? 'email' : kind === 'phone' ? 'tel' : '',
      autocomplete:
        node.component.properties?.autocomplete ??
        (kind === 'email' ? 'email' : kind === 'phone' ? 'tel' : ''),
      ...lengthViews(node, context, MAX_LENGTH),
      ...adorners(node.component.appearance, node, context),
    };
  },
  parse: (raw) => ({ value: (raw[0] ?? '').replace(/\s*[\r\n]+\s*/g, ' ').trim() }),
  validate(value, node, context) {
    const refused = textRefusal(value);
    if (refused || typeof value !== 'string') return refused;
    return (
      patternRefusal(value, node, context) ??
      lengthRefusal(value, node, context, MAX_LENGTH) ??
      kindRefusal(value, node)
    );
  },
  text: (value, _node, context) => (typeof value === 'string' ? value : plain(value, context)),
};

function patternRefusal(
  value: string,
  node: Node<TextfieldComponent>,
  context: FormContext,
): Refusal | undefined {
  const pattern = node.component.validate?.pattern;
  if (!pattern || matchesPattern(pattern, value)) return undefined;
  const text = context && node.component.validate?.patternErrorMessage;
  return text ? { code: 'FIELD_PATTERN', values: {}, text } : { code: 'FIELD_PATTERN', values: {} };
}

function kindRefusal(value: string, node: Node<TextfieldComponent>): Refusal | undefined {
  const kind = node.component.validate?.validationType;
  if (kind === 'email' && (value.length > 254 || !EMAIL.test(value)))
    return { code: 'FIELD_EMAIL', values: {} };
  if (kind !== 'phone') return undefined;
  const digits = value.replace(/\D/g, '').length;
  return PHONE.test(value) && digits >= 7 && digits <= 15 ? undefined : { code: 'FIELD_PHONE', values: {} };
}

function plain(value: Json, context: FormContext): string {
  if (typeof value === 'boolean') return say(context.locale, value ? 'YES' : 'NO');
  return value === null ? '' : JSON.stringify(value);
}
