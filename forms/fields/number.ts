// A number, with its decimals, step, limits and the marks before and after it.
import { Decimal } from 'decimal.js';
import type { Json } from '../../engine/core/json.ts';
import { numberIn } from '../feel.ts';
import { formatNumber } from '../messages/messages.ts';
import type { BaseComponent, Feel } from '../schema.ts';
import { type Appearance, adornerAttributes, adorners } from '../textRules.ts';
import type { FormContext, Node, Refusal, ValueField } from './field.ts';

export interface NumberComponent extends BaseComponent {
  type: 'number';
  decimalDigits?: number;
  increment?: number | string;
  /** Keep the number as text, digit by digit. */
  serializeToString?: boolean;
  appearance?: Appearance;
  validate?: { required?: boolean; min?: number | Feel; max?: number | Feel };
}

const NUMBER = /^[+-]?(\d+([.,]\d*)?|[.,]\d+)(e[+-]?\d{1,3})?$/i;

export const number: ValueField<NumberComponent> = {
  holds: 'value',
  empty: null,
  attributes: {
    ...adornerAttributes,
    decimalDigits: 'number',
    increment: 'numberOrFeel',
    serializeToString: 'boolean',
    'validate.min': 'numberOrFeel',
    'validate.max': 'numberOrFeel',
  },
  template: `{{#> shell}}{{#> adorned}}<input class="cf-input cf-number" type="number" id="{{id}}" name="{{name}}" value="{{value}}" step="{{step}}" inputmode="{{inputmode}}"
{{~#if min}} min="{{min}}"{{/if}}{{#if max}} max="{{max}}"{{/if}}{{> aria}}>{{/adorned}}{{/shell}}`,
  view(node, value, context) {
    const { decimalDigits, appearance } = node.component;
    const min = numberIn(node.component.validate?.min, node, context);
    const max = numberIn(node.component.validate?.max, node, context);
    return {
      value: value === null ? '' : String(value),
      step: stepOf(node.component),
      // The digits-only keyboard of a telephone has no minus sign.
      inputmode: decimalDigits === 0 && min !== undefined && min >= 0 ? 'numeric' : 'decimal',
      min: min === undefined ? '' : String(min),
      max: max === undefined ? '' : String(max),
      ...adorners(appearance, node, context),
    };
  },
  parse(raw, node) {
    const typed = (raw[0] ?? '').trim();
    if (typed === '') return { value: null };
    const decimal = NUMBER.test(typed) ? new Decimal(typed.replace(',', '.')) : undefined;
    if (!decimal?.isFinite() || !Number.isFinite(decimal.toNumber())) {
      return { refusal: { code: 'FIELD_NUMBER', values: {} }, value: typed };
    }
    return { value: node.component.serializeToString ? decimal.toFixed() : decimal.toNumber() };
  },
  validate(value, node, context) {
    const decimal = decimalOf(value, node.component);
    if (!decimal) return { code: 'FIELD_TYPE', values: { expected: 'EXPECTED_NUMBER' } };
    return (
      decimalsRefusal(decimal, node) ??
      incrementRefusal(decimal, node) ??
      limitRefusal(decimal, node, context)
    );
  },
  text: (value, node, context) => {
    const shown = typeof value === 'number' ? formatNumber(context.locale, value) : String(value ?? '');
    const { prefix, suffix } = adorners(node.component.appearance, node, context);
    return [prefix, shown, suffix].filter((part) => part !== '').join(' ');
  },
};

function decimalOf(value: Json, component: NumberComponent): Decimal | undefined {
  if (typeof value === 'number' && Number.isFinite(value)) return new Decimal(value);
  // A text is a number only where the form keeps numbers as text.
  if (typeof value !== 'string' || !component.serializeToString || !NUMBER.test(value)) return undefined;
  return value.includes(',') ? undefined : new Decimal(value);
}

function stepOf({ increment, decimalDigits }: NumberComponent): string {
  if (increment !== undefined && Number(increment) > 0) return String(increment);
  return decimalDigits === undefined ? 'any' : new Decimal(10).pow(-Math.max(0, decimalDigits)).toFixed();
}

function decimalsRefusal(value: Decimal, { component }: Node<NumberComponent>): Refusal | undefined {
  const decimals = component.decimalDigits;
  if (decimals === undefined || value.decimalPlaces() <= decimals) return undefined;
  return decimals === 0
    ? { code: 'FIELD_DECIMALS_NONE', values: {} }
    : { code: 'FIELD_DECIMALS', values: { decimals } };
}

function incrementRefusal(value: Decimal, { component }: Node<NumberComponent>): Refusal | undefined {
  const increment = Number(component.increment);
  if (component.increment === undefined || !(increment > 0) || value.mod(increment).isZero())
    return undefined;
  const lower = value.div(increment).floor().mul(increment);
  const values = { increment, lower: lower.toNumber(), upper: lower.plus(increment).toNumber() };
  return { code: 'FIELD_INCREMENT', values };
}

function limitRefusal(
  value: Decimal,
  node: Node<NumberComponent>,
  context: FormContext,
): Refusal | undefined {
  const min = numberIn(node.component.validate?.min, node, context);
  if (min !== undefined && value.lt(min)) return { code: 'FIELD_MIN', values: { min } };
  const max = numberIn(node.component.validate?.max, node, context);
  return max !== undefined && value.gt(max) ? { code: 'FIELD_MAX', values: { max } } : undefined;
}
