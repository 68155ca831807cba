// What a verification looks at, how far it is, and what it found.

/** One check after another; of one case alone `models` and `deployments` are nobody's matter. */
export const CHECKS = ['chain', 'again', 'models', 'documents', 'deployments'] as const;

export type Check = (typeof CHECKS)[number];

/** `done` of what that check counts: batches, documents. */
export type Tell = (check: Check, done: number) => void;

export interface Finding {
  code: string;
  stream: string;
  sequence: number;
  table?: string;
  row?: string;
  columns?: string;
}

export interface Checked {
  streams: number;
  batches: number;
  /** Executed again with the same events. */
  reexecuted: number;
  chainOnly: number;
  anchors: number;
  pastLastAnchor: number;
  documents: number;
  documentsErased: number;
  deployments: number;
  resources: number;
  /** Versions of catalogs. */
  catalogs: number;
  /** Versions of calendars. */
  calendars: number;
  /** Null: not compared, for where the chain is broken they cannot follow from it. */
  projectionRows: number | null;
}

export type Verified = Checked & { problems: Finding[] };
