// Files that are attached: new ones, and those of before that are kept.
import type { Json } from '../../engine/core/json.ts';
import { acceptInWords, documentOf, documentsOf, isAccepted } from '../documents.ts';
import { flag, textIn } from '../feel.ts';
import { formatBytes, say } from '../messages/messages.ts';
import { isObject } from '../paths.ts';
import type { BaseComponent, Feel, Templated } from '../schema.ts';
import type { FormContext, Node, Refusal, ValueField } from './field.ts';

export interface FilepickerComponent extends BaseComponent {
  type: 'filepicker';
  /** Extensions and media types, separated by commas. */
  accept?: Templated;
  multiple?: boolean | Feel;
}

/** The name under which the page posts the documents to keep. */
export const KEEP = 'keep';

export const filepicker: ValueField<FilepickerComponent> = {
  holds: 'value',
  empty: [],
  attributes: { accept: 'textOrFeel', multiple: 'booleanOrFeel' },
  template: `{{#> shell}}<input class="cf-input cf-file" type="file" id="{{id}}" name="{{name}}"{{#if accept}} accept="{{accept}}"{{/if}}{{#if multiple}} multiple{{/if}}{{> ariaOnly}}{{#if ask}} required{{/if}}>
{{~#if documents}}<p class="cf-hint cf-attached">{{attached}}</p><ul class="cf-files" aria-label="{{attached}}">{{#each documents}}<li class="cf-choice"><input type="checkbox" id="{{id}}" name="{{../keepName}}" value="{{document}}" checked aria-label="{{keep}}">
{{~#if href}}<a href="{{href}}">{{name}}</a>{{else}}<label for="{{id}}">{{name}}</label>{{/if}}</li>{{/each}}</ul>{{/if}}{{/shell}}`,
  view(node, value, context) {
    const accept = textIn(node.component.accept, node, context);
    const multiple = takesMany(node, context);
    const max = formatBytes(context.locale, context.files.maxBytes);
    const hint = multiple
      ? say(context.locale, 'FILE_HINT_MANY', { count: context.files.maxCount, max })
      : say(context.locale, 'FILE_HINT_ONE', { max });
    const documents = documentsOf(value);
    return {
      accept,
      multiple,
      ask: node.required && documents.length === 0,
      hint: accept
        ? `${hint} ${say(context.locale, 'FILE_HINT_ACCEPT', { accept: acceptInWords(accept) })}`
        : hint,
      attached: say(context.locale, 'FILE_ATTACHED'),
      keepName: `${node.name}.${KEEP}`,
      documents: documents.map((reference, index) =>
        documentView(reference, `${node.id}-${KEEP}-${index + 1}`, context),
      ),
    };
  },
  // Files never come as text: what is kept and what is new is put together from the page's own records.
  parse: () => ({ value: [] }),
  validate(value, node, context) {
    const list = Array.isArray(value) ? value : [value];
    if (list.some((one) => documentOf(one) === undefined)) return { code: 'FIELD_FILE', values: {} };
    if (list.length > 1 && !takesMany(node, context)) return { code: 'FIELD_FILE_SINGLE', values: {} };
    const max = context.files.maxCount;
    if (list.length > max) return { code: 'FIELD_FILE_COUNT', values: { max, count: list.length } };
    for (const one of list) {
      const refused = fileRefusal(one, node, context);
      if (refused) return refused;
    }
    return undefined;
  },
  missing: 'FIELD_REQUIRED_FILE',
  text: (value) =>
    documentsOf(value)
      .map((one) => documentOf(one)?.name ?? '')
      .join(', '),
  companions: [KEEP],
};

function takesMany(node: Node<FilepickerComponent>, context: FormContext): boolean {
  return flag(node.component.multiple, node.scope, context.evaluate);
}

export function documentView(reference: Json, id: string, context: FormContext) {
  const found = documentOf(reference);
  const name = found?.name ?? '';
  return {
    id,
    document: found?.id ?? '',
    name,
    href: found && context.files.href ? context.files.href(found.id) : '',
    keep: say(context.locale, 'FILE_KEEP', { name }),
  };
}

function fileRefusal(
  reference: Json,
  node: Node<FilepickerComponent>,
  context: FormContext,
): Refusal | undefined {
  const name = documentOf(reference)?.name ?? '';
  const metadata = isObject(reference) && isObject(reference.metadata) ? reference.metadata : {};
  const accept = textIn(node.component.accept, node, context);
  const type = typeof metadata.contentType === 'string' ? metadata.contentType : '';
  if (!isAccepted(accept, name, type))
    return { code: 'FIELD_FILE_TYPE', values: { name, accept: acceptInWords(accept) } };
  const max = context.files.maxBytes;
  if (typeof metadata.size === 'number' && metadata.size > max) {
    const size = formatBytes(context.locale, metadata.size);
    return { code: 'FIELD_FILE_SIZE', values: { name, size, max: formatBytes(context.locale, max) } };
  }
  return undefined;
}
