// Where wrapped keys and secrets are kept: what the key store asks of a database.
export interface KeyRow {
  id: string;
  /** Null: erased. */
  wrapped: Buffer | null;
}

export interface KeyTables {
  /** For messages. */
  readonly place: string;
  /** Others write into it, too. */
  readonly shared: boolean;
  load(tenant: string, ids: string[]): Promise<KeyRow[]>;
  /** Keeps what is there already: whoever came first has made the key. Durable before it resolves. */
  create(tenant: string, rows: { id: string; wrapped: Buffer }[], at: number): Promise<void>;
  /** Nothing of the old key is left where a copy of the database could hold it. */
  erase(tenant: string, id: string, at: number): Promise<void>;
  readSecret(name: string): Promise<Buffer | undefined>;
  /** `first`: keeps what is there already. */
  writeSecret(name: string, wrapped: Buffer, first?: boolean): Promise<void>;
  close(): Promise<void>;
}
