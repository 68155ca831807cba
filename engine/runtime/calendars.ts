// Calendars in force: read as of an instant or by version, and replaced by people without a deployment. Whoever counted by
// a version can be asked again by it, for versions are kept for ever.
import type { Json, Problem } from '../core/index.ts';
import { type ContentVersion, deployVersion, inForce, isDeployed } from '../store/contentVersions.ts';
import { lru } from '../store/lru.ts';
import type { OpenStore } from '../store/openStore.ts';
import type { Calendar } from '../time/index.ts';
import { checkCalendar } from '../time/index.ts';
import type { CalendarAnswer } from './calendarAnswer.ts';
import {
  type Content,
  createVersionedContent,
  type Replacement,
  type ReplaceOutcome,
} from './versionedContent.ts';
import { knowsZone } from './zones.ts';

export interface CalendarContent extends CalendarAnswer {
  facts: ContentVersion;
}

export interface CalendarReplacement extends Omit<Replacement, 'content'> {
  calendar: Json;
}

export interface Calendars {
  /** A `CalendarAnswer` of the version asked for, else of the one in force; null where there is none. Shared: frozen. */
  answer(id: string, at: number, version?: number): Promise<Json>;
  /** Answers by what is in force now, whatever instant is asked about. */
  readonly inForceNow: Pick<Calendars, 'answer'>;
  /** Newest version of each. */
  list(): Promise<ContentVersion[]>;
  read(id: string, at: number): Promise<CalendarContent | undefined>;
  readVersion(id: string, version: number): Promise<CalendarContent | undefined>;
  /** Every version, the oldest first. */
  history(id: string): Promise<ContentVersion[]>;
  /** What is wrong with one that somebody wants to put. */
  check(id: string, calendar: Json): Problem[];
  replace(id: string, change: CalendarReplacement): Promise<ReplaceOutcome>;
  /** A deployment may have brought others. */
  deployed(): void;
  /** Stores from before calendars had versions: the newest file of each becomes its first. */
  adopt(): Promise<void>;
}

const MOST_PARSED = 500;

/** `changed` is told when people changed one. */
export function createCalendars(
  store: OpenStore,
  now: () => number,
  changed: () => Promise<void> = async () => {},
): Calendars {
  const versioned = createVersionedContent(store, 'calendar', now);
  const parsed = lru<string, CalendarAnswer>(MOST_PARSED);

  async function answerOf({ id, version, sha256 }: ContentVersion): Promise<CalendarAnswer | null> {
    const name = `${id}\n${version}`;
    const before = parsed.get(name);
    if (before) return before;
    const content = await versioned.contentOf(id, version);
    if (content === undefined) return null;
    const answer = frozen({ calendar: JSON.parse(content) as Calendar, version, sha256 });
    parsed.set(name, answer);
    return answer;
  }

  const calendars: Calendars = {
    inForceNow: { answer: (id, _, version) => calendars.answer(id, now(), version) },
    deployed: versioned.changed,
    list: versioned.list,
    history: versioned.history,
    async answer(id, at, number) {
      const versions = await versioned.versionsOf(id);
      // A clock that was set back behind the deployment must not leave its processes without a calendar.
      const version =
        number === undefined
          ? (inForce(versions, at) ?? versions.find(isDeployed))
          : versions.find(({ version }) => version === number);
      return version ? ((await answerOf(version)) as Json) : null;
    },
    read: async (id, at) => contentOf(await versioned.read(id, at)),
    readVersion: async (id, version) => contentOf(await versioned.readVersion(id, version)),
    check: problemsOf,
    async adopt() {
      const has = new Set((await versioned.list()).map(({ id }) => id));
      const lacking = (await deployedCalendars(store)).filter(({ id }) => !has.has(id));
      if (lacking.length === 0) return;
      await store.write(async (db) => {
        for (const { id, key, deployment, at, by } of lacking) {
          const { content } = await db('cauce_resources').where({ key }).first('content');
          const given = { id, content: content.toString('utf8'), source: `deployment:${deployment}`, at, by };
          await deployVersion(db, store.tenant, 'calendar', given);
        }
      });
      versioned.changed();
    },
    async replace(id, { calendar, ...change }) {
      const content = `${JSON.stringify(calendar, null, 2)}\n`;
      const outcome = await versioned.replace(id, { ...change, content }, problemsOf(id, calendar));
      if (outcome.ok) await changed();
      return outcome;
    },
  };
  return calendars;
}

interface DeployedCalendar {
  id: string;
  /** Of the file. */
  key: number;
  deployment: number;
  at: number;
  by: string;
}

/** The newest file of each id. */
async function deployedCalendars({ reader, tenant }: OpenStore): Promise<DeployedCalendar[]> {
  const rows = await reader('cauce_resources as r')
    .join('cauce_deployments as d', 'd.key', 'r.deployment_key')
    .where({ 'd.tenant_id': tenant })
    .where('r.name', 'like', '%calendars/%.json')
    .orderBy('r.key')
    .select({ name: 'r.name', key: 'r.key', deployment: 'd.key', at: 'd.deployed_at', by: 'd.deployed_by' });
  const newest = new Map<string, DeployedCalendar>();
  for (const { name, key, deployment, at, by } of rows) {
    const id = /(?:^|\/)calendars\/([^/]+)\.json$/.exec(name)?.[1];
    const one = { key: Number(key), deployment: Number(deployment), at: Number(at), by };
    if (id !== undefined) newest.set(id, { id, ...one });
  }
  return [...newest.values()];
}

function contentOf(found: Content | undefined): CalendarContent | undefined {
  if (!found) return undefined;
  const { version: facts, content } = found;
  const { version, sha256 } = facts;
  return { calendar: JSON.parse(content) as Calendar, version, sha256, facts };
}

function problemsOf(id: string, calendar: Json): Problem[] {
  const resource = `calendars/${id}.json`;
  const checked = checkCalendar(calendar, knowsZone);
  const problems = checked.ok ? [] : checked.problems;
  const named = checked.ok ? checked.calendar.id : id;
  const differs = named === id ? [] : [{ code: 'CALENDAR_ID_DIFFERS', values: { id, found: named } }];
  return [...problems, ...differs].map((problem) => ({ ...problem, severity: 'error', resource }));
}

function frozen(answer: CalendarAnswer): CalendarAnswer {
  return Object.freeze({ ...answer, calendar: Object.freeze(answer.calendar) });
}
