// The contract of a field type: what it holds, what the deploy check demands of it, how it shows, reads and judges a value.
import type { Json, Variables } from '../../engine/core/json.ts';
import type { MessageCode } from '../messages/es.ts';
import type { Locale } from '../messages/messages.ts';
import type { BaseComponent, Component } from '../schema.ts';

export type Evaluate = (expression: string, data: Variables) => Json;

export type Segment = string | number;

/** What every step of rendering and reading needs to know of its surroundings. */
export interface FormContext {
  evaluate: Evaluate;
  locale: Locale;
  /** Epoch milliseconds: what "today" means to a date that may not lie in the past. */
  now: number;
  /** Zone in which people type dates and times. */
  timeZone: string;
  idPrefix: string;
  files: FileLimits;
}

export interface FileLimits {
  /** Bytes of one file. */
  maxBytes: number;
  /** Files of one field that takes several. */
  maxCount: number;
  /** Address of a stored document, for links. */
  href?: (documentId: string) => string;
}

/** One component in its place: within its row of a list, with what its expressions see. */
export interface Node<C extends BaseComponent = Component> {
  component: C;
  /** Where its value lives in the data; empty for what only shows. */
  segments: Segment[];
  /** The posted name, e.g. `items.0.name`. */
  name: string;
  /** The DOM id. */
  id: string;
  scope: Variables;
  hidden: boolean;
  /** Read-only or disabled: its value never comes from the person. */
  locked: boolean;
  required: boolean;
  /** Group: its components. */
  children: Node[];
  /** Dynamic list: its rows; `origin` is the index among the stored rows, null for a new one. */
  rows: NodeRow[];
}

export interface NodeRow {
  origin: number | null;
  children: Node[];
}

/** A refused value: the code and values of a message. `text` is the form author's own wording. */
export interface Refusal {
  code: MessageCode;
  values: { [name: string]: Json };
  text?: string;
}

export type Parsed = { value: Json } | { refusal: Refusal; value: Json };

/** A property's kind, as the deploy check demands it. `...OrFeel` kinds take a text that starts with `=`. */
export type AttributeKind =
  | 'text'
  | 'textOrFeel'
  | 'feel'
  | 'boolean'
  | 'booleanOrFeel'
  | 'number'
  | 'numberOrFeel'
  | 'list'
  | 'json'
  | 'httpsOrFeel';

export type Attributes = { readonly [path: string]: AttributeKind };

export type Report = (code: string, values: { [name: string]: Json }, severity?: 'error' | 'warning') => void;

/** What a template gets; plain JSON, every text escaped by the template. */
export interface View {
  [name: string]: unknown;
}

interface AnyField<C extends BaseComponent> {
  /** Own properties and their kinds, beside those that every component has. */
  attributes: Attributes;
  /** Complaints that the attribute table cannot express. */
  check?(component: C, report: Report): void;
  /** Handlebars source of the partial that shows it. */
  template: string;
}

/** A field that holds one value. */
export interface ValueField<C extends BaseComponent = Component> extends AnyField<C> {
  holds: 'value';
  /** What is stored when nothing was answered. */
  empty: Json;
  view(node: Node<C>, value: Json, context: FormContext): View;
  /** Posted strings to a value; nothing posted is an empty list. */
  parse(raw: string[], node: Node<C>, context: FormContext): Parsed;
  /** Judges a value that is not blank, whatever its JSON type. */
  validate(value: Json, node: Node<C>, context: FormContext): Refusal | undefined;
  /** Whether a value counts as unanswered; default: null, blank text, empty list. */
  isBlank?(value: Json): boolean;
  /** The refusal of an unanswered required field; default `FIELD_REQUIRED`. */
  missing?: MessageCode;
  /** A label of its own kind, where it has one beside `label`. */
  label?(node: Node<C>, context: FormContext): string;
  /** The value in words, for reading. */
  text(value: Json, node: Node<C>, context: FormContext): string;
  /** Parts that the error summary links to and labels refer to differ for groups of inputs. */
  grouped?: true;
  /** Leaves no trace on the page, not even room. */
  isAbsent?(node: Node<C>, value: Json): boolean;
  /** Computed by the server: nothing posted is read. */
  computed?(node: Node<C>, context: FormContext): Json;
  /** Posted names beside its own, e.g. the files to keep. */
  companions?: readonly string[];
}

/** A field that holds other fields: under a path (group), or once a row (list). */
export interface ContainerField<C extends BaseComponent = Component> extends AnyField<C> {
  holds: 'group' | 'list';
  view(node: Node<C>, context: FormContext): View;
}

/** A field that only shows. */
export interface PresentationField<C extends BaseComponent = Component> extends AnyField<C> {
  holds: 'nothing';
  view(node: Node<C>, context: FormContext): View;
}

export type Field<C extends BaseComponent = Component> =
  | ValueField<C>
  | ContainerField<C>
  | PresentationField<C>;
