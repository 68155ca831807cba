// A line between two parts of a form.
import type { BaseComponent } from '../schema.ts';
import type { PresentationField } from './field.ts';

export interface SeparatorComponent extends BaseComponent {
  type: 'separator';
}

export const separator: PresentationField<SeparatorComponent> = {
  holds: 'nothing',
  attributes: {},
  template: `<hr class="cf-separator">`,
  view: () => ({}),
};
