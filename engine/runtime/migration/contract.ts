// Running cases made cases of another version of their process: looked at, tried, done one by one, undone.
import type { Migration } from '../../core/index.ts';
import type { CaseResult, Refusals } from '../../store/caseMigrationResults.ts';
import type { StoredRun } from '../../store/caseMigrations.ts';
import type { VersionCases } from '../../store/runningCases.ts';
import type { Principal, Refused, Rejection } from '../requests.ts';

export type { CaseResult } from '../../store/caseMigrationResults.ts';
export type { StoredRun } from '../../store/caseMigrations.ts';
export type { VersionCases } from '../../store/runningCases.ts';

export type Mapping = Migration['mapping'];

export interface Route {
  sourceKey: number;
  targetKey: number;
  /** Those cases alone that this run has moved: to bring them back. */
  movedBy?: number | undefined;
}

/** Cases that stand in the same places. */
export interface Configuration {
  /** Elements that are active, in the drawing's order. */
  elements: string[];
  /** Flows whose tokens wait at a join. */
  flows: string[];
  cases: number[];
}

export interface Census {
  at: number;
  cases: number;
  configurations: Configuration[];
}

/** Something that takes its time. */
export interface Progress<T> {
  seen: number;
  total: number;
  result?: T;
  ready: Promise<T>;
}

/** What becomes of an element or flow of the source that is in use, or of an event that waits beside one. */
export interface Pair {
  id: string;
  name: string;
  /** `flow`: a token waits on it at a join; `beside`: an event that is dropped where it has no counterpart. */
  role: 'element' | 'beside' | 'flow';
  type: string;
  cases: number;
  /** `given`: somebody chose; `same`: the same id and kind; `none`: nothing fits by itself. */
  how: 'given' | 'same' | 'none';
  target?: string;
  /** What looks like it, by name or by its place in the drawing. */
  suggestion?: { target: string; by: 'name' | 'place' };
  choices: { id: string; name: string }[];
}

export interface Pairing {
  pairs: Pair[];
  /** What is not the same id, as a command says it. */
  mapping: Mapping;
  /** Cases whose elements all have a counterpart; that need one to be chosen; that stand on something without any. */
  counts: { cases: number; move: number; choose: number; gone: number };
}

/** What the core does to cases of one configuration. */
export interface Tried {
  configuration: Configuration;
  /** Cases that were executed, of which so many were refused. */
  tried: number;
  refused: number;
  rejection?: Rejection;
  changes: {
    timersKept: number;
    closed: string[];
    opened: string[];
    clocksKept: number;
    clocksEnded: number;
    clocksBegun: number;
  };
}

export interface Trial {
  cases: number;
  /** By what was tried: where all that were tried of a configuration pass, or are refused, so are the others. */
  pass: number;
  refused: number;
  /** In configurations where some passed and some did not, so that only the run tells. */
  unsure: number;
  configurations: Tried[];
}

export interface Run extends StoredRun {
  /** Why cases were refused. */
  refusals: Refusals[];
  /** The run that undoes it, and those that took its cases on. */
  followed: StoredRun[];
  /** Cases that have accepted nothing since; undefined while it runs. */
  undoable?: number;
}

export interface Migrations {
  /** Versions of the target's process, this one left out, in which cases run. */
  sources(targetKey: number): Promise<VersionCases[]>;
  /** Counted once and kept for a short time; `again` counts anew. */
  census(route: Route, again?: boolean): Progress<Census>;
  pairing(route: Route, census: Census, given: Mapping): Promise<Pairing | Refused>;
  /** Executes the migration as it would be done, and forgets it. */
  trial(route: Route, census: Census, mapping: Mapping): Promise<Trial | Refused>;
  begin(
    route: Route,
    asked: { mapping: Mapping; reason: string },
    by: Principal,
  ): Promise<{ ok: true; key: number } | Refused>;
  /** Gives back what cases were, where they have accepted nothing since. */
  undo(key: number, reason: string, by: Principal): Promise<{ ok: true; key: number } | Refused>;
  runs(processId: string): Promise<StoredRun[]>;
  run(key: number): Promise<Run | undefined>;
  results(
    key: number,
    page: { outcome?: CaseResult['outcome']; after?: number; limit: number },
  ): Promise<CaseResult[]>;
  /** Nothing more is moved; what was moved stays. */
  stop(key: number): Promise<void>;
  resume(key: number): Promise<void>;
  /** Carries on what an earlier run of this program left. */
  recover(): Promise<void>;
  /** Resolves when no run is under way here. */
  settled(): Promise<void>;
  close(): Promise<void>;
}
