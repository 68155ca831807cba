// A repair as data: what changes, in words of the drawing. One thin layer applies it to the modeler, as one command.
import type { Json } from '../../../../engine/core/index.ts';
import type { Node } from './tree.ts';

export type Change =
  /** Attributes and children of an element; null removes one. */
  | { do: 'set'; element: string; properties: { [name: string]: Json } }
  | { do: 'condition'; flow: string; text: string | null }
  | { do: 'default'; of: string; flow: string | null }
  /** From the drawing, and with them what hangs on them. */
  | { do: 'remove'; elements: string[] }
  /** What the drawing does not show: from the file. */
  | { do: 'drop'; element: string }
  | { do: 'append'; after: string; type: string }
  | { do: 'prepend'; before: string; type: string }
  | { do: 'reconnect'; flow: string; target: string }
  | { do: 'replace'; element: string; type: string }
  /** A gateway that joins what comes, or splits what goes. */
  | { do: 'gateway'; at: string; side: 'before' | 'after'; type: string }
  | { do: 'move'; element: string; into: string }
  /** An extension element of this type, there already or new; `where` picks one of several. */
  | { do: 'extension'; element: string; type: string; where?: Where; properties: { [name: string]: Json } }
  | { do: 'withoutExtension'; element: string; type: string; where?: Where }
  /** A text that the element holds somewhere, an expression for instance. */
  | { do: 'text'; element: string; from: string; to: string }
  | { do: 'timer'; event: string; kind: 'timeDuration' | 'timeDate' | 'timeCycle'; text: string }
  /** What the event waits for or sends, by its name; one of that name that the file has already is used. */
  | { do: 'reference'; element: string; definition: string; name: string };

export interface Where {
  property: string;
  value: string;
}

export interface Fix {
  /** Key of the button's text. */
  label: string;
  values?: { readonly [name: string]: string };
  /** Something that only a person knows. */
  ask?: { label: string; initial: string /** Where the cursor goes. */; at?: number };
  changes(answer: string): Change[];
}

export interface FixTree {
  find(id: string): Node | undefined;
}

export interface Fixable {
  code: string;
  elementId?: string;
  values: { readonly [name: string]: Json };
}

/** Undefined or empty where nothing can be done without thinking. */
export type FixOf = (finding: Required<Pick<Fixable, 'elementId'>> & Fixable, tree: FixTree) => Fix[];
