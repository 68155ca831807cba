// Catalogs: reference data that people may change between deployments; read as of an instant, replaced whole or not at all.
import { z } from 'zod';
import type { Json } from '../../core/json.ts';
import { catalogColumns, parseCatalog } from '../../runtime/catalog.ts';
import type { ContentVersion } from '../../store/contentVersions.ts';
import { refusal } from '../problem.ts';
import { type Call, refuse, reply, route } from '../route.ts';
import {
  etag,
  expectedVersion,
  instantAsked,
  replacedBy,
  versionFacts,
  versionFields,
} from './contentVersions.ts';

const versionShape = versionFields.extend({ catalogId: z.string() });

function versionOf(version: ContentVersion): z.input<typeof versionShape> {
  return { catalogId: version.id, ...versionFacts(version) };
}

const list = route({
  method: 'get',
  path: '/catalogs',
  policy: { action: 'catalog:read' },
  response: z.object({ items: z.array(versionShape) }),
  summary: 'List the catalogs, each with its newest version',
  handler: async ({ engine }) => ({ items: (await engine.catalogs.list()).map(versionOf) }),
});

const contentShape = versionShape.extend({
  /** Newest version: what `If-Match` has to say to replace it. */
  newestVersion: z.number(),
  columns: z.array(z.object({ name: z.string(), key: z.boolean(), type: z.string() })),
  rows: z.array(z.record(z.string(), z.custom<Json>())).meta({ description: 'One object for each line' }),
});

/** With an ETag for `If-Match`; `at` reads what was, or will be, in force then. */
async function found(call: Call<unknown>) {
  const at = instantAsked(call);
  if (typeof at !== 'number') return at;
  const id = call.name('catalogId');
  const read = await call.engine.catalogs.read(id, at);
  if (!read) return refusal('NOT_FOUND');
  const newest = (await call.engine.catalogs.list()).find((one) => one.id === id) ?? read.version;
  return { ...read, newest: newest.version };
}

const get = route({
  method: 'get',
  path: '/catalogs/:catalogId',
  policy: { action: 'catalog:read' },
  response: contentShape,
  summary: 'Get a catalog as it is in force, or was at an instant',
  async handler(call) {
    const read = await found(call);
    if ('code' in read) return refuse(read);
    const columns = catalogColumns(read.csv).map(({ name, isKey, type }) => ({ name, key: isKey, type }));
    const body = {
      ...versionOf(read.version),
      newestVersion: read.newest,
      columns,
      rows: parseCatalog(read.csv),
    };
    return reply(200, body, { ETag: etag(read.newest) });
  },
});

const csv = route({
  method: 'get',
  path: '/catalogs/:catalogId/csv',
  policy: { action: 'catalog:read' },
  response: z.string(),
  summary: 'Download a catalog as CSV',
  async handler(call) {
    const read = await found(call);
    if ('code' in read) return refuse(read);
    const name = call.name('catalogId').replace(/[^\w.-]/g, '_');
    return reply(200, read.csv, {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': `attachment; filename="${name}.csv"`,
      ETag: etag(read.newest),
    });
  },
});

const historyShape = versionShape.extend({
  rows: z.number(),
  added: z.number(),
  removed: z.number(),
  changed: z.number(),
});

const history = route({
  method: 'get',
  path: '/catalogs/:catalogId/history',
  policy: { action: 'catalog:read' },
  response: z.object({ items: z.array(historyShape) }),
  summary: 'List the versions of a catalog: who changed how much of it, when and from when on',
  async handler({ engine, name }) {
    const changes = await engine.catalogs.history(name('catalogId'));
    if (changes.length === 0) return refuse(refusal('NOT_FOUND'));
    return {
      items: changes.map((change) => {
        const { rows, added, removed, changed } = change;
        return { ...versionOf(change), rows, added, removed, changed };
      }),
    };
  },
});

const replace = route({
  method: 'put',
  path: '/catalogs/:catalogId',
  policy: { action: 'catalog:write' },
  request: z.strictObject({
    csv: z.string(),
    comment: z.string().max(1_000).optional(),
    effectiveDate: z.iso.datetime({ offset: true }).optional(),
  }),
  response: versionShape,
  summary:
    'Replace a catalog whole, from now on or from an instant to come; with one bad line nothing changes',
  async handler(call) {
    const { engine, body, name, principal } = call;
    const id = name('catalogId');
    if (!/^[\w.-]{1,100}$/.test(id))
      return refuse(refusal('RESOURCE_NAME_INVALID', { name: id.slice(0, 100) }));
    const expected = expectedVersion(call);
    if (expected === undefined) return refuse(refusal('IF_MATCH_REQUIRED'));
    const fromAt = body.effectiveDate === undefined ? undefined : Date.parse(body.effectiveDate);
    const given = { csv: body.csv, comment: body.comment, by: principal.username, fromAt, expected };
    const asked = { id, expected, body: body as Json, refusedAs: 'CATALOG_REFUSED' };
    const made = await replacedBy(call, asked, (onCommit) =>
      engine.catalogs.replace(id, { ...given, onCommit }),
    );
    if (typeof made !== 'number') return refuse(made);
    const version = (await engine.catalogs.history(id)).find((one) => one.version === made);
    return version ? reply(200, versionOf(version), { ETag: etag(made) }) : refuse(refusal('NOT_FOUND'));
  },
});

export const catalogRoutes = [list, get, csv, history, replace];
