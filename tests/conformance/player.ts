// Drives the product as a program that embeds it would: `createCauce` on a real SQLite file, with a clock that stands
// still until it is moved. Live states are folded from the events that were committed.
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type Command,
  type Event,
  emptyState,
  fold,
  forEach,
  type InstanceState,
  type ProcessModel,
  type Variables,
} from '../../engine/core/index.ts';
import { createCauce, type Engine, type Outcome, type Principal, type Problem } from '../../engine/index.ts';

export interface Told {
  instanceKey: number;
  event: Event;
  at: number;
}

export interface Player {
  readonly now: number;
  /** Every event committed since the last `clear`, in order. */
  readonly told: Told[];
  /** What failed while nobody waited for it: always a bug. */
  readonly complaints: unknown[];
  /** Undefined content of `problems` with severity error: nothing was deployed. */
  deploy(files: { name: string; content: string | Buffer }[]): Promise<Deployed>;
  start(
    processId: string,
    variables?: Variables,
    startElement?: string,
    facts?: { businessKey?: string; username?: string },
  ): Promise<Outcome>;
  submit(instanceKey: number, command: Command): Promise<Outcome>;
  publish(message: Published): Promise<boolean>;
  broadcast(name: string, variables?: Variables): Promise<void>;
  evaluate(decisionId: string, variables: Variables): ReturnType<Engine['evaluateDecision']>;
  /** Live and ended instances since the last `clear`, by key. */
  states(): Map<number, InstanceState>;
  /** Moves the clock there; timers fire on the way, each at its time. At most 1,000 instants. */
  passTo(at: number): Promise<void>;
  /** The next instant at which a timer of an instance is due. */
  nextDue(): number | undefined;
  /** Cancels what still runs and forgets what was told. */
  clear(): Promise<void>;
  close(): Promise<void>;
}

export interface Deployed {
  ok: boolean;
  problems: Problem[];
  models: ProcessModel[];
}

export interface Published {
  name: string;
  correlationKey?: string;
  variables?: Variables;
  messageId?: string;
  timeToLive?: number;
}

/** Every case has a database of its own; copying an empty one is quicker than making it. */
let empty: string | undefined;
/** Closing one product stops the thread that reads drawings for all of them, so they are closed many at once. */
const idle: (() => Promise<void>)[] = [];
const MOST_IDLE = 40;

export async function closePlayers(): Promise<void> {
  await Promise.all(idle.splice(0).map((close) => close()));
}

async function emptyDatabase(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'cauce-conformance-'));
  await (await createCauce({ database: join(folder, 'cauce.db') })).close();
  process.once('exit', () => rmSync(folder, { recursive: true }));
  return folder;
}

const by: Principal = { username: 'conformance', kind: 'service', groups: [], roles: ['admin'] };
/** Longer than any case needs; a case that never settles is a failure, not a hang. */
const PATIENCE = 30_000;
const MOST_INSTANTS = 1_000;

export async function createPlayer(start = Date.UTC(2026, 0, 1)): Promise<Player> {
  empty ??= await emptyDatabase();
  const folder = mkdtempSync(join(tmpdir(), 'cauce-conformance-'));
  cpSync(empty, folder, { recursive: true });
  const clock = { now: start };
  const complaints: unknown[] = [];
  const cauce = await createCauce({
    database: join(folder, 'cauce.db'),
    now: () => clock.now,
    timeZone: 'UTC',
    log: (error) => void complaints.push(error),
  });
  const { engine } = cauce;
  const states = new Map<number, InstanceState>();
  const told: Told[] = [];
  engine.onCommitted((batches) => {
    for (const { instanceKey, events, at } of batches) {
      states.set(instanceKey, fold(events, states.get(instanceKey) ?? emptyState()));
      for (const event of events) told.push({ instanceKey, event, at });
    }
  });

  const player: Player = {
    get now() {
      return clock.now;
    },
    told,
    complaints,
    async deploy(files) {
      const resources = files.map(({ name, content }) => ({ name, content: Buffer.from(content) }));
      const outcome = await engine.deploy(resources, by);
      if (!outcome.ok) return { ok: false, problems: outcome.problems, models: [] };
      const processes = outcome.definitions.filter(({ kind }) => kind === 'process');
      const models = await Promise.all(processes.map(({ key }) => engine.model(key)));
      return { ok: true, problems: outcome.problems, models: models.filter((model) => model !== undefined) };
    },
    start: (processId, variables = {}, startElement, { username, ...facts } = {}) =>
      settled(
        engine.start({
          processId,
          variables,
          principal: username === undefined ? by : { ...by, username },
          ...(startElement !== undefined && { startElement }),
          ...facts,
        }),
      ),
    submit: (instanceKey, command) => settled(engine.execute(instanceKey, [command], { principal: by })),
    async publish({ name, correlationKey = '', variables = {}, messageId, timeToLive }) {
      const outcome = await settled(
        engine.publishMessage({
          name,
          correlationKey,
          variables,
          principal: by,
          ...(messageId !== undefined && { messageId }),
          ...(timeToLive !== undefined && { timeToLive }),
        }),
      );
      return outcome.ok && outcome.instanceKey !== undefined;
    },
    async broadcast(name, variables = {}) {
      await settled(engine.broadcastSignal({ name, variables, principal: by }));
    },
    evaluate: (decisionId, variables) => engine.evaluateDecision({ decisionId }, variables),
    states: () => states,
    nextDue() {
      let next: number | undefined;
      for (const state of states.values())
        forEach(state.subscriptions, ({ dueAt }) => {
          if (dueAt !== undefined && (next === undefined || dueAt < next)) next = dueAt;
        });
      return next;
    },
    async passTo(at) {
      for (let instants = 0; instants < MOST_INSTANTS; instants++) {
        const due = player.nextDue();
        if (due === undefined || due > at) break;
        clock.now = Math.max(clock.now, due);
        if ((await settled(engine.fireDueTimers())) === 0 && player.nextDue() === due) break;
      }
      clock.now = Math.max(clock.now, at);
    },
    async clear() {
      for (const [key, { status, parent }] of states)
        if (status === 'active' && parent === undefined) await player.submit(key, { type: 'cancelInstance' });
      states.clear();
      told.length = 0;
    },
    async close() {
      idle.push(async () => {
        await cauce.close();
        rmSync(folder, { recursive: true });
      });
      if (idle.length >= MOST_IDLE) await closePlayers();
    },
  };
  return player;

  async function settled<T>(work: Promise<T>): Promise<T> {
    const outcome = await work;
    await engine.settle(PATIENCE);
    return outcome;
  }
}
