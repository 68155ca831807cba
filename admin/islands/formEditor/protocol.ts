// What the page asks of the worker that reads and draws forms: each call is answered by a promise.
import type { Json, Variables } from '../../../engine/core/json.ts';
import type { Component } from '../../../forms/schema.ts';

export interface FileText {
  name: string;
  text: string;
}

export interface DrawRequest {
  name: string;
  /** The form as it stands in the editor. */
  schema: Json;
  data: Variables;
  /** What was posted within the preview, by name; without it the form is drawn anew. */
  body?: { [name: string]: string | string[] };
  isReadOnly: boolean;
  lang: 'es' | 'en';
}

export interface Drawn {
  /** Empty where the form cannot be drawn; `problems` says why. */
  html: string;
  problems: { text: string; isError: boolean }[];
  /** Everything as typed, to draw the form again. */
  values?: Variables;
  /** What the task would be completed with. */
  variables?: Variables;
  isRefused: boolean;
}

/** A task, or the start of a process, with the fields that what follows it reads. */
export interface Asking {
  drawing: string;
  element: string;
  name: string;
  /** It names this form. */
  isOwn: boolean;
  fields: { component: Component; reason: Reason; isThere: boolean }[];
}

export type Reason = 'condition' | 'decision' | 'mapping';

export interface Calls {
  files(files: readonly FileText[]): Promise<void>;
  draw(request: DrawRequest): Promise<Drawn>;
  asked(name: string, schema: Json, lang: 'es' | 'en'): Promise<Asking[]>;
  example(schema: Json, lang: 'es' | 'en'): Promise<Variables>;
}
