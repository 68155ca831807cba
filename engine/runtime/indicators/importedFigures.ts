// Imported figures as they are brought, kept and looked for.
import type { Dimension, Sprint } from '../../metrics/index.ts';
import type { Db } from '../../store/store.ts';

export interface ImportedFigure {
  /** Such as `training.people`. */
  name: string;
  value: number;
  /** Civil dates that it is of, both included; it counts on the last. */
  from: string;
  to: string;
  dims?: { [name in Dimension]?: string };
  /** An opaque code of who it is about. */
  subject?: string;
}

export interface KeptFigure extends ImportedFigure {
  key: number;
  source: string;
  importedAt: number;
  importedBy: string;
  fileHash: string | null;
  /** Another took its place. */
  replacedBy: number | null;
}

export interface FigureImport {
  figures: readonly ImportedFigure[];
  source: string;
  by: string;
  /** Of the file that it came in. */
  content?: string;
  /** In the transaction that keeps them. */
  onCommit?: (db: Db, counts: FigureCounts) => Promise<void>;
}

export interface FigureCounts {
  added: number;
  replaced: number;
  unchanged: number;
}

export interface FigureSearch {
  name?: string;
  from?: string;
  to?: string;
  /** Those that others took the place of, too. */
  history?: boolean;
  limit?: number;
  /** Only older than this key. */
  before?: number;
}

export interface Figures {
  /** Gives how many are new, took the place of another, and were there already. */
  add(given: FigureImport): Promise<FigureCounts>;
  /** The newest first. */
  search(asked: FigureSearch): Promise<KeptFigure[]>;
  /** Named ranges: figures called `sprint` with the sprint as their subject. */
  sprints(): Promise<Sprint[]>;
}
