// What an auditor limits the record of reads to, from the page's address: a person, a case, what was done, dates.
import { instantOf, parseDateTime, type ReadFilter, zoneOf } from '../engine.ts';
import type { Visit } from '../visit.ts';
import { textOf } from './rows.ts';

const DAY = 86_400_000;
/** So many people or cases may answer to what was typed. */
const most = 100;
/** Keys of instances are this far apart. */
const keysPerInstance = 2 ** 20;

export async function readFilterOf(visit: Visit): Promise<ReadFilter> {
  const person = visit.query('persona')?.trim();
  const number = visit.query('caso')?.trim();
  const action = visit.query('accion');
  const from = dayOf(visit, visit.query('desde'));
  const until = dayOf(visit, visit.query('hasta'));
  return {
    ...(person && { usernames: await usernamesLike(visit, person) }),
    ...(number && { caseKeys: await casesLike(visit, number) }),
    ...(action !== undefined && { action }),
    ...(from !== undefined && { from }),
    ...(until !== undefined && { until: until + DAY }),
  };
}

/** The fields as they were typed, for the form. */
export const typedOf = (visit: Visit) => ({
  person: visit.query('persona') ?? '',
  number: visit.query('caso') ?? '',
  action: visit.query('accion') ?? '',
  from: visit.query('desde') ?? '',
  until: visit.query('hasta') ?? '',
});

/** The beginning of a civil day where the organisation is. */
export function dayOf(visit: Visit, text: string | undefined): number | undefined {
  const typed = parseDateTime(text ?? '');
  const zone = zoneOf(visit.options.timeZone);
  return typed && zone && instantOf(typed.localMs, zone);
}

/** By name or username; whoever reads without being a person here is known by the username alone. */
export async function usernamesLike({ engine }: Visit, typed: string): Promise<string[]> {
  const pattern = `*${typed.replace(/[*?\\]/g, '\\$&')}*`;
  const by = (column: string) =>
    engine.store.search('users', { where: [{ column, op: 'like', value: pattern }], limit: most });
  const found = await Promise.all([by('name'), by('username')]);
  return [...new Set([typed, ...found.flatMap(({ rows }) => rows.map((row) => textOf(row.username)))])];
}

async function casesLike({ engine }: Visit, typed: string): Promise<number[]> {
  const plain = /^#?(\d{1,9})$/.exec(typed);
  if (typed.startsWith('#')) return plain ? [Number(plain[1]) * keysPerInstance] : [];
  const value = `*${typed.replace(/[*?\\]/g, '\\$&')}*`;
  const { rows } = await engine.store.search('cases', {
    where: [{ column: 'number', op: 'like', value }],
    limit: most,
  });
  return rows.map((row) => Number(row.key));
}
