// What people change between deployments, whole and from an instant on: the versions of catalogs and of calendars.
import type { Problem } from '../core/index.ts';
import {
  type ContentKind,
  type ContentVersion,
  inForce,
  insertVersion,
  readContent,
  readVersions,
} from '../store/contentVersions.ts';
import type { OpenStore } from '../store/openStore.ts';
import type { Db } from '../store/store.ts';
import type { Rejection } from './requests.ts';

export interface Content {
  version: ContentVersion;
  content: string;
}

export interface Replacement {
  content: string;
  by: string;
  comment?: string | undefined;
  /** Default: at once. */
  fromAt?: number | undefined;
  /** Number of the newest version that its author has seen; 0: none was there. */
  expected: number;
  /** In the transaction that makes the version. */
  onCommit?: ((db: Db, version: ContentVersion) => Promise<void>) | undefined;
}

export type ReplaceOutcome =
  | { ok: true; version: ContentVersion }
  | { ok: false; problems: Problem[] }
  | { ok: false; rejection: Rejection };

export interface VersionedContent {
  /** From memory where nobody else can change them. The oldest first. */
  versionsOf(id: string): Promise<ContentVersion[]>;
  contentOf(id: string, version: number): Promise<string | undefined>;
  /** Newest version of each. */
  list(): Promise<ContentVersion[]>;
  /** In force at an instant. */
  read(id: string, at: number): Promise<Content | undefined>;
  readVersion(id: string, version: number): Promise<Content | undefined>;
  /** Every version, read from the store. */
  history(id: string): Promise<ContentVersion[]>;
  /** With a problem nothing changes. */
  replace(id: string, given: Replacement, problems: Problem[]): Promise<ReplaceOutcome>;
  /** Forgets what a deployment may have changed. */
  changed(): void;
}

const MOST_BYTES = 2 * 1024 * 1024;

/** What was in force when something was decided does not change: nothing begins in the past. */
const codes = {
  catalog: { past: 'CATALOG_IN_THE_PAST', meanwhile: 'CATALOG_CHANGED_MEANWHILE' },
  calendar: { past: 'CALENDAR_IN_THE_PAST', meanwhile: 'CALENDAR_CHANGED_MEANWHILE' },
} as const;

export function createVersionedContent(
  store: OpenStore,
  kind: ContentKind,
  now: () => number,
): VersionedContent {
  const { reader, tenant, shared } = store;
  const known = new Map<string, ContentVersion[]>();
  /** Grows with each change: what was read before it must not be remembered after it. */
  let generation = 0;

  const versioned: VersionedContent = {
    async versionsOf(id) {
      const found = known.get(id);
      // Where nodes share the store, any of them may change it: asked each time.
      if (found && !shared) return found;
      const asked = generation;
      const versions = await versioned.history(id);
      if (asked === generation) known.set(id, versions);
      return versions;
    },
    contentOf: (id, version) => readContent(reader, tenant, kind, id, version),
    async list() {
      const newest = new Map<string, ContentVersion>();
      for (const version of await readVersions(reader, tenant, kind)) newest.set(version.id, version);
      return [...newest.values()];
    },
    async read(id, at) {
      const version = inForce(await versioned.history(id), at);
      return version && versioned.readVersion(id, version.version);
    },
    async readVersion(id, number) {
      const version = (await versioned.history(id)).find((one) => one.version === number);
      const content = version && (await versioned.contentOf(id, number));
      return version && content !== undefined ? { version, content } : undefined;
    },
    history: (id) => readVersions(reader, tenant, kind, id),
    async replace(id, { content, by, comment, fromAt, expected, onCommit }, found) {
      const bytes = Buffer.byteLength(content);
      const problems = bytes > MOST_BYTES ? [tooLarge(id, bytes), ...found] : found;
      if (problems.length > 0) return { ok: false, problems };
      const at = now();
      if (fromAt !== undefined && fromAt < at) {
        const values = { found: new Date(fromAt).toISOString(), now: new Date(at).toISOString() };
        return { ok: false, rejection: { code: codes[kind].past, values } };
      }
      const outcome = await store.write(async (db): Promise<ReplaceOutcome> => {
        const last = (await readVersions(db, tenant, kind, id)).at(-1)?.version ?? 0;
        if (last !== expected) {
          const values = { [kind]: id, expected, found: last };
          return { ok: false, rejection: { code: codes[kind].meanwhile, values } };
        }
        const given = { id, content, source: 'edit', comment, at, by, fromAt: fromAt ?? at };
        const version = await insertVersion(db, tenant, kind, given);
        await onCommit?.(db, version);
        return { ok: true, version };
      });
      versioned.changed();
      return outcome;
    },
    changed() {
      generation += 1;
      known.clear();
    },
  };
  return versioned;
}

function tooLarge(resource: string, bytes: number): Problem {
  const values = { bytes, limit: MOST_BYTES };
  return { severity: 'error', code: 'RESOURCE_TOO_LARGE', resource, values };
}
