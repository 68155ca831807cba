// What figures are computed with: what the newest deployment of each measured process says of its facts and indicators, and
// the calendars in force. What was computed with something else is computed again.
import { createHash } from 'node:crypto';
import type { Json } from '../../core/json.ts';
import { createPorts } from '../../expressions/index.ts';
import {
  type CalendarOf,
  durationRollups,
  type EvaluateFeel,
  type FactDeclaration,
  type FactDeclarations,
  feelWith,
  type IndicatorDefinition,
  isIndicator,
  measureFunctions,
  type Rollup,
  rollupsOf,
} from '../../metrics/index.ts';
import type { Zone } from '../../time/index.ts';
import type { CalendarAnswer } from '../calendarAnswer.ts';
import type { Calendars } from '../calendars.ts';
import { zoneOf } from '../zones.ts';
import type { DeployedFile } from './deployedFiles.ts';

export interface MeasuredProcess {
  id: string;
  flow: string;
  variant: string;
  declaration: FactDeclaration;
  /** Variables that its facts carry. */
  reads: readonly string[];
  rollups: readonly Rollup[];
  /** Of what its sums are computed with. */
  hash: string;
}

export interface Basis {
  processes: ReadonlyMap<string, MeasuredProcess>;
  /** By id; those of several folders are one. */
  definitions: ReadonlyMap<string, IndicatorDefinition>;
  calendars: ReadonlyMap<string, CalendarAnswer>;
  feel: EvaluateFeel;
  zone: Zone;
  /** Of what facts are made of. */
  hash: string;
}

/** Raised when the same case gives other facts than before. */
const FACTS = 1;
/** Raised when the same facts give other sums. */
const SUMS = 1;
const NOTHING: FactDeclaration = { dimensions: {} };
/** Variables that say a dimension by their name. */
const NAMED = ['product', 'channel', 'area', 'segment', 'typology', 'type', 'topic', 'site'];

export interface BasisOptions {
  calendars: Calendars;
  zone: Zone;
  now(): number;
}

export async function readBasis(files: DeployedFile[], options: BasisOptions): Promise<Basis> {
  const { zone, now } = options;
  const calendars = await calendarsInForce(options.calendars, now());
  const calendarOf: CalendarOf = (id) => {
    const found = calendars.get(id);
    return found && { calendar: found.calendar, zone: zoneOf(found.calendar.zone) ?? zone };
  };
  const feel = feelWith(createPorts({ functions: measureFunctions(calendarOf) }), now());
  const definitions = definitionsOf(files);
  const calendarsHash = hashOf([...calendars].map(([id, { sha256 }]) => [id, sha256]));
  const processes = new Map<string, MeasuredProcess>();
  for (const { process, flow, variant, facts } of files) {
    const declaration = declarationOf(facts, process);
    const own = [...definitions.values()].filter(({ reads }) => !reads || Object.hasOwn(reads, process));
    const reads = [...new Set(own.flatMap((each) => each.reads?.[process]?.variables ?? []))].toSorted();
    const rollups = [...rollupsOf(process, own, feel), ...durationRollups(declaration.calendar, calendarOf)];
    const keys = rollups.map(({ key, slices }) => [key, slices ? [...slices].toSorted() : null]);
    const { calendar = null } = declaration;
    const hash = hashOf([SUMS, calendar, keys.map((each) => JSON.stringify(each)).toSorted(), calendarsHash]);
    processes.set(process, { id: process, flow, variant, declaration, reads, rollups, hash });
  }
  const facts = [...processes.values()].map((one) => [
    one.id,
    one.flow,
    one.variant,
    one.declaration,
    one.reads,
  ]);
  return { processes, definitions, calendars, feel, zone, hash: hashOf([FACTS, zone.id, facts as Json]) };
}

/** Where several folders declare one, it reads what all of them say. */
function definitionsOf(files: DeployedFile[]): Map<string, IndicatorDefinition> {
  const definitions = new Map<string, IndicatorDefinition>();
  for (const { process, indicators } of files) {
    for (const json of Array.isArray(indicators) ? indicators : []) {
      if (!isIndicator(json)) continue;
      const definition = json as unknown as IndicatorDefinition;
      const says = definition.reads?.[process];
      // Without a word on what it reads, it reads every process of its folder.
      if (definition.reads && Object.keys(definition.reads).length > 0 && !says) {
        if (!definitions.has(definition.id)) definitions.set(definition.id, { ...definition, reads: {} });
        continue;
      }
      const known = definitions.get(definition.id) ?? definition;
      const reads = { ...(definitions.has(definition.id) ? known.reads : {}), [process]: says ?? {} };
      definitions.set(definition.id, { ...known, reads });
    }
  }
  return definitions;
}

function declarationOf(facts: Json | undefined, process: string): FactDeclaration {
  const said = (facts as FactDeclarations | undefined)?.[process];
  return said ?? { ...NOTHING, dimensions: Object.fromEntries(NAMED.map((name) => [name, name])) };
}

async function calendarsInForce(calendars: Calendars, now: number): Promise<Map<string, CalendarAnswer>> {
  const found = new Map<string, CalendarAnswer>();
  for (const { id } of await calendars.list()) {
    const answer = (await calendars.answer(id, now)) as unknown as CalendarAnswer | null;
    if (answer) found.set(id, answer);
  }
  return found;
}

export function hashOf(value: Json): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 32);
}

/** Names measures in rows: short, for there are many rows. */
export function shortOf(key: string): string {
  let short = shorts.get(key);
  if (short === undefined) {
    short = createHash('sha256').update(key).digest('base64url').slice(0, 10);
    if (shorts.size >= MOST_SHORTS) shorts.clear();
    shorts.set(key, short);
  }
  return short;
}

const shorts = new Map<string, string>();
const MOST_SHORTS = 5_000;
