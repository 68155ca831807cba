// A value that the server computes from the others; what is posted for it is never read.
import type { Json } from '../../engine/core/json.ts';
import { evaluateFeel, words } from '../feel.ts';
import { formatNumber, say } from '../messages/messages.ts';
import type { BaseComponent, Feel } from '../schema.ts';
import type { FormContext, ValueField } from './field.ts';

export interface ExpressionComponent extends BaseComponent {
  type: 'expression';
  expression?: Feel;
  computeOn?: 'change' | 'presubmit';
}

export const expression: ValueField<ExpressionComponent> = {
  holds: 'value',
  empty: null,
  attributes: { expression: 'feel', computeOn: 'text' },
  check(component, report) {
    if (!component.expression) report('FORM_PROPERTY_INVALID', { property: 'expression', expected: 'FEEL' });
  },
  template: `<div class="cf-field"><span class="cf-label" id="{{id}}-label">{{label}}</span><output class="cf-value" id="{{id}}" aria-labelledby="{{id}}-label">{{value}}</output></div>`,
  view: (_node, value, context) => ({ value: shown(value, context) }),
  // Shown only where the author gave it a label: form-js keeps computed values out of sight.
  isAbsent: (node, value) => !node.component.label || value === null,
  parse: () => ({ value: null }),
  validate: () => undefined,
  text: (value, _node, context) => shown(value, context),
  computed: (node, context) =>
    node.component.expression ? evaluateFeel(node.component.expression, node.scope, context.evaluate) : null,
};

function shown(value: Json, context: FormContext): string {
  if (typeof value === 'number') return formatNumber(context.locale, value);
  return typeof value === 'boolean' ? say(context.locale, value ? 'YES' : 'NO') : words(value);
}
