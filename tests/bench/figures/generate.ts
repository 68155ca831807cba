// Millions of facts of the shipped flows, made by the database itself: five years of cases, busier by day and by product as
// they are in life.
import type { OpenStore } from '../../../engine/store/openStore.ts';

export interface GeneratedProcess {
  id: string;
  tasks: { element: string; lane: string }[];
}

export const YEARS = 5;
/** Filing, answer, closing, and one for each task. */
export const FACTS_PER_CASE = 12;
const TASKS = 9;
const CASES_AT_ONCE = 20_000;
const DAYS = YEARS * 365;

const LISTS = {
  product: [
    'Pagos',
    'Recaudos',
    'Depósitos',
    'Conexión directa',
    'Sucursal digital',
    'Tarjetas',
    'Crédito',
    'Leasing',
  ],
  channel: ['telefónico', 'presencial', 'web', 'correo', 'app', 'buzón'],
  area: [
    'Educación',
    'Crédito',
    'Salud',
    'Recreación',
    'Vivienda',
    'Empleo',
    'Subsidio',
    'Cultura',
    'Deportes',
  ],
  segment: ['Corporativo', 'Empresarial', 'Pyme', 'Personal'],
  typology: Array.from({ length: 24 }, (_, at) => `Tipología ${at + 1}`),
  type: ['petición', 'queja', 'reclamo', 'sugerencia', 'felicitación'],
  topic: Array.from({ length: 16 }, (_, at) => `Tema ${at + 1}`),
  site: ['Manizales', 'Medellín', 'Cali', 'Bogotá'],
};

type ListName = keyof typeof LISTS;

export async function generate(
  store: OpenStore,
  processes: GeneratedProcess[],
  facts: number,
  lastDay: number,
  tell: (rows: number) => void,
): Promise<number> {
  const cases = Math.ceil(facts / FACTS_PER_CASE / processes.length);
  let rows = 0;
  for (const [at, process] of processes.entries()) {
    for (let from = 0; from < cases; from += CASES_AT_ONCE) {
      const to = Math.min(cases, from + CASES_AT_ONCE);
      const sql = insertSql(store.dialect, process, {
        from,
        to,
        cases,
        lastDay,
        base: (at + 1) * 10_000_000,
      });
      await store.write((db) => db.raw(sql));
      rows += (to - from) * FACTS_PER_CASE;
      tell(rows);
    }
  }
  return rows;
}

interface Portion {
  from: number;
  to: number;
  cases: number;
  lastDay: number;
  base: number;
}

const text = (value: string) => `'${value.replaceAll("'", "''")}'`;

/** One of a list, the first ones oftener: the smaller of two spread numbers. */
function oneOf(list: readonly string[], salt: number): string {
  const spread = (by: number) => `((i * ${by} + ${salt}) % ${list.length})`;
  const index = `CASE WHEN ${spread(7919)} < ${spread(104_729)} THEN ${spread(7919)} ELSE ${spread(104_729)} END`;
  return `CASE ${index} ${list.map((each, at) => `WHEN ${at} THEN ${text(each)}`).join(' ')} END`;
}

function insertSql(dialect: OpenStore['dialect'], { id, tasks }: GeneratedProcess, portion: Portion): string {
  const { from, to, cases, lastDay, base } = portion;
  const series = (name: string, first: number, last: number) =>
    dialect === 'postgres'
      ? `(SELECT g AS ${name} FROM generate_series(${first}::bigint, ${last}::bigint) AS g)`
      : `(WITH RECURSIVE s(${name}) AS (SELECT ${first} UNION ALL SELECT ${name} + 1 FROM s WHERE ${name} < ${last}) SELECT ${name} FROM s)`;
  const dims = Object.fromEntries(
    (Object.keys(LISTS) as ListName[]).map((name, at) => [name, oneOf(LISTS[name], at * 31)]),
  ) as Record<ListName, string>;
  const ofTask = (column: 'element' | 'lane') =>
    `CASE (i + n) % ${tasks.length} ${tasks.map((task, at) => `WHEN ${at} THEN ${text(task[column])}`).join(' ')} END`;
  const day = `(${lastDay - DAYS} + i * ${DAYS} / ${cases})`;
  const noon = 13 * 3_600_000;
  // Filed by day; each step takes from minutes to days, longer for some.
  return `INSERT INTO cauce_case_facts (tenant_id, case_key, number, process_id, kind, day, at, version, element,
      product, channel, area, segment, typology, type, topic, site, lane, person, source, "values")
    SELECT '<default>', ${base} + i, n, ${text(id)},
      CASE n WHEN 0 THEN 'case-filed' WHEN 1 THEN 'case-answered' WHEN 2 THEN 'case-closed' ELSE 'task-completed' END,
      day + CASE WHEN n = 0 THEN 0 WHEN n = 1 THEN took WHEN n = 2 THEN took + 1 ELSE took * (n - 3) / ${TASKS} END,
      filed + CASE WHEN n = 0 THEN 0 WHEN n < 3 THEN took * 86400000 ELSE took * 86400000 * (n - 3) / ${TASKS} END,
      1 + i % 2, CASE WHEN n > 2 THEN ${ofTask('element')} END,
      ${Object.keys(LISTS).join(', ')},
      CASE WHEN n > 2 THEN ${ofTask('lane')} END, CASE WHEN n > 2 THEN 'persona' || ((i + n) % 60) END, NULL,
      CASE WHEN n = 0 THEN '{"filedAt":' || filed || ',"dueAt":' || due || ',"isRepeat":' || rare || '}'
        WHEN n < 3 THEN '{"filedAt":' || filed || ',"dueAt":' || due || ',"answeredAt":' || answered ||
          ',"onTime":' || ontime || ',"firstResponseAt":' || answered || ',"pausedMs":0,"returns":' || (i % 3) ||
          ',"reassignments":0,"reopenings":' || (CASE WHEN i % 29 = 0 THEN 1 ELSE 0 END) || ',"escalated":' || often ||
          ',"isRepeat":' || rare || ',"closing":"' || (CASE WHEN i % 31 = 0 THEN 'cancelled' ELSE 'solved' END) || '"' ||
          CASE WHEN n = 2 THEN ',"closedAt":' || (answered + 86400000) ELSE '' END || '}'
        ELSE '{"createdAt":' || (filed + took * 86400000 * (n - 3) / ${TASKS} - minutes * 60000) ||
          ',"claimedAt":' || (filed + took * 86400000 * (n - 3) / ${TASKS} - minutes * 20000) ||
          ',"completedAt":' || (filed + took * 86400000 * (n - 3) / ${TASKS}) || '}' END
    FROM (SELECT i, n, day, took, day * 86400000 + ${noon} AS filed, day * 86400000 + ${noon} + took * 86400000 AS answered,
        (day + 15) * 86400000 + ${noon} AS due, CASE WHEN took <= 15 THEN 'true' ELSE 'false' END AS ontime,
        CASE WHEN i % 23 = 0 THEN 'true' ELSE 'false' END AS rare, CASE WHEN i % 3 = 0 THEN 'true' ELSE 'false' END AS often,
        10 + (i * 37 + n * 101) % 2400 AS minutes,
        ${Object.entries(dims)
          .map(([name, sql]) => `${sql} AS ${name}`)
          .join(', ')}
      FROM (SELECT i, n, ${day} AS day, CASE WHEN i % 17 = 0 THEN 12 + i % 20 ELSE 1 + i % 9 END AS took
        FROM ${series('i', from, to - 1)} AS a CROSS JOIN ${series('n', 0, FACTS_PER_CASE - 1)} AS b) AS c) AS d
    ORDER BY i, n`;
}
