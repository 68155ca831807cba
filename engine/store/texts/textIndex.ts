// Where the texts of cases are kept for searching: beside the database, so that backups leave them out and losing them loses nothing.
import type { Wanted } from './words.ts';

/** A case with all its text, a line for each place: its name, a tab, what stands there. */
export interface CaseText {
  key: number;
  body: string;
  marks: readonly string[];
}

export interface TextState {
  /** How far the journal was read. */
  position: number;
  /** Hash of the batch there: another database, or an older copy, has another one. '' while there is none. */
  mark: string;
  /** Below which case keys the first filling still has to go; null: it is done. */
  below: number | null;
}

/** So many cases or fewer are named by their keys. */
export const MOST_NAMED = 10_000;

export interface TextIndex {
  readonly mostNamed: number;
  /** Newest cases first. */
  match(wanted: Wanted, most: number): Promise<number[]>;
  bodies(keys: readonly number[]): Promise<Map<number, string>>;
  /** A condition: the case whose key stands in `column` has what is wanted. */
  holds(column: string, wanted: Wanted): { sql: string; bindings: string[] };
  readState(): Promise<TextState | undefined>;
  /** In one transaction; undefined and nothing happens where another node is at it. */
  change<T>(work: (texts: TextChange) => Promise<T>): Promise<T | undefined>;
  /** Nothing of them is left where somebody could read it. */
  purge(keys: readonly number[]): Promise<void>;
  /** All of it goes: it will be filled again. */
  forget(): Promise<void>;
  close(): Promise<void>;
}

export interface TextChange {
  state: TextState | undefined;
  put(texts: readonly CaseText[]): Promise<void>;
  moveTo(state: TextState): Promise<void>;
  forget(): Promise<void>;
}
