// Checks the properties of a component against the table of its field type: kinds, FEEL and placeholders.
import type { Json } from '../engine/core/json.ts';
import { feelOf, isFeel } from './feel.ts';
import type { AttributeKind, Attributes, Report } from './fields/field.ts';
import { getIn } from './paths.ts';
import { isHttps } from './safeHtml.ts';
import { templateExpressions } from './template.ts';

/** Checks FEEL (without a leading `=`); what `checkFeel` of the expressions gives. */
export type CheckFeel = (
  expression: string,
) => { ok: true } | { ok: false; code: string; values: { [name: string]: Json } };

/** What every component may have. */
const COMMON: Attributes = {
  label: 'textOrFeel',
  description: 'textOrFeel',
  disabled: 'booleanOrFeel',
  readonly: 'booleanOrFeel',
  'conditional.hide': 'booleanOrFeel',
  'layout.row': 'text',
  'layout.columns': 'number',
  'validate.required': 'boolean',
  'properties.requiredIf': 'feel',
  'properties.validate': 'feel',
  'properties.validateMessage': 'textOrFeel',
  'properties.autocomplete': 'text',
  'properties.publicValue': 'text',
};

interface Check {
  property: string;
  report: Report;
  checkFeel: CheckFeel | undefined;
}

export function checkAttributes(
  component: { [name: string]: Json },
  own: Attributes,
  report: Report,
  checkFeel: CheckFeel | undefined,
): void {
  for (const [property, kind] of Object.entries({ ...COMMON, ...own })) {
    const value = getIn(component, property.split('.'));
    if (value !== undefined && value !== null) checks[kind](value, { property, report, checkFeel });
  }
}

const checks: { readonly [K in AttributeKind]: (value: Json, check: Check) => void } = {
  json: () => {},
  text: (value, check) => expect(typeof value === 'string', 'TEXT', check),
  list: (value, check) => expect(Array.isArray(value), 'LIST', check),
  boolean: (value, check) => expect(typeof value === 'boolean', 'BOOLEAN', check),
  number: (value, check) => expect(isNumber(value), 'NUMBER', check),
  feel: (value, check) =>
    typeof value === 'string' ? checkExpression(value, check) : expect(false, 'FEEL', check),
  booleanOrFeel(value, check) {
    if (typeof value === 'string') checkExpression(value, check);
    else expect(typeof value === 'boolean', 'BOOLEAN', check);
  },
  numberOrFeel(value, check) {
    if (isFeel(value)) checkExpression(value, check);
    else expect(value === '' || isNumber(value) || isNumber(Number(value)), 'NUMBER', check);
  },
  textOrFeel(value, check) {
    if (typeof value === 'string') checkText(value, check);
    else expect(false, 'TEXT', check);
  },
  httpsOrFeel(value, check) {
    if (typeof value !== 'string') return expect(false, 'TEXT', check);
    checkText(value, check);
    const isFixed = !isFeel(value) && !value.includes('{{') && value !== '';
    if (isFixed && !isHttps(value)) {
      const values = { property: check.property, address: value.slice(0, 200) };
      check.report('FORM_ADDRESS_NOT_HTTPS', values, 'warning');
    }
  },
};

/** The words are those of a programmer in both languages: they name what the JSON must hold. */
const EXPECTED = { TEXT: 'string', LIST: 'array', BOOLEAN: 'boolean', NUMBER: 'number', FEEL: 'FEEL' };

function expect(holds: boolean, expected: keyof typeof EXPECTED, { property, report }: Check): void {
  if (!holds) report('FORM_PROPERTY_INVALID', { property, expected: EXPECTED[expected] });
}

function isNumber(value: unknown): boolean {
  return typeof value === 'number' && Number.isFinite(value);
}

function checkText(value: string, check: Check): void {
  if (isFeel(value)) return checkExpression(value, check);
  const expressions = templateExpressions(value);
  if (!expressions) return check.report('FORM_TEMPLATE_UNCLOSED', { property: check.property });
  for (const expression of expressions) checkExpression(expression, check);
}

function checkExpression(value: string, { property, report, checkFeel }: Check): void {
  const expression = feelOf(value);
  if (expression === '' || !checkFeel) return;
  const found = checkFeel(expression);
  if (found.ok) return;
  const values = { property, expression: expression.slice(0, 200), reason: found.code };
  report('FORM_EXPRESSION_INVALID', { ...values, details: found.values });
}
