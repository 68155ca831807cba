// Renders a form as accessible HTML fields; the page around them brings the form element and its own buttons.
import type { Variables } from '../engine/core/json.ts';
import { contextOf } from './context.ts';
import type { Evaluate, FileLimits, FormContext, Node } from './fields/field.ts';
import { fieldOf } from './fields/index.ts';
import { type Locale, say } from './messages/messages.ts';
import { everyNode, resolve } from './resolve.ts';
import type { Component, FormSchema } from './schema.ts';
import { type Settled, settle, withDefaults } from './settle.ts';
import { summaryOf } from './summary.ts';
import { renderTemplate } from './templates.ts';
import type { FieldErrors } from './validate.ts';
import { type Rendering, viewRows } from './views.ts';

export interface RenderRequest {
  schema: FormSchema;
  data: Variables;
  errors?: FieldErrors;
  locale: Locale;
  /** Default `edit`. */
  mode?: 'edit' | 'readonly';
  /** Precedes every id, so that two forms can stand on one page. Default `f-`. */
  idPrefix?: string;
  evaluate: Evaluate;
  files?: Partial<FileLimits>;
  /** Epoch milliseconds; default: the clock's. */
  now?: number;
  /** Default `America/Bogota`. */
  timeZone?: string;
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
