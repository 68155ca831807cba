// Statements that are sent without waiting: each answer is its own, a refusal takes all of the transaction with it, and the
// connection serves on.
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { addressOfUrl, connectPostgres } from '../../../engine/store/dialects/postgresConnect.ts';
import { runStatements } from '../../../engine/store/dialects/postgresStatements.ts';
import { freshDatabase } from '../../harness/testDatabase.ts';

type Pool = ReturnType<typeof connectPostgres>;

let pool: Pool;

const plain = (sql: string) => ({ sql, bindings: [] });
const insert = (key: number, text: string) => ({ sql: 'INSERT INTO t VALUES (?, ?)', bindings: [key, text] });
const copy = (rows: string) => ({ sql: 'COPY t (key, text) FROM STDIN', bindings: [rows] });
const all = plain('SELECT key, text FROM t ORDER BY key');

beforeEach(async () => {
  pool = connectPostgres(addressOfUrl(await freshDatabase(true)), [], 1);
  onTestFinished(() => pool.destroy());
  await runStatements(pool, [plain('CREATE TABLE t (key int PRIMARY KEY, text text)')]);
});

test('gives each statement its own rows, whether it binds, copies or stands as it is', async () => {
  const answers = await runStatements(pool, [
    plain('BEGIN'),
    insert(1, 'one'),
    copy('2\ttwo\n3\t\\N\n'),
    { sql: 'SELECT text FROM t WHERE key = ?', bindings: ['1'] },
    all,
    plain('COMMIT'),
  ]);
  const rows = [
    ['1', 'one'],
    ['2', 'two'],
    ['3', null],
  ];
  expect(answers).toEqual([[], [], [], [['one']], rows, []]);
  expect(await runStatements(pool, [all, insert(4, 'four'), insert(5, 'five')])).toEqual([rows, [], []]);
});

test.each([
  ['a bound statement', insert(1, 'again')],
  ['a copy', copy('7\tseven\n1\tagain\n')],
])('what refuses %s takes back all of its transaction, and says which it was', async (_, refused) => {
  await runStatements(pool, [insert(1, 'one')]);
  const running = runStatements(pool, [
    plain('BEGIN'),
    insert(2, 'two'),
    refused,
    { sql: 'SELECT 1 FROM t WHERE text = ?', bindings: ['never parsed'] },
    copy('3\tthree\n'),
    plain('COMMIT'),
  ]);
  await expect(running).rejects.toMatchObject({
    code: '23505',
    message: expect.stringContaining(refused.sql),
  });
  expect(await runStatements(pool, [all])).toEqual([[['1', 'one']]]);
  // What was not reached is parsed the next time.
  expect(await runStatements(pool, [{ sql: 'SELECT 1 FROM t WHERE text = ?', bindings: ['one'] }])).toEqual([
    [['1']],
  ]);
});

test('a commit that rolls back is no commit', async () => {
  const broken = runStatements(pool, [plain('BEGIN'), plain('SELECT 1 / 0')]);
  await expect(broken).rejects.toMatchObject({ code: '22012' });
  await expect(runStatements(pool, [plain('COMMIT')])).rejects.toMatchObject({ code: '40000' });
});

test('more texts than are kept are parsed each time', async () => {
  const many = Array.from({ length: 600 }, (_, at) => ({ sql: `SELECT ${at} + ?::int`, bindings: ['1'] }));
  const answers = await runStatements(pool, many);
  expect(answers).toEqual(many.map((_, at) => [[String(at + 1)]]));
});

test('a connection that goes takes everything that was sent with it', async () => {
  const running = runStatements(pool, [
    plain('BEGIN'),
    insert(1, 'one'),
    plain('SELECT pg_terminate_backend(pg_backend_pid())'),
    insert(2, 'two'),
    plain('COMMIT'),
  ]);
  await expect(running).rejects.toThrow();
  expect(await runStatements(pool, [all])).toEqual([[]]);
});
