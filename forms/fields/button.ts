// A button that sends or clears the form; other actions do not exist here.
import { textIn } from '../feel.ts';
import { say } from '../messages/messages.ts';
import type { BaseComponent } from '../schema.ts';
import type { PresentationField } from './field.ts';

export interface ButtonComponent extends BaseComponent {
  type: 'button';
  action?: 'submit' | 'reset';
}

export const button: PresentationField<ButtonComponent> = {
  holds: 'nothing',
  attributes: { action: 'text' },
  check(component, report) {
    const { action } = component;
    if (action !== undefined && action !== 'submit' && action !== 'reset') {
      report('FORM_ACTION_IGNORED', { action: String(action) }, 'warning');
    }
  },
  template: `{{#if kind}}<button class="cf-button{{#if main}} cf-main{{/if}}" type="{{kind}}"{{#if main}} name="_form" value="submit"{{/if}}>{{label}}</button>{{/if}}`,
  view(node, context) {
    const action = node.component.action ?? 'submit';
    const known = (action === 'submit' || action === 'reset') && !node.locked;
    return {
      kind: known ? action : '',
      main: action === 'submit',
      label:
        textIn(node.component.label, node, context) ||
        say(context.locale, action === 'reset' ? 'RESET' : 'SUBMIT'),
    };
  },
};
