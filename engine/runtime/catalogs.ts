// Catalogs in force: read as of an instant, and replaced by people without a deployment, with nothing half taken in.
import type { Json } from '../core/index.ts';
import { type ContentVersion, inForce } from '../store/contentVersions.ts';
import { lru } from '../store/lru.ts';
import type { OpenStore } from '../store/openStore.ts';
import { catalogColumns, checkCatalog, keyColumns, parseCatalog } from './catalog.ts';
import type { Definitions } from './definitions.ts';
import { createVersionedContent, type Replacement, type ReplaceOutcome } from './versionedContent.ts';

export interface CatalogContent {
  version: ContentVersion;
  csv: string;
}

export interface CatalogChange extends ContentVersion {
  rows: number;
  /** Against the version before, by key. */
  added: number;
  removed: number;
  changed: number;
}

export interface CatalogReplacement extends Omit<Replacement, 'content'> {
  csv: string;
}

export interface Catalogs {
  /** As FEEL sees it; null where there is none. Frozen, for many share it. */
  rows(id: string, at: number): Promise<Json>;
  /** Newest version of each. */
  list(): Promise<ContentVersion[]>;
  read(id: string, at: number): Promise<CatalogContent | undefined>;
  history(id: string): Promise<CatalogChange[]>;
  replace(id: string, change: CatalogReplacement): Promise<ReplaceOutcome>;
  /** A deployment may have brought others. */
  deployed(): void;
}

const MOST_PARSED = 200;

export function createCatalogs(store: OpenStore, definitions: Definitions, now: () => number): Catalogs {
  const versioned = createVersionedContent(store, 'catalog', now);
  const parsed = lru<string, Json>(MOST_PARSED);

  async function contentOf(id: string, version: number): Promise<string> {
    return (await versioned.contentOf(id, version)) ?? '';
  }

  /** Of stores from before catalogs had versions: the newest that was deployed. */
  async function deployedLong(id: string): Promise<string | undefined> {
    return (await definitions.resource(`catalogs/${id}.csv`))?.toString('utf8');
  }

  return {
    deployed: versioned.changed,
    list: versioned.list,
    async rows(id, at) {
      const versions = await versioned.versionsOf(id);
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
    async read(id, at) {
      const found = await versioned.read(id, at);
      return found && { version: found.version, csv: found.content };
    },
    async history(id) {
      const changes: CatalogChange[] = [];
      let before = new Map<string, string>();
      for (const version of await versioned.history(id)) {
        const now = byKey(await contentOf(id, version.version));
        const added = [...now.keys()].filter((key) => !before.has(key)).length;
        const removed = [...before.keys()].filter((key) => !now.has(key)).length;
        const kept = [...now].filter(([key, row]) => before.has(key) && before.get(key) !== row).length;
        changes.push({ ...version, rows: now.size, added, removed, changed: kept });
        before = now;
      }
      return changes;
    },
    async replace(id, { csv, ...change }) {
      const newest = (await versioned.history(id)).at(-1);
      const old = newest ? await contentOf(id, newest.version) : await deployedLong(id);
      const header = old === undefined ? undefined : catalogColumns(old).map(({ name }) => name);
      const problems = checkCatalog(Buffer.from(csv, 'utf8'), `catalogs/${id}.csv`, {
        strict: true,
        ...(header && { header }),
      });
      return versioned.replace(id, { ...change, content: csv }, problems);
    },
  };
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
