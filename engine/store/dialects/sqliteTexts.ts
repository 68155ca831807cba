// Full text in an SQLite file of its own (FTS5), which reading connections attach beside the database.

import { existsSync, rmSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import type { Knex } from 'knex';
import { MOST_NAMED, type TextChange, type TextIndex, type TextState } from '../texts/textIndex.ts';
import { type Term, type Wanted, wordsOf } from '../texts/words.ts';
import { createWriter } from '../writer.ts';
import { connect } from './sqliteConnect.ts';

/** The name under which connections attach the file. */
export const TEXTS = 'texts';

const PRAGMAS = [
  'journal_mode = WAL',
  'synchronous = NORMAL',
  'secure_delete = ON',
  'journal_size_limit = 16777216',
];

/** Makes the file where it is missing; one that cannot be read is made again, for nothing is lost with it. */
export async function makeSqliteTexts(filename: string): Promise<void> {
  for (const again of [true, false]) {
    const db = connect(filename, PRAGMAS);
    try {
      for (const sql of tables) await db.raw(sql);
      return;
    } catch (error) {
      if (!again || !/CORRUPT|NOTADB/.test(String((error as { code?: unknown }).code))) throw error;
    } finally {
      await db.destroy();
    }
    for (const end of ['', '-wal', '-shm']) rmSync(`${filename}${end}`, { force: true });
  }
}

/** The words are made by us: every byte beyond ASCII is a letter to its tokenizer, and it changes nothing. */
const tables = [
  `CREATE VIRTUAL TABLE IF NOT EXISTS cauce_case_texts USING fts5(words, body UNINDEXED, tokenize = 'ascii', prefix = '4')`,
  // Without it what was removed would stay readable in the index until it is merged.
  `INSERT INTO cauce_case_texts (cauce_case_texts, rank) VALUES ('secure-delete', 1)`,
  'CREATE TABLE IF NOT EXISTS cauce_text_state (one integer PRIMARY KEY, position integer NOT NULL, mark text NOT NULL, below integer)',
];

/** `reader` has the file attached. */
export function sqliteTexts(filename: string, reader: Knex): TextIndex | undefined {
  if (!existsSync(filename)) return undefined;
  const db = connect(filename, PRAGMAS);
  const writer = createWriter(db);
  return {
    mostNamed: MOST_NAMED,
    async match(wanted, most) {
      const rows = (await reader.raw(
        `SELECT rowid AS key FROM ${TEXTS}.cauce_case_texts WHERE cauce_case_texts MATCH ? ORDER BY rowid DESC LIMIT ?`,
        [expression(wanted), most],
      )) as { key: number }[];
      return rows.map(({ key }) => key);
    },
    async bodies(keys) {
      const rows = (await reader.raw(
        `SELECT rowid AS key, body FROM ${TEXTS}.cauce_case_texts WHERE rowid IN (SELECT value FROM json_each(?))`,
        [JSON.stringify(keys)],
      )) as { key: number; body: string }[];
      return new Map(rows.map(({ key, body }) => [key, body]));
    },
    // Looked up row by row, each look would read all that begin with the words; like this they are read once.
    holds: (column, wanted) => ({
      sql: `?? IN (SELECT rowid FROM ${TEXTS}.cauce_case_texts WHERE cauce_case_texts MATCH ?)`,
      bindings: [column, expression(wanted)],
    }),
    readState: () => readState(reader, `${TEXTS}.`),
    change: (work) => writer.write(async (tx) => work(changing(tx, await readState(tx)))),
    async purge(keys) {
      await writer.write((tx) => removeTexts(tx, keys));
      // The old pages may live on in the log.
      await emptyLog(db);
    },
    forget: () => writer.write(forget),
    async close() {
      await writer.close();
      await db.destroy();
    },
  };
}

/** Another step on the same connection keeps the log: it is asked again when that is over. */
async function emptyLog(db: Knex): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await db.raw('PRAGMA wal_checkpoint(TRUNCATE)');
      return;
    } catch (error) {
      const isBusy = /SQLITE_(LOCKED|BUSY)/.test(String((error as { code?: unknown }).code));
      if (!isBusy || attempt === 50) throw error;
      await pause(20);
    }
  }
}

async function forget(tx: Knex): Promise<void> {
  await tx.raw('DELETE FROM cauce_case_texts');
  await tx.raw('DELETE FROM cauce_text_state');
}

async function readState(db: Knex, schema = ''): Promise<TextState | undefined> {
  const [state] = (await db.raw(
    `SELECT position, mark, below FROM ${schema}cauce_text_state`,
  )) as TextState[];
  return state;
}

function changing(tx: Knex, state: TextState | undefined): TextChange {
  return {
    state,
    async put(texts) {
      await removeTexts(
        tx,
        texts.map(({ key }) => key),
      );
      const rows = texts.map(({ key, body, marks }) => [key, wordsOf(body, marks).join(' '), body]);
      const sql = `INSERT INTO cauce_case_texts (rowid, words, body)
        SELECT value->>0, value->>1, value->>2 FROM json_each(?)`;
      await tx.raw(sql, [JSON.stringify(rows)]);
    },
    async moveTo({ position, mark, below }) {
      const sql = 'INSERT OR REPLACE INTO cauce_text_state (one, position, mark, below) VALUES (1, ?, ?, ?)';
      await tx.raw(sql, [position, mark, below]);
    },
    forget: () => forget(tx),
  };
}

function removeTexts(tx: Knex, keys: readonly number[]): Promise<unknown> {
  const sql = 'DELETE FROM cauce_case_texts WHERE rowid IN (SELECT value FROM json_each(?))';
  return tx.raw(sql, [JSON.stringify(keys)]);
}

/** Words are letters and digits alone: nothing of them is an operator between quotes. */
function expression({ terms, without }: Wanted): string {
  const positive = terms.map(termText).join(' AND ');
  return without.length > 0 ? `(${positive}) NOT (${without.map(termText).join(' OR ')})` : positive;
}

function termText({ words, open, either }: Term): string {
  if (either) return `words : (${words.map((word) => `"${word}"`).join(' OR ')})`;
  return `words : "${words.join(' ')}"${open ? ' *' : ''}`;
}
