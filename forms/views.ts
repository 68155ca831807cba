// Turns resolved components into what the templates need: plain values, every text still unescaped.
import type { Json, Variables } from '../engine/core/json.ts';
import { isBlank } from './blank.ts';
import { documentsOf } from './documents.ts';
import { textIn } from './feel.ts';
import type { FormContext, Node, ValueField, View } from './fields/field.ts';
import { documentView } from './fields/filepicker.ts';
import { fieldOf } from './fields/index.ts';
import { layoutRows } from './layout.ts';
import { say } from './messages/messages.ts';
import { getIn } from './paths.ts';
import { errorKey, type FieldError, type FieldErrors } from './validate.ts';

/** What every view needs of the request. */
export interface Rendering {
  data: Variables;
  errors: FieldErrors;
  readonly: boolean;
  context: FormContext;
}

export function viewRows(nodes: readonly Node[], rendering: Rendering): View[][] {
  const visible = nodes.filter((node) => !node.hidden && !isAbsent(node, rendering));
  return layoutRows(visible).map((row) =>
    row.map(({ node, span }) => ({ ...viewOf(node, rendering), span })),
  );
}

function isAbsent(node: Node, rendering: Rendering): boolean {
  const field = fieldOf(node.component);
  if (field.holds !== 'value' || !field.isAbsent) return false;
  return field.isAbsent(node, getIn(rendering.data, node.segments) ?? field.empty);
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

export function labelOf(node: Node, context: FormContext): string {
  const field = fieldOf(node.component);
  const own = field.holds === 'value' ? field.label?.(node, context) : '';
  return own || textIn(node.component.label, node, context) || node.component.key || '';
}

export function getError(errors: FieldErrors, name: string): FieldError | undefined {
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
