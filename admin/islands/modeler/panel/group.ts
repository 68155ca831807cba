// What a panel group of ours is made from, and the shape in which the panel takes it.
import type { Say } from '../../words/speak.ts';
import type { DraftShelf } from '../draftShelf.ts';
import type { Opening } from '../opening.ts';
import type { Drawn, Moddle, Writing } from './extensions.ts';
import type { Debounce, PanelEntry } from './fields.ts';

export interface GroupContext {
  element: Drawn;
  /** Whose extensions they are: the element's own, or those of the process behind a pool. */
  owner: Moddle;
  writing: Writing;
  debounce: Debounce;
  say: Say;
  translate(text: string): string;
  opening: Opening;
  /** What the draft has beside this drawing. */
  shelf: DraftShelf;
}

export interface PanelGroup {
  id: string;
  label: string;
  component: unknown;
  entries?: PanelEntry[];
  items?: object[];
  add?: (event: Event) => void;
  [property: string]: unknown;
}

/** Undefined where the element has nothing of the kind. */
export type MakeGroup = (context: GroupContext) => PanelGroup | undefined;

export const isA = (owner: Moddle, ...types: string[]): boolean =>
  types.some((type) => owner?.$instanceOf?.(type) === true);
