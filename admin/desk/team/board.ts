// The leader's board in rows: what each person holds and each group has waiting, how urgent, and what was done.
import { type Absence, readDone, readWorkload, type Workload } from '../../engine.ts';
import { dateWords } from '../../render/words.ts';
import type { Visit } from '../../visit.ts';
import { namesOf } from '../names.ts';
import { riskUntil } from '../risk.ts';
import type { Member } from './people.ts';

const WEEK = 7 * 86_400_000;

export interface PersonRow extends Member {
  load: Workload;
  done: number;
  /** Of the most loaded, in percent. */
  width: number;
  away: string;
  href: string;
  current: boolean;
}

export async function personRows(
  visit: Visit,
  members: readonly Member[],
  absences: readonly Absence[],
): Promise<PersonRow[]> {
  const { reader, tenant } = visit.engine.store;
  const now = visit.engine.now();
  const names = members.map(({ username }) => username);
  const [loads, done, substitutes] = await Promise.all([
    readWorkload(reader, { tenant, kind: 'holder', names, now, riskUntil: await riskUntil(visit) }),
    readDone(reader, tenant, names, now - WEEK),
    namesOf(
      visit.engine.store,
      absences.map(({ substitute }) => substitute ?? ''),
    ),
  ]);
  const largest = Math.max(1, ...[...loads.values()].map(({ open }) => open));
  return members.map((member) => {
    const load = loads.get(member.username) as Workload;
    return {
      ...member,
      load,
      done: done.get(member.username) ?? 0,
      width: Math.round((100 * load.open) / largest),
      away: awayWords(
        visit,
        absences.find(({ username }) => username === member.username),
        substitutes,
      ),
      href: `${visit.base}/equipo?persona=${encodeURIComponent(member.username)}`,
      current: visit.query('persona') === member.username,
    };
  });
}

export function awayWords(visit: Visit, absence: Absence | undefined, names: Map<string, string>): string {
  if (!absence) return '';
  const { substitute, toDay } = absence;
  const until = dateWords(visit.lang, Date.parse(toDay), 'UTC');
  if (substitute === null) return visit.t('team.away', { until });
  return visit.t('team.awayFor', { until, name: names.get(substitute) ?? substitute });
}

export async function groupRows(visit: Visit, groups: readonly string[]) {
  const { reader, tenant } = visit.engine.store;
  const asked = { tenant, kind: 'group' as const, names: groups, now: visit.engine.now() };
  const loads = await readWorkload(reader, { ...asked, riskUntil: await riskUntil(visit) });
  return groups
    .map((group) => ({
      name: group,
      load: loads.get(group) as Workload,
      href: `${visit.base}/equipo?grupo=${encodeURIComponent(group)}`,
      current: visit.query('grupo') === group,
    }))
    .filter(({ load, current }) => load.open > 0 || current || groups.length <= 12);
}
