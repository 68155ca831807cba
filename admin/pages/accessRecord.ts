// What was done to sign-ins, people, groups and operation, by whom: filtered, page by page, and as CSV, which is on record too.
import { administrationTabs } from '../desk/administration.ts';
import { auditTabs } from '../desk/auditTabs.ts';
import { namesOf } from '../desk/names.ts';
import { addressWith, pageSize } from '../desk/pager.ts';
import { authorize, csvCell, logAccess } from '../engine.ts';
import { hasText } from '../render/locale.ts';
import { get, type PageRoute } from '../route.ts';
import type { Visit } from '../visit.ts';

const mostTaken = 10_000;
const day = 86_400_000;

interface Entry {
  id: number | string;
  username: string;
  event: string;
  actor: string;
  address: string | null;
  detail: string | null;
  at: number | string;
}

/** Kinds of events by what people look for. */
const kinds = {
  signIns: ['signedIn', 'signInRefused', 'signedOut', 'sessionEnded', 'passwordChanged'],
  people: [
    'userCreated',
    'userUpdated',
    'userDeleted',
    'groupCreated',
    'groupDeleted',
    'membershipAdded',
    'membershipRemoved',
    'roleAssigned',
    'roleUnassigned',
    'tokenCreated',
    'tokenRevoked',
  ],
  operation: ['incidentsRetried', 'jobsRetried', 'timersTried', 'mailsRetried', 'backupMade', 'logTaken'],
} as const;

const kindNames = Object.keys(kinds) as (keyof typeof kinds)[];

function dayOf(text: string | undefined): number | undefined {
  const at = /^\d{4}-\d\d-\d\d$/.test(text ?? '') ? Date.parse(`${text}T00:00:00-05:00`) : Number.NaN;
  return Number.isNaN(at) ? undefined : at;
}

async function entries(visit: Visit, limit: number, before?: number): Promise<Entry[]> {
  const { reader, tenant } = visit.engine.store;
  const person = visit.query('person')?.trim();
  const kind = kindNames.find((name) => name === visit.query('kind'));
  const [from, to] = [dayOf(visit.query('from')), dayOf(visit.query('to'))];
  const query = reader('cauce_access_log').where({ tenant_id: tenant });
  if (person) query.where((either) => void either.where('username', person).orWhere('actor', person));
  if (kind) query.whereIn('event', [...kinds[kind]]);
  if (from !== undefined) query.where('at', '>=', from);
  if (to !== undefined) query.where('at', '<', to + day);
  if (before !== undefined) query.where('id', '<', before);
  return (await query.orderBy('id', 'desc').limit(limit)) as Entry[];
}

function eventWords(visit: Visit, event: string): string {
  return hasText(visit.lang, `record.event.${event}`) ? visit.t(`record.event.${event}`) : event;
}

async function show(visit: Visit): Promise<void> {
  const before = Number(visit.query('before'));
  const found = await entries(
    visit,
    pageSize + 1,
    Number.isSafeInteger(before) && before > 0 ? before : undefined,
  );
  const rows = found.slice(0, pageSize);
  const names = await namesOf(
    visit.engine.store,
    rows.flatMap(({ username, actor }) => [username, actor]),
  );
  const last = rows.at(-1);
  visit.show('accessRecord', {
    title: visit.t('record.title'),
    heading: visit.t('record.title'),
    // Auditors come from their own pages.
    tabs: authorize(visit.principal, 'people:write') ? administrationTabs(visit) : auditTabs(visit, 'record'),
    wanted: visit.query('person') ?? '',
    from: visit.query('from') ?? '',
    to: visit.query('to') ?? '',
    kinds: kindNames.map((id) => ({
      id,
      label: visit.t(`record.kind.${id}`),
      current: id === visit.query('kind'),
    })),
    isFiltered: ['person', 'kind', 'from', 'to'].some((name) => visit.query(name) !== undefined),
    csv: addressWith(visit, { before: undefined }).replace('/admin/registro', '/admin/registro/csv'),
    entries: rows.map((entry) => ({
      at: Number(entry.at),
      event: eventWords(visit, entry.event),
      isBad: entry.event === 'signInRefused',
      who: names.get(entry.actor) ?? (entry.actor || entry.username),
      whom: entry.username !== entry.actor && (names.get(entry.username) ?? entry.username),
      detail: entry.detail,
      address: entry.address,
    })),
    older: found.length > pageSize && last && addressWith(visit, { before: String(last.id) }),
  });
}

async function take(visit: Visit): Promise<void> {
  const rows = await entries(visit, mostTaken);
  const { store, now } = visit.engine;
  const actor = visit.principal.username;
  const detail = `${rows.length}`;
  await store.write((db) =>
    logAccess(db, store.tenant, now(), { username: '', event: 'logTaken', actor, detail }),
  );
  const names = ['at', 'event', 'actor', 'username', 'detail', 'address'] as const;
  const lines = rows.map((row) =>
    names.map((name) => (name === 'at' ? new Date(Number(row.at)).toISOString() : (row[name] ?? ''))),
  );
  const heading = names.map((name) => visit.t(`record.column.${name}`));
  const text = [heading, ...lines]
    .map((line) => line.map((cell) => csvCell(String(cell))).join(';'))
    .join('\r\n');
  visit.response.attachment('registro.csv').type('text/csv; charset=utf-8').send(`\ufeff${text}\r\n`);
}

export const accessRecordPages: PageRoute[] = [
  get('/admin/registro', 'administration:read', show),
  get('/admin/registro/csv', 'administration:read', take),
];
