// What the store offers to readers: searches over projections with allow-listed columns, and a few direct reads.
import type { Knex } from 'knex';
import type { Bus } from './bus.ts';
import type { OpenTasks } from './openTasks.ts';

/** A connection or transaction: what the rest of the engine may say of the query builder. */
export type Db = Knex;

export type Row = { [column: string]: string | number | null };

export type Condition = {
  column: string;
  op: 'eq' | 'neq' | 'in' | 'notIn' | 'like' | 'gt' | 'gte' | 'lt' | 'lte' | 'exists';
  value: string | number | boolean | (string | number)[];
};

export interface Query {
  where?: Condition[];
  /** Only tasks that one of these groups or this user may take, or that the user holds (user tasks only). */
  candidates?: {
    groups: string[];
    user: string;
    /** True: also tasks that somebody else holds now, where the group or user is a candidate. */
    heldByOthers?: boolean;
  };
  /** Only tasks that one of these names is a candidate of, whoever holds them; each list on its own (user tasks only). */
  offeredTo?: { kind: 'group' | 'user'; names: string[] }[];
  /**
   * Only rows whose instance has each of these variables (tasks, instances, cases), with one of the canonical JSON
   * values; `elsewhere` names the variable that stands for it in a process.
   */
  variables?: {
    name: string;
    value: string | string[];
    elsewhere?: { readonly [process: string]: string };
  }[];
  /** Only rows of cases whose text has what was typed: words without accents, "phrases", -exclusions (tasks, instances, cases). */
  text?: string;
  /** Only rows of cases that bear one of the marks of each list (`caseMark`). */
  marks?: readonly (readonly string[])[];
  sort?: { column: string; descending?: boolean; nulls?: 'first' | 'last' }[];
  /** Rows to skip. Ignored when a cursor is given. */
  from?: number;
  /** 1 to 1000; default 100. */
  limit?: number;
  /** Keyset cursors as given in an earlier `Page`. */
  after?: string;
  before?: string;
}

export interface Page {
  rows: Row[];
  /** Exact to 10,000; then 10,000 with `hasMoreTotal`. */
  total: number;
  hasMoreTotal: boolean;
  startCursor?: string;
  endCursor?: string;
}

/** Projections that may be searched; the columns are those of the migration. */
export type Projection =
  | 'process_definitions'
  | 'decision_definitions'
  | 'process_instances'
  | 'element_instances'
  | 'user_tasks'
  | 'jobs'
  | 'timers'
  | 'message_subscriptions'
  | 'incidents'
  | 'variables'
  | 'cases'
  | 'decision_instances'
  | 'sla_clocks'
  | 'documents'
  | 'mails'
  | 'users'
  | 'groups'
  | 'journal'
  | 'survey_answers'
  | 'inbound_mails'
  | 'notes';

/** What a group of batches will change, so that the store can lock it in one order for everybody. */
export interface GroupClaims {
  /** Keys of instances that exist already, in ascending order. */
  instances: number[];
  /** Ids of the routed commands that the group consumes. */
  routed: string[];
}

/** What the locks showed. All are empty where nobody else writes (`shared` false). */
export interface GroupView {
  /** Head sequence of each claimed instance that is stored, by its key. */
  sequences: ReadonlyMap<number, number>;
  /** Claimed routed commands that are there no more: somebody else has done them. */
  goneRouted: ReadonlySet<string>;
  /** Claimed routed commands before which their source told its caller something that is there and not claimed. */
  overtaking: ReadonlySet<string>;
}

export type Dialect = 'sqlite' | 'postgres';

export interface Store {
  readonly tenant: string;
  readonly dialect: Dialect;
  /** Names its connections, other at each opening; empty where it is not shared. */
  readonly session: string;
  /** Several nodes may be on it: what is cached may be stale, and work is claimed before it is done. */
  readonly shared: boolean;
  /** A column that is not the projection's own is a programming error and throws; callers map their field names first. */
  search(projection: Projection, query: Query): Promise<Page>;
  /** Open tasks that a query finds, to be counted and placed; one that asks for more than open tasks throws. */
  openTasks(query: Query): Promise<OpenTasks>;
  find(projection: Projection, where: { [column: string]: string | number }): Promise<Row | undefined>;
  /** Read-only connection for the few queries that `search` cannot say. Never for writing. */
  readonly reader: Knex;
  /** Runs `work` in the single writer's turn, in one transaction that is committed before this resolves. */
  write<T>(work: (db: Knex) => Promise<T>): Promise<T>;
  /**
   * Grows as each transaction of `write` ends. What was read of tables that no group writes (people, forms, processes)
   * is good while it stays as it was; where the store is `shared`, other nodes' writing is not counted.
   */
  generation(): number;
  /**
   * The hot path: locks only what is claimed, so that other nodes commit other instances meanwhile. `work` may run
   * again, in a new transaction, where the database asked for that.
   */
  writeGroup<T>(claims: GroupClaims, work: (db: Knex, view: GroupView) => Promise<T>): Promise<T>;
  /** Inside a transaction: until it ends, no other node's transaction holds one of these names. Nothing where it is not shared. */
  lockNames(db: Knex, names: Iterable<string>): Promise<void>;
  /** What nodes tell each other; undefined where the store is not shared. Whoever opens it closes it. */
  openBus(): Bus | undefined;
}
