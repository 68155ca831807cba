// What is compared: parts of a file, each with a name that people know it by and its properties as plain text.

export interface Part {
  /** Stays the same over versions; unique within its file. */
  id: string;
  /** BPMN's or DMN's word (`userTask`, `rule`), a form's component type, `row`, `line`, or `file`. */
  kind: string;
  name: string;
  /** The file gives it no name: it is called by what it connects. */
  unnamed?: true;
  /** Id of what it is in: subprocess, lane, decision, group of fields; absent at the top. */
  within?: string;
  /** Path of the property -> its text. What a file does not say is not there. */
  properties: ReadonlyMap<string, string>;
  /** Where it stands on paper: only for drawings. */
  drawn?: string;
}

/** Parts in the file's order; of a file that cannot be read, why. */
export type Parts = { parts: Part[] } | { unreadable: string };
