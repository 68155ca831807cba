// Files that are attached: new ones, and those of before that are kept.
import type { Json } from '../../engine/core/json.ts';
import { acceptInWords, documentOf, documentsOf, isAccepted, type SubmittedFile } from '../documents.ts';
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
  template: `{{#> shell}}<input class="cf-input cf-file" type="file" id="{{id}}" name="{{name}}"{{#if accept}} accept="{{accept}}"{{/if}}{{#if multiple}} multiple{{/if}} data-most="{{most}}" data-too-large="{{tooLarge}}"{{> ariaOnly}}{{#if ask}} required{{/if}}>
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
      most: context.files.maxBytes,
      // The browser fills in the name and the size, before anything is sent.
      tooLarge: say(context.locale, 'FIELD_FILE_SIZE', { max }),
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
  const isTooLarge = typeof metadata.size === 'number' && metadata.size > context.files.maxBytes;
  return isTooLarge ? sizeRefusal(name, Number(metadata.size), context) : undefined;
}

function sizeRefusal(name: string, size: number, context: FormContext): Refusal {
  const inWords = (bytes: number) => formatBytes(context.locale, bytes);
  return {
    code: 'FIELD_FILE_SIZE',
    values: { name, size: inWords(size), max: inWords(context.files.maxBytes) },
  };
}

/** A file of a usual kind whose name can be taken at its word. */
const USUAL = /\.(pdf|png|jpe?g|webp|heic|gif|tiff?|docx?|xlsx?|odt|zip|mp3|ogg|m4a|mp4|txt|csv)$/i;

/** What to say about a file that the page did not take: by the field's own list, not by all that we know. */
export function refusedFile(
  { fileName: name, size, refused }: SubmittedFile,
  component: FilepickerComponent,
  { scope }: Pick<Node, 'scope'>,
  context: FormContext,
): Refusal {
  if (refused === 'size') return sizeRefusal(name, size, context);
  if (refused === 'total') return { code: 'FIELD_FILE_TOTAL', values: { name } };
  if (refused === 'infected') return { code: 'FIELD_FILE_INFECTED', values: { name } };
  if (refused === 'unscanned') return { code: 'FIELD_FILE_UNSCANNED', values: { name } };
  const list = textIn(component.accept, { scope }, context);
  const accept = acceptInWords(list) || 'EXPECTED_FILES';
  const isOfThem = list === '' ? USUAL.test(name) : isAccepted(list, name, '');
  if (!isOfThem) return { code: 'FIELD_FILE_TYPE', values: { name, accept } };
  const type = name.slice(name.lastIndexOf('.') + 1).toUpperCase();
  return { code: 'FIELD_FILE_CONTENT', values: { name, type, accept } };
}
