// What fields share in which several options may be chosen, however they show them.
import {
  checkOptions,
  choiceText,
  chosen,
  type OptionSource,
  optionAttributes,
  outsideOptions,
} from '../options.ts';
import type { BaseComponent } from '../schema.ts';
import type { ValueField } from './field.ts';

export function severalOptions<C extends BaseComponent & OptionSource>(
  shown: Pick<ValueField<C>, 'template' | 'view'>,
): ValueField<C> {
  return {
    ...shown,
    holds: 'value',
    empty: [],
    attributes: optionAttributes,
    check: checkOptions,
    parse: (raw, node, context) => ({ value: chosen(raw, node, context) }),
    validate: (value, node, context) =>
      Array.isArray(value)
        ? outsideOptions(value, node, context)
        : { code: 'FIELD_TYPE', values: { expected: 'EXPECTED_LIST' } },
    missing: 'FIELD_REQUIRED_CHOICE',
    text: choiceText,
    grouped: true,
  };
}
