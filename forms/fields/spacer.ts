// Room between two parts of a form.
import type { BaseComponent } from '../schema.ts';
import type { PresentationField } from './field.ts';

export interface SpacerComponent extends BaseComponent {
  type: 'spacer';
  height?: number;
}

export const spacer: PresentationField<SpacerComponent> = {
  holds: 'nothing',
  attributes: { height: 'number' },
  // Steps of 20 px as classes: a strict content policy forbids style attributes.
  template: `<div class="cf-space cf-space-{{steps}}"></div>`,
  view: (node) => ({
    steps: Math.min(10, Math.max(1, Math.round((Number(node.component.height) || 60) / 20))),
  }),
};
