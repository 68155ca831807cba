// Documents of the case, as links to read them.
import { documentsOf } from '../documents.ts';
import { isFeel, jsonIn } from '../feel.ts';
import { say } from '../messages/messages.ts';
import { getIn, keySegments } from '../paths.ts';
import type { BaseComponent } from '../schema.ts';
import type { PresentationField } from './field.ts';
import { documentView } from './filepicker.ts';

export interface DocumentPreviewComponent extends BaseComponent {
  type: 'documentPreview';
  dataSource?: string;
  maxHeight?: number;
}

export const documentPreview: PresentationField<DocumentPreviewComponent> = {
  holds: 'nothing',
  attributes: { dataSource: 'text', maxHeight: 'number' },
  template: `<div class="cf-field"><span class="cf-label">{{label}}</span>{{#if documents}}<ul class="cf-files" aria-label="{{label}}">{{#each documents}}<li>{{#if href}}<a href="{{href}}">{{name}}</a>{{else}}{{name}}{{/if}}</li>{{/each}}</ul>{{else}}<p class="cf-hint">{{none}}</p>{{/if}}</div>`,
  view(node, context) {
    const source = node.component.dataSource ?? '';
    const value = isFeel(source) ? jsonIn(source, node, context) : getIn(node.scope, keySegments(source));
    return {
      documents: documentsOf(value).map((one, index) =>
        documentView(one, `${node.id}-${index + 1}`, context),
      ),
      none: say(context.locale, 'FILE_NONE'),
    };
  },
};
