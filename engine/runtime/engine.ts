// The engine as the rest of the product sees it: commands in, projections out.
import type {
  AdHocDecision,
  Command,
  Migration,
  Modification,
  TaskVerdict,
  UserTaskChanges,
} from '../core/commands.ts';
import type { AdHocActivity, Event } from '../core/events.ts';
import type { Json, Variables } from '../core/json.ts';
import type { ProcessModel } from '../core/model.ts';
import type { NoteFacts } from '../core/noteFacts.ts';
import type { DecisionRecord } from '../core/ports.ts';
import type { Row, Store } from '../store/store.ts';
import type { Calendars } from './calendars.ts';
import type { CaseActions } from './caseActions/index.ts';
import type { Catalogs } from './catalogs.ts';
import type { Changes } from './changes.ts';
import type { Drafts } from './drafts.ts';
import type { Endings } from './endings.ts';
import type { Indicators } from './indicators/index.ts';
import type { Migrations } from './migration/index.ts';
import type { Node } from './nodeRegistry.ts';
import type { Recalculation } from './recalculation.ts';
import type {
  ActivatedJob,
  Committed,
  ConditionsOutcome,
  ConditionsRequest,
  DeployOutcome,
  MessageOutcome,
  MessageRequest,
  Outcome,
  Principal,
  Problem,
  Refused,
  Resource,
  StartRequest,
  Submission,
  WithDeployment,
} from './requests.ts';

export type * from './requests.ts';

