// Figures that come from outside: each import whole or not at all, the later of the same name, dimensions, subject and dates
// in the place of the earlier, which stays on record.
import { createHash } from 'node:crypto';
import { DIMENSIONS } from '../../metrics/index.ts';
import { insertCaseFacts } from '../../store/caseFacts.ts';
import type { OpenStore } from '../../store/openStore.ts';
import type { Db } from '../../store/store.ts';
import { formatDate, instantOf, type Zone } from '../../time/index.ts';
import { dayNumber, rowOf } from './factRows.ts';
import type { Figures, ImportedFigure, KeptFigure } from './importedFigures.ts';

export type {
  FigureCounts,
  FigureImport,
  FigureSearch,
  Figures,
  ImportedFigure,
  KeptFigure,
} from './importedFigures.ts';

export interface FigureOptions {
  store: OpenStore;
  zone: Zone;
  now(): number;
}

const DEFAULT_LIMIT = 100;
const MOST = 1_000;
const DAY_MS = 86_400_000;
const SPRINT = 'sprint';

export function createFigures({ store, zone, now }: FigureOptions): Figures {
  const { tenant, reader } = store;

  async function inForce(db: Db, { name, from, to, dims, subject }: Row): Promise<Kept | undefined> {
    const same = { name, from_day: from, to_day: to, dims, subject };
    return db('cauce_figures')
      .where({ tenant_id: tenant, ...same })
      .whereNull('replaced_by')
      .first();
  }

  return {
    async add({ figures, source, by, content, onCommit }) {
      const first = await store.reserve('figures', Math.max(1, figures.length));
      const hash = content === undefined ? null : createHash('sha256').update(content).digest('hex');
      return store.write(async (db) => {
        const counts = { added: 0, replaced: 0, unchanged: 0 };
        for (const [at, figure] of figures.entries()) {
          const row = rowFor(figure);
          const key = first + at;
          const before = await inForce(db, row);
          if (before && before.value === figure.value && before.source === source) {
            counts.unchanged += 1;
            continue;
          }
          if (before) {
            await db('cauce_figures').where({ key: before.key }).update({ replaced_by: key });
            await db('cauce_case_facts').where({ tenant_id: tenant, case_key: -before.key }).del();
          }
          counts[before ? 'replaced' : 'added'] += 1;
          await db('cauce_figures').insert({
            key,
            tenant_id: tenant,
            name: row.name,
            from_day: row.from,
            to_day: row.to,
            dims: row.dims,
            subject: row.subject,
            value: figure.value,
            source,
            file_hash: hash,
            imported_at: now(),
            imported_by: by,
            replaced_by: null,
          });
          await insertCaseFacts(db, [rowOf(tenant, factOf(figure, source, zone), -key, 0)]);
        }
        await onCommit?.(db, counts);
        return counts;
      });
    },
    async search({ name, from, to, history, limit = DEFAULT_LIMIT, before }) {
      const rows: Kept[] = await reader('cauce_figures')
        .where({ tenant_id: tenant, ...(name !== undefined && { name }) })
        .modify((query) => {
          if (from !== undefined) query.where('to_day', '>=', dayNumber(from));
          if (to !== undefined) query.where('from_day', '<=', dayNumber(to));
          if (!history) query.whereNull('replaced_by');
          if (before !== undefined) query.where('key', '<', before);
        })
        .orderBy('key', 'desc')
        .limit(Math.min(limit, MOST));
      return rows.map(keptOf);
    },
    async sprints() {
      const rows: Kept[] = await reader('cauce_figures')
        .where({ tenant_id: tenant, name: SPRINT })
        .whereNull('replaced_by')
        .orderBy('from_day');
      return rows.map(({ subject, from_day, to_day }) => {
        return { id: subject, from: formatDate(from_day), to: formatDate(to_day) };
      });
    },
  };
}

interface Row {
  name: string;
  from: number;
  to: number;
  dims: string;
  subject: string;
}

interface Kept {
  key: number;
  name: string;
  from_day: number;
  to_day: number;
  dims: string;
  subject: string;
  value: number;
  source: string;
  file_hash: string | null;
  imported_at: number;
  imported_by: string;
  replaced_by: number | null;
}

function rowFor({ name, from, to, dims = {}, subject = '' }: ImportedFigure): Row {
  // In one order, so that the same dimensions are the same text.
  const sorted = DIMENSIONS.flatMap((each) => (dims[each] === undefined ? [] : [[each, dims[each]]]));
  return {
    name,
    from: dayNumber(from),
    to: dayNumber(to),
    dims: JSON.stringify(Object.fromEntries(sorted)),
    subject,
  };
}

function factOf({ name, value, from, to, dims = {}, subject }: ImportedFigure, source: string, zone: Zone) {
  return {
    kind: 'figure',
    at: instantOf(dayNumber(to) * DAY_MS, zone),
    date: to,
    dims: { ...dims, source },
    values: { name, value, from, to, ...(subject !== undefined && { subject }) },
  };
}

function keptOf(row: Kept): KeptFigure {
  return {
    key: Number(row.key),
    name: row.name,
    value: row.value,
    from: formatDate(row.from_day),
    to: formatDate(row.to_day),
    dims: JSON.parse(row.dims) as KeptFigure['dims'] & object,
    ...(row.subject !== '' && { subject: row.subject }),
    source: row.source,
    fileHash: row.file_hash,
    importedAt: Number(row.imported_at),
    importedBy: row.imported_by,
    replacedBy: row.replaced_by === null ? null : Number(row.replaced_by),
  };
}
