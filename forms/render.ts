// Renders a form as accessible HTML fields; the page around them brings the form element and its own buttons.
import type { Json, Variables } from '../engine/core/json.ts';
import { isBlank } from './blank.ts';
import { contextOf } from './context.ts';
import { documentsOf } from './documents.ts';
import { textIn } from './feel.ts';
import type { Evaluate, FileLimits, FormContext, Node, ValueField, View } from './fields/field.ts';
import { documentView } from './fields/filepicker.ts';
import { fieldOf } from './fields/index.ts';
import { layoutRows } from './layout.ts';
import { type Locale, say } from './messages/messages.ts';
import { getIn } from './paths.ts';
import { everyNode, resolve } from './resolve.ts';
import type { Component, FormSchema } from './schema.ts';
import { type Settled, settle, withDefaults } from './settle.ts';
import { renderTemplate } from './templates.ts';
import { errorKey, type FieldError, type FieldErrors } from './validate.ts';

export interface RenderRequest {
  schema: FormSchema;
  data: Variables;
  errors?: FieldErrors;
  locale: Locale;
  mode: 'edit' | 'readonly';
  /** Precedes every id, so that two forms can stand on one page. Default `f-`. */
  idPrefix?: string;
  evaluate: Evaluate;
  files?: Partial<FileLimits>;
  /** Epoch milliseconds; default: the clock's. */
  now?: number;
  /** Default `America/Bogota`. */
  timeZone?: string;
}

/** What every view needs of the request. */
interface Rendering {
  data: Variables;
  errors: FieldErrors;
  readonly: boolean;
  context: FormContext;
}

export function renderForm(request: RenderRequest): string {
  const context = contextOf(request);
  const { locale } = context;
  const readonly = request.mode === 'readonly';
  const { nodes, data } = readonly ? asStored(request, context) : prepared(request, context);
  const rendering: Rendering = { data, errors: request.errors ?? {}, readonly, context };
  const all = [...everyNode(nodes)];
  const editable = rendering.readonly ? [] : all;
  return renderTemplate({
    id: `${context.idPrefix}form`,
    lang: locale === 'es' ? 'es-CO' : 'en',
    summary: summaryOf(all, rendering),
    note: editable.some((node) => node.required && isAnswered(node)) ? say(locale, 'REQUIRED_NOTE') : '',
    rows: viewRows(nodes, rendering),
    unseen: editable
      .filter((node) => node.hidden && node.name)
      .map((node) => node.name)
      .join(' '),
    refresh: editable.some((node) => dependsOnAnswers(node.component)),
    t: {
      required: say(locale, 'REQUIRED'),
      errorPrefix: say(locale, 'ERROR_PREFIX'),
      noOptions: say(locale, 'NO_OPTIONS'),
      refreshNote: say(locale, 'REFRESH_NOTE'),
      refresh: say(locale, 'REFRESH'),
    },
  });
}

/** What is read is shown as it was stored: no defaults, nothing computed anew. */
function asStored({ schema, data }: RenderRequest, context: FormContext): Settled {
  return { nodes: resolve(schema, data, context), data };
}

function prepared({ schema, data }: RenderRequest, context: FormContext): Settled {
  const filled = withDefaults(schema, data, context);
  return settle(schema, filled, filled, context);
}

function isAnswered(node: Node): boolean {
  return !node.hidden && !node.locked && fieldOf(node.component).holds === 'value';
}

function dependsOnAnswers(component: Component): boolean {
  if (typeof component.conditional?.hide === 'string') return true;
  return component.type === 'expression' && Boolean(component.label);
}

function viewRows(nodes: readonly Node[], rendering: Rendering): View[][] {
  const visible = nodes.filter((node) => !node.hidden);
  return layoutRows(visible).map((row) =>
    row.map(({ node, span }) => ({ ...viewOf(node, rendering), span })),
  );
}

