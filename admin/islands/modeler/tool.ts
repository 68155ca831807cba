// What stands below the drawing in a drawer (problems, trial, differences): each a tool of its own, loaded when it is opened.
import type { Say } from '../words/speak.ts';

/** A file of the draft as it stands now, saved or not. */
export interface DraftText {
  name: string;
  text: string;
}

/** What a tool may ask of the modeler around it. */
export interface Desk {
  /** bpmn-js, with everything that it registers. */
  readonly modeler: Untyped;
  readonly lang: 'es' | 'en';
  readonly say: Say;
  /** Path that the pages are mounted under, and the draft that is open. */
  readonly base: string;
  readonly draftKey: string;
  readonly fileName: string;
  readonly csrf: string;
  readonly isReadOnly: boolean;
  /** The drawing as it stands. */
  xml(): Promise<string>;
  /** Every file of the draft, this one as it stands. */
  files(): Promise<DraftText[]>;
  /** Selects an element and brings it into view; false where the drawing has none. */
  reveal(elementId: string): boolean;
  /** Marks elements with a CSS class; the function takes the marks away. */
  mark(elementIds: readonly string[], className: string): () => void;
  /** Writes another file of the draft, as if somebody had saved it there. */
  write(name: string, text: string): Promise<void>;
}

export interface OpenTool {
  /** The drawing changed; called after a pause in the changes, and only while the drawer shows this tool. */
  changed?(): void;
  /** The drawer shows it again, or shows something else. */
  shown?(): void;
  hidden?(): void;
}

export interface DeskTool {
  /** Fills its pane; called once, when it is first opened. */
  open(desk: Desk, pane: HTMLElement): OpenTool | Promise<OpenTool>;
}
