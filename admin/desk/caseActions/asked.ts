// What a page asks before something is done to a case: what will happen, what has to be chosen, and what was chosen.

import type { CaseAction, ProcessModel, Row } from '../../engine.ts';
import type { Visit } from '../../visit.ts';
import { type Case, numberOf } from '../rows.ts';

export interface Field {
  id: string;
  label: string;
  hint?: string;
  kind: 'select' | 'line' | 'text' | 'number' | 'date';
  value?: string;
  options?: { value: string; label: string; chosen: boolean }[];
  /** Of a line: what is proposed. */
  proposed?: { value: string; label: string }[];
}

/** One step of asking: a page that only leads on (`next`), or one that does it. */
export interface Asked {
  title: string;
  /** What will happen, sentence by sentence. */
  effects: string[];
  fields: Field[];
  /** Carried along unseen. */
  hidden: { name: string; value: string }[];
  submit: string;
  danger?: boolean;
  /** Nothing is done yet: what is chosen leads to the same page. */
  next?: boolean;
}

export interface Asking {
  visit: Visit;
  found: Case;
  row: Row;
  definitionKey: number;
  model: ProcessModel | undefined;
}

export interface CaseActPage {
  path: string;
  asked(on: Asking): Promise<Asked>;
  /** A text: why it cannot be read, in words. */
  read(on: Asking): Promise<CaseAction | string>;
}

/** Posted, or in the address of who comes from elsewhere. */
export function given({ request, field, query }: Visit, name: string): string {
  return request.method === 'POST' ? field(name) : (query(name) ?? '');
}

export function keyGiven(visit: Visit, name: string): number {
  const value = given(visit, name);
  return /^\d{1,16}$/.test(value) ? numberOf(value) : 0;
}
