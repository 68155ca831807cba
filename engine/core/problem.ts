// One complaint about a deployed resource: a code and its values; the text is rendered at the edge.
import type { Json } from './json.ts';

export interface Problem {
  /** `error` only where execution would be undefined; everything else is a `warning`. */
  severity: 'error' | 'warning';
  code: string;
  /** Resource (file) name. */
  resource?: string;
  elementId?: string;
  elementName?: string;
  /** Values of the message's template. */
  values: { [name: string]: Json };
}