export interface Engine {
  readonly store: Store;
  deploy(resources: Resource[], by: Principal, name?: string, along?: WithDeployment): Promise<DeployOutcome>;
  /** Everything that deploying these would complain about in themselves; nothing is stored. */
  check(resources: Resource[]): Promise<Problem[]>;
  start(request: StartRequest): Promise<Outcome>;
  /** One batch on one instance's stream, all or nothing. */
  execute(instanceKey: number, commands: Command[], submission: Submission): Promise<Outcome>;
  /** Shorthands that find the instance of a task, job or incident. Key unknown: rejection NOT_FOUND. */
  completeUserTask(key: number, variables: Variables, submission: Submission): Promise<Outcome>;
  assignUserTask(
    key: number,
    assignee: string | null,
    allowOverride: boolean,
    submission: Submission,
  ): Promise<Outcome>;
  updateUserTask(key: number, changes: UserTaskChanges, submission: Submission): Promise<Outcome>;
  /** `epoch` absent: the job's present lease, whatever it is (as the Camunda 8 API does). */
  completeJob(
    key: number,
    variables: Variables,
    submission: Submission,
    epoch?: number,
    /** What the worker decides for the ad-hoc subprocess, or the user task, whose job it is. */
    decided?: { adHoc?: AdHocDecision; verdict?: TaskVerdict },
  ): Promise<Outcome>;
  /** Begins activities of an ad-hoc subprocess. */
  activateAdHoc(
    elementInstanceKey: number,
    elements: AdHocActivity[],
    cancelRemaining: boolean,
    submission: Submission,
  ): Promise<Outcome>;
  failJob(
    key: number,
    failure: { retries: number; retryBackOff?: number; message: string },
    submission: Submission,
    epoch?: number,
  ): Promise<Outcome>;
  throwJobError(
    key: number,
    error: { code: string; message?: string; variables: Variables },
    submission: Submission,
    epoch?: number,
  ): Promise<Outcome>;
  updateJob(
    key: number,
    /** `atOnce`: what waits for its next attempt waits no more. */
    changes: { retries?: number; timeout?: number; atOnce?: true },
    submission: Submission,
  ): Promise<Outcome>;
  resolveIncident(key: number, submission: Submission): Promise<Outcome>;
  cancelInstance(key: number, submission: Submission): Promise<Outcome>;
  /** Begins, moves and ends elements by hand, all or nothing; joins that will starve are among the events. */
  modifyInstance(key: number, modification: Modification, submission: Submission): Promise<Outcome>;
  /** Alone in its batch: the instance is one of that definition from then on. */
  migrateInstance(key: number, migration: Migration, submission: Submission): Promise<Outcome>;
  setVariables(
    elementInstanceKey: number,
    variables: Variables,
    local: boolean,
    submission: Submission,
  ): Promise<Outcome>;
  /** Writes a note about the instance, running or ended: no token moves. */
  annotate(instanceKey: number, note: NoteFacts, submission: Submission): Promise<Outcome>;
  /** Long-polls up to `requestTimeout` ms when nothing is available. `timeout` is the lease in ms. */
  activateJobs(request: {
    type: string;
    worker: string;
    timeout: number;
    maxJobsToActivate: number;
    fetchVariable?: string[];
    requestTimeout?: number;
    /** Aborted when whoever asked is gone: nothing is leased any more, and what just was is given back. */
    signal?: AbortSignal;
  }): Promise<ActivatedJob[]>;
  publishMessage(request: MessageRequest): Promise<MessageOutcome | Refused>;
  broadcastSignal(
    request: Submission & { name: string; variables: Variables },
  ): Promise<{ ok: true; signalKey: number } | Refused>;
  /** Starts an instance at each conditional start event of the latest versions (or of one definition) that is true now. */
  evaluateConditions(request: ConditionsRequest): Promise<ConditionsOutcome | Refused>;
  evaluateDecision(
    decision: { decisionId?: string; key?: number },
    variables: Variables,
  ): Promise<{ ok: true; records: DecisionRecord[]; result: Json } | Refused>;
  /** Row of an open user task as the last commit left it, without when it was created; undefined: ask the store. */
  openTask(key: number): Row | undefined;
  /** Rows of the user tasks that a command opened and that are open still; undefined: ask the store. */
  openedTasks(committed: Committed): Row[] | undefined;
  /** The parsed model of a definition, from a cache. */
  model(definitionKey: number): Promise<ProcessModel | undefined>;
  /** Variables that an element instance sees, nearest scope first, in plain text. For people who may see them. */
  visibleVariables(instanceKey: number, elementInstanceKey?: number): Promise<Variables>;
  /**
   * Runs `work` with FEEL as a process of that definition has it, as often as needed until every catalog and
   * calendar that it asks for is answered. For forms: options, conditions, computed values.
   */
  withFeel<T>(
    definitionKey: number,
    work: (evaluate: (expression: string, variables: Variables) => Json) => T,
  ): Promise<T>;
  /** Reference data in force, read and replaced outside deployments. */
  readonly catalogs: Catalogs;
  readonly calendars: Calendars;
  /** Folders of files that designers edit before they deploy them. */
  readonly drafts: Drafts;
  /** Open clocks counted by another version of their calendar, by an explicit act. */
  readonly recalculation: Recalculation;
  /** Whether the product's own connector of that type works here, with each secret that an address names. */
  connects(type: string, address?: string): boolean;
  /** What people do to a case by hand, each with a reason and a record of what was before and after. */
  readonly caseActions: CaseActions;
  /** Running cases made cases of another version of their process. */
  readonly migrations: Migrations;
  /** Hints for open pages that something changed. */
  readonly changes: Changes;
  /** Tells who waits for it that an instance has ended. */
  readonly endings: Endings;
  /** Figures over everything that was committed so far. */
  readonly indicators: Indicators;
  /** Plain-text batches of one instance, oldest first: what an auditor replays. */
  history(instanceKey: number): Promise<HistoryBatch[]>;
  /** Resolves after every batch committed so far has run its routed commands, at most `ms` later. */
  settle(ms: number): Promise<void>;
  /** The nodes on the same store that live now, oldest first; this one alone where it shares it with nobody. */
  nodes(): Promise<Node[]>;
  /** A file deployed with a definition, else the newest of that name. */
  resource(definitionKey: number, name: string): Promise<Buffer | undefined>;
  now(): number;
  close(): Promise<void>;
}

export interface HistoryBatch {
  sequence: number;
  commandId: string;
  actor: string;
  at: number;
  hash: string;
  commands: Command[];
  events: Event[];
}
