// A picture from an https address.
import { textIn } from '../feel.ts';
import { say } from '../messages/messages.ts';
import { isHttps } from '../safeHtml.ts';
import type { BaseComponent, Templated } from '../schema.ts';
import type { PresentationField } from './field.ts';

export interface ImageComponent extends BaseComponent {
  type: 'image';
  source?: Templated;
  alt?: Templated;
}

export const image: PresentationField<ImageComponent> = {
  holds: 'nothing',
  attributes: { source: 'httpsOrFeel', alt: 'textOrFeel' },
  template: `{{#if source}}<img class="cf-image" src="{{source}}" alt="{{alt}}" loading="lazy" referrerpolicy="no-referrer">{{else}}<p class="cf-hint">{{blocked}}</p>{{/if}}`,
  view(node, context) {
    const source = textIn(node.component.source, node, context);
    return {
      source: isHttps(source) ? source : '',
      alt: textIn(node.component.alt, node, context),
      blocked: say(context.locale, 'CONTENT_BLOCKED'),
    };
  },
};
