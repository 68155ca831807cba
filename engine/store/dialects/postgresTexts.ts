// Full text in a schema of PostgreSQL of its own, unlogged: neither its log nor a copy of the server holds it, and a crash empties it.
import type { Knex } from 'knex';
import {
  type CaseText,
  MOST_NAMED,
  type TextChange,
  type TextIndex,
  type TextState,
} from '../texts/textIndex.ts';
import { type Term, type Wanted, wordsOf } from '../texts/words.ts';
import { connectPostgres, type PostgresAddress } from './postgresConnect.ts';
import { lockSchema, lockTexts, tryTexts } from './postgresLocks.ts';

const tables = [
  'CREATE SCHEMA IF NOT EXISTS cauce_search',
  `CREATE UNLOGGED TABLE IF NOT EXISTS cauce_search.case_texts (
    tenant_id text COLLATE "C" NOT NULL, case_key bigint PRIMARY KEY, words tsvector NOT NULL, body text NOT NULL)`,
  'CREATE INDEX IF NOT EXISTS case_texts_words ON cauce_search.case_texts USING gin (words)',
  `CREATE UNLOGGED TABLE IF NOT EXISTS cauce_search.state (
    tenant_id text COLLATE "C" PRIMARY KEY, position bigint NOT NULL, mark text NOT NULL, below bigint)`,
];

/** Undefined where the tables are not there and cannot be made. */
export async function postgresTexts(
  address: PostgresAddress,
  { tenant, reader, readOnly }: { tenant: string; reader: Knex; readOnly: boolean },
): Promise<TextIndex | undefined> {
  const [made] = (await reader.raw(`SELECT to_regclass('cauce_search.state') IS NOT NULL AS there`)) as {
    there: boolean;
  }[];
  if (!made?.there && readOnly) return undefined;
  const db = connectPostgres(address, readOnly ? ['SET default_transaction_read_only = on'] : [], 2);
  if (!made?.there && !(await make(db))) {
    await db.destroy();
    return undefined;
  }
  const purge = async (keys: readonly number[]) => {
    await db.transaction(async (tx) => {
      // What another node has just read of them must not come back.
      await tx.raw(`SELECT ${lockTexts(tenant)}`);
      await tx.raw('DELETE FROM cauce_search.case_texts WHERE case_key = ANY(?::bigint[])', [
        keys as number[],
      ]);
    });
    // Old rows go with the next cleaning; it is asked for now.
    await db.raw('VACUUM cauce_search.case_texts');
  };
  return {
    mostNamed: MOST_NAMED,
    async match(wanted, most) {
      const rows = (await reader.raw(
        `SELECT case_key AS key FROM cauce_search.case_texts
         WHERE tenant_id = ? AND words @@ ?::tsquery ORDER BY case_key DESC LIMIT ?`,
        [tenant, expression(wanted), most],
      )) as { key: number }[];
      return rows.map(({ key }) => key);
    },
    async bodies(keys) {
      const rows = (await reader.raw(
        'SELECT case_key AS key, body FROM cauce_search.case_texts WHERE tenant_id = ? AND case_key = ANY(?::bigint[])',
        [tenant, keys as number[]],
      )) as { key: number; body: string }[];
      return new Map(rows.map(({ key, body }) => [key, body]));
    },
    holds: (column, wanted) => ({
      sql: `EXISTS (SELECT 1 FROM cauce_search.case_texts AS w WHERE w.case_key = ?? AND w.words @@ ?::tsquery)`,
      bindings: [column, expression(wanted)],
    }),
    readState: () => readState(reader, tenant),
    change: (work) =>
      db.transaction(async (tx) => {
        const [lock] = (await tx.raw(`SELECT ${tryTexts(tenant)} AS mine`)) as { mine: boolean }[];
        return lock?.mine ? work(changing(tx, tenant, await readState(tx, tenant))) : undefined;
      }),
    purge,
    forget: () => db.transaction((tx) => forget(tx, tenant)),
    close: () => db.destroy(),
  };
}

/** False where the role may make no schema: everything else works without it. */
async function make(db: Knex): Promise<boolean> {
  try {
    await db.transaction(async (tx) => {
      await tx.raw(`SELECT ${lockSchema}`);
      for (const sql of tables) await tx.raw(sql);
    });
    return true;
  } catch (error) {
    if ((error as { code?: unknown }).code === NOT_ALLOWED) return false;
    await db.destroy();
    throw error;
  }
}

const NOT_ALLOWED = '42501';

async function forget(tx: Knex, tenant: string): Promise<void> {
  await tx.raw('DELETE FROM cauce_search.case_texts WHERE tenant_id = ?', [tenant]);
  await tx.raw('DELETE FROM cauce_search.state WHERE tenant_id = ?', [tenant]);
}

async function readState(db: Knex, tenant: string): Promise<TextState | undefined> {
  const sql = 'SELECT position, mark, below FROM cauce_search.state WHERE tenant_id = ?';
  const [state] = (await db.raw(sql, [tenant])) as TextState[];
  return state;
}

function changing(tx: Knex, tenant: string, state: TextState | undefined): TextChange {
  return {
    state,
    async put(texts) {
      await tx.raw(
        `INSERT INTO cauce_search.case_texts (tenant_id, case_key, words, body)
         SELECT ?, key, words::tsvector, body FROM unnest(?::bigint[], ?::text[], ?::text[]) AS put(key, words, body)
         ON CONFLICT (case_key) DO UPDATE SET words = excluded.words, body = excluded.body`,
        [tenant, texts.map(({ key }) => key), texts.map(vectorOf), texts.map(({ body }) => body)],
      );
    },
    async moveTo({ position, mark, below }) {
      await tx.raw(
        `INSERT INTO cauce_search.state (tenant_id, position, mark, below) VALUES (?, ?, ?, ?)
         ON CONFLICT (tenant_id) DO UPDATE
         SET position = excluded.position, mark = excluded.mark, below = excluded.below`,
        [tenant, position, mark, below],
      );
    },
    forget: () => forget(tx, tenant),
  };
}

/** What a word may have of places, and the furthest place, are the database's own limits. */
const MOST_PLACES = 250;
const FURTHEST = 16_383;

/** Written out, so that no dictionary of the server changes a word. */
function vectorOf({ body, marks }: CaseText): string {
  const places = new Map<string, number[]>();
  let at = 0;
  for (const word of wordsOf(body, marks)) {
    at = Math.min(at + 1, FURTHEST);
    const known = places.get(word);
    if (!known) places.set(word, [at]);
    else if (known.length < MOST_PLACES) known.push(at);
  }
  return [...places].map(([word, list]) => `'${word}':${list.join(',')}`).join(' ');
}

function expression({ terms, without }: Wanted): string {
  return [...terms.map(termText), ...without.map((term) => `!(${termText(term)})`)].join(' & ');
}

function termText({ words, open, either }: Term): string {
  if (either) return `(${words.map((word) => `'${word}'`).join(' | ')})`;
  return words.map((word) => `'${word}'${open ? ':*' : ''}`).join(' <-> ');
}