function viewOf(node: Node, rendering: Rendering): View {
  const { context } = rendering;
  const field = fieldOf(node.component);
  const shownNode = rendering.readonly ? { ...node, locked: true } : node;
  const frame = frameOf(shownNode, rendering);
  if (field.holds === 'value') {
    const value = getIn(rendering.data, node.segments) ?? field.empty;
    if (shownNode.locked && (rendering.readonly || !field.computed))
      return readView(shownNode, field, value, frame, context);
    return described({ ...frame, grouped: field.grouped === true, ...field.view(shownNode, value, context) });
  }
  const own = field.view(shownNode, context);
  if (field.holds === 'list') return described(listView(shownNode, { ...frame, ...own }, rendering));
  return described({ ...frame, ...own, rows: own.rows ?? viewRows(node.children, rendering) });
}

function frameOf(node: Node, rendering: Rendering): View {
  const { component } = node;
  const error = rendering.readonly ? '' : (getError(rendering.errors, errorKey(node))?.message ?? '');
  return {
    partial: `field-${component.type}`,
    id: node.id,
    name: node.name,
    label: labelOf(node, rendering.context),
    hint: textIn(component.description, node, rendering.context),
    error,
    required: node.required,
  };
}

function labelOf(node: Node, context: FormContext): string {
  const field = fieldOf(node.component);
  const own = field.holds === 'value' ? field.label?.(node, context) : '';
  return own || textIn(node.component.label, node, context) || node.component.key || '';
}

function getError(errors: FieldErrors, name: string): FieldError | undefined {
  return name !== '' && Object.hasOwn(errors, name) ? errors[name] : undefined;
}

/** Says which texts around an input describe it. */
function described(view: View): View {
  const parts = [
    view.error && `${view.id}-error`,
    view.hint && `${view.id}-hint`,
    view.prefix && `${view.id}-prefix`,
    view.suffix && `${view.id}-suffix`,
  ];
  return {
    ...view,
    describedBy: parts.filter(Boolean).join(' '),
    adorned: Boolean(view.prefix || view.suffix),
  };
}

function readView(node: Node, field: ValueField, value: Json, frame: View, context: FormContext): View {
  const none = isBlank(field, value) && node.component.type !== 'checkbox';
  const files = node.component.type === 'filepicker' ? documentsOf(value) : [];
  return {
    ...frame,
    partial: 'read',
    none,
    text: none ? say(context.locale, 'NO_ANSWER') : field.text(value, node, context),
    documents: files.map((one, index) => documentView(one, `${node.id}-${index + 1}`, context)),
  };
}

function listView(node: Node, view: View, rendering: Rendering): View {
  const { locale } = rendering.context;
  const label = String(view.label ?? '');
  const items = node.rows.map((row, index) => {
    const number = index + 1;
    return {
      title: say(locale, 'LIST_ITEM', { number }),
      rows: viewRows(row.children, rendering),
      remove: view.changeable ? `remove:${node.name}:${index}` : '',
      removeText: say(locale, 'LIST_REMOVE'),
      removeLabel: say(locale, 'LIST_REMOVE_ITEM', { label, number: String(number) }),
    };
  });
  const shown = Number(view.shownItems);
  const more = items.slice(shown);
  return {
    ...view,
    items: items.slice(0, shown),
    more,
    moreLabel: say(locale, 'LIST_MORE', { count: more.length }),
    // An error inside must be in sight.
    open: Object.keys(rendering.errors).some((path) => path.startsWith(`${node.name}.`)),
  };
}

function summaryOf(nodes: readonly Node[], rendering: Rendering): View | false {
  const { locale } = rendering.context;
  const names = Object.keys(rendering.errors);
  if (names.length === 0 || rendering.readonly) return false;
  const byName = new Map(
    nodes.filter((node) => !node.hidden && errorKey(node)).map((node) => [errorKey(node), node]),
  );
  const order = new Map([...byName.keys()].map((name, index) => [name, index]));
  const errors = names
    .sort((a, b) => (order.get(a) ?? -1) - (order.get(b) ?? -1))
    .map((name) => {
      const node = byName.get(name);
      const message = getError(rendering.errors, name)?.message ?? '';
      return {
        message,
        href: node ? `#${node.id}` : '',
        label: node ? labelOf(node, rendering.context) : '',
      };
    });
  const title =
    names.length === 1 ? say(locale, 'SUMMARY_ONE') : say(locale, 'SUMMARY_MANY', { count: names.length });
  return { title, errors };
}
