// Catalogs in force: read as of an instant, and replaced by people without a deployment, with nothing half taken in.
import type { Json, Problem } from '../core/index.ts';
import {
  type CatalogVersion,
  inForce,
  insertCatalogVersion,
  readCatalogContent,
  readCatalogVersions,
} from '../store/catalogVersions.ts';
import { lru } from '../store/lru.ts';
import type { OpenStore } from '../store/openStore.ts';
import { catalogColumns, checkCatalog, keyColumns, parseCatalog } from './catalog.ts';
import type { Definitions } from './definitions.ts';
import type { Rejection } from './requests.ts';

export interface CatalogContent {
  version: CatalogVersion;
  csv: string;
}

export interface CatalogChange extends CatalogVersion {
  rows: number;
  /** Against the version before, by key. */
  added: number;
  removed: number;
  changed: number;
}

export interface CatalogReplacement {
  csv: string;
  by: string;
  comment?: string | undefined;
  /** Default: at once. */
  fromAt?: number | undefined;
  /** Number of the newest version that its author has seen; 0: none was there. */
  expected: number;
}

export type ReplaceOutcome =
  | { ok: true; version: CatalogVersion }
  | { ok: false; problems: Problem[] }
  | { ok: false; rejection: Rejection };

export interface Catalogs {
  /** As FEEL sees it; null where there is none. Frozen, for many share it. */
  rows(id: string, at: number): Promise<Json>;
  /** Newest version of each. */
  list(): Promise<CatalogVersion[]>;
  read(id: string, at: number): Promise<CatalogContent | undefined>;
  history(id: string): Promise<CatalogChange[]>;
  replace(id: string, change: CatalogReplacement): Promise<ReplaceOutcome>;
  /** A deployment may have brought others. */
  deployed(): void;
}

const MOST_BYTES = 2 * 1024 * 1024;
const MOST_PARSED = 200;

export function createCatalogs(store: OpenStore, definitions: Definitions, now: () => number): Catalogs {
  const { reader, tenant, shared } = store;
  const parsed = lru<string, Json>(MOST_PARSED);
  const known = new Map<string, CatalogVersion[]>();
  /** Grows with each change: what was read before it must not be remembered after it. */
  let generation = 0;

  async function versionsOf(id: string): Promise<CatalogVersion[]> {
    const found = known.get(id);
    // Where nodes share the store, any of them may change it: asked each time.
    if (found && !shared) return found;
    const asked = generation;
    const versions = await readCatalogVersions(reader, tenant, id);
    if (asked === generation) known.set(id, versions);
    return versions;
  }

  async function contentOf(id: string, version: number): Promise<string> {
    return (await readCatalogContent(reader, tenant, id, version)) ?? '';
  }

  /** Of stores from before catalogs had versions: the newest that was deployed. */
  async function deployedLong(id: string): Promise<string | undefined> {
    return (await definitions.resource(`catalogs/${id}.csv`))?.toString('utf8');
  }

  function changed(): void {
    generation += 1;
    known.clear();
  }

  const catalogs: Catalogs = {
    deployed: changed,
    async rows(id, at) {
      const versions = await versionsOf(id);
      const version = inForce(versions, at);
      if (!version) {
        const csv = versions.length === 0 ? await deployedLong(id) : undefined;
        return csv === undefined ? null : parseCatalog(csv);
      }
      const name = `${id}\n${version.version}`;
      const before = parsed.get(name);
      if (before !== undefined) return before;
      const rows = frozen(parseCatalog(await contentOf(id, version.version)));
      parsed.set(name, rows);
      return rows;
    },
    async list() {
      const newest = new Map<string, CatalogVersion>();
      for (const version of await readCatalogVersions(reader, tenant)) newest.set(version.id, version);
      return [...newest.values()];
    },
    async read(id, at) {
      const version = inForce(await readCatalogVersions(reader, tenant, id), at);
      return version && { version, csv: await contentOf(id, version.version) };
    },
    async history(id) {
      const changes: CatalogChange[] = [];
      let before = new Map<string, string>();
      for (const version of await readCatalogVersions(reader, tenant, id)) {
        const now = byKey(await contentOf(id, version.version));
        const added = [...now.keys()].filter((key) => !before.has(key)).length;
        const removed = [...before.keys()].filter((key) => !now.has(key)).length;
        const kept = [...now].filter(([key, row]) => before.has(key) && before.get(key) !== row).length;
        changes.push({ ...version, rows: now.size, added, removed, changed: kept });
        before = now;
      }
      return changes;
    },
    async replace(id, { csv, by, comment, fromAt, expected }) {
      const content = Buffer.from(csv, 'utf8');
      const newest = (await readCatalogVersions(reader, tenant, id)).at(-1);
      const old = newest ? await contentOf(id, newest.version) : await deployedLong(id);
      const header = old === undefined ? undefined : catalogColumns(old).map(({ name }) => name);
      const problems = checkCatalog(content, `catalogs/${id}.csv`, {
        strict: true,
        ...(header && { header }),
      });
      if (content.length > MOST_BYTES) {
        const values = { bytes: content.length, limit: MOST_BYTES };
        problems.unshift({ severity: 'error', code: 'RESOURCE_TOO_LARGE', resource: id, values });
      }
      if (problems.length > 0) return { ok: false, problems };
      const at = now();
      if (fromAt !== undefined && fromAt < at) {
        const values = { found: new Date(fromAt).toISOString(), now: new Date(at).toISOString() };
        return { ok: false, rejection: { code: 'CATALOG_IN_THE_PAST', values } };
      }
      const outcome = await store.write(async (db): Promise<ReplaceOutcome> => {
        const last = (await readCatalogVersions(db, tenant, id)).at(-1)?.version ?? 0;
        if (last !== expected) {
          const values = { catalog: id, expected, found: last };
          return { ok: false, rejection: { code: 'CATALOG_CHANGED_MEANWHILE', values } };
        }
        const given = { id, content: csv, source: 'edit', comment, at, by, fromAt: fromAt ?? at };
        return { ok: true, version: await insertCatalogVersion(db, tenant, given) };
      });
      changed();
      return outcome;
    },
  };
  return catalogs;
}

/** Rows as text by what tells them apart. */
function byKey(csv: string): Map<string, string> {
  const keys = keyColumns(catalogColumns(csv)).map(({ name }) => name);
  return new Map(
    parseCatalog(csv).map((row) => [JSON.stringify(keys.map((key) => row[key])), JSON.stringify(row)]),
  );
}

function frozen(rows: { [column: string]: Json }[]): Json {
  for (const row of rows) Object.freeze(row);
  return Object.freeze(rows) as Json;
}
