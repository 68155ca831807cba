// Indicators as the engine offers them: their definitions, their figures, the cases behind a figure, how long activities
// take, and the imported figures among them.
import type { FactDeclaration, IndicatorDefinition, Sprint } from '../../metrics/index.ts';
import type { OpenStore } from '../../store/openStore.ts';
import { forgetFigures, lastFact, readRollupStates } from '../../store/rollups.ts';
import type { Zone } from '../../time/index.ts';
import type { Calendars } from '../calendars.ts';
import type { Definitions } from '../definitions.ts';
import { type ActivityQuery, type ActivityRow, activityDurations } from './activities.ts';
import { advance } from './advance.ts';
import { type Basis, hashOf, readBasis } from './basis.ts';
import { type CasesQuery, type CountedFacts, casesBehind } from './cases.ts';
import { deployedFiles } from './deployedFiles.ts';
import { createFigures, type Figures } from './figures.ts';
import { definitionsAsked, type IndicatorQuery, type IndicatorRow, queryIndicators } from './query.ts';
import { type Reading, withReading } from './reading.ts';
import { rebuildSums } from './rebuildSums.ts';
import { type ElementVisits, plainDurations, plainVisits, type VisitsQuery, visitsBehind } from './visits.ts';

export interface Indicators {
  definitions(of?: { ids?: readonly string[]; flow?: string }): Promise<IndicatorDefinition[]>;
  query(query: IndicatorQuery): Promise<IndicatorRow[]>;
  /** Undefined: there is no such indicator. */
  cases(query: CasesQuery): Promise<CountedFacts | undefined>;
  /** By the wall clock of any process; by business hours of those that declare what is measured. */
  activities(query: ActivityQuery): Promise<ActivityRow[]>;
  /** The cases that an activity was done in. */
  visits(query: VisitsQuery): Promise<ElementVisits>;
  /** Imported figures: those in force, their history, and new ones. */
  readonly figures: Figures;
  sprints(): Promise<Sprint[]>;
  /** The variables that say dimensions, by process; where one is not named, the variable of that name says it. */
  dimensions(): Promise<ReadonlyMap<string, FactDeclaration['dimensions']>>;
  /** Counts what was committed since the last time, and what has to be counted anew. Queries need none of it. */
  advance(): Promise<{ cases: number; facts: number }>;
  /** Drops all that was counted, and counts it from the read models. */
  rebuild(): Promise<{ cases: number; facts: number }>;
  /** Stops counting; the rest is counted after the next start. */
  close(): Promise<void>;
}

export interface IndicatorOptions {
  store: OpenStore;
  definitions: Definitions;
  calendars: Calendars;
  zone: Zone;
  now(): number;
}

const TRIES = 3;
/** Facts that questions look at beside the sums. */
const FAR_BEHIND = 20_000;

export function createIndicators(options: IndicatorOptions): Indicators {
  const { store, definitions, now } = options;
  let known: { key: string; basis: Basis } | undefined;
  let turn: Promise<unknown> = Promise.resolve();
  let isClosed = false;
  const stopped = () => isClosed;
  const figures = createFigures(options);

  async function basisNow(): Promise<Basis> {
    const { reader, tenant } = store;
    const newest = await reader('cauce_deployments').where({ tenant_id: tenant }).max({ key: 'key' }).first();
    const calendars = [];
    for (const { id } of await options.calendars.list()) {
      const answer = (await options.calendars.answer(id, now())) as { sha256: string } | null;
      calendars.push([id, answer?.sha256 ?? null]);
    }
    const key = hashOf([Number(newest?.key ?? 0), calendars]);
    if (known?.key !== key) known = { key, basis: await readBasis(await deployedFiles(store), options) };
    return known.basis;
  }

  async function reading<T>(work: (reading: Reading) => Promise<T>): Promise<T> {
    const basis = await basisNow();
    if (await isFarBehind()) await inTurn(count);
    return withReading({ store, definitions, now }, basis, work);
  }

  const isMeasured = async ({ process }: { process: string }) => (await basisNow()).processes.has(process);

  /** A store that never counted, whose cases may be older than its facts; or much was committed at once. */
  async function isFarBehind(): Promise<boolean> {
    const { reader, tenant } = store;
    const position = (await readRollupStates(reader, tenant)).get('')?.position;
    return position == null || (await lastFact(reader, tenant)) - position > FAR_BEHIND;
  }

  /** One at a time, or two would count the same. */
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const next = turn.then(work, work);
    turn = next.catch(() => undefined);
    return next;
  }

  async function count(): Promise<{ cases: number; facts: number }> {
    const basis = await basisNow();
    const cases = await advance({ store, definitions, now, stopped }, basis);
    let facts = 0;
    const states = await readRollupStates(store.reader, store.tenant);
    for (const { id, hash } of basis.processes.values()) {
      if (states.get(id)?.basis === hash) continue;
      for (let left = TRIES; left > 0 && !isClosed; left--) {
        const rebuilt = await rebuildSums(store, basis, id, now(), stopped);
        facts += rebuilt.facts;
        if (rebuilt.done) break;
      }
    }
    return { cases, facts };
  }

  return {
    definitions: async (of = {}) => definitionsAsked({ basis: await basisNow() }, of),
    query: async (query) => {
      const sprints = await figures.sprints();
      return reading((open) => queryIndicators(open, query, sprints));
    },
    cases: async (query) => {
      const sprints = await figures.sprints();
      return reading((open) => casesBehind(open, query, sprints));
    },
    activities: async (query) => {
      const rows = await reading((open) => activityDurations(open, query));
      return query.time === 'business' || (await isMeasured(query))
        ? rows
        : plainDurations(store, query, options.zone);
    },
    visits: async (query) =>
      (await isMeasured(query))
        ? reading((open) => visitsBehind(open, query))
        : plainVisits(store, query, options.zone),
    figures,
    sprints: figures.sprints,
    dimensions: async () => {
      const { processes } = await basisNow();
      return new Map([...processes.values()].map(({ id, declaration }) => [id, declaration.dimensions]));
    },
    advance: () => inTurn(count),
    rebuild: () =>
      inTurn(async () => {
        await store.write(async (db) => {
          await store.lockNames(db, ['figures']);
          await forgetFigures(db, store.tenant);
        });
        return count();
      }),
    async close() {
      isClosed = true;
      await turn;
    },
  };
}
