// What a leader does to a service level clock of a case, each with a reason: pause, resume, extend, hand over.
import { caseFor } from '../desk/caseFor.ts';
import { mayMove } from '../desk/clocks.ts';
import { refusalWords } from '../desk/refusals.ts';
import { commandIdFrom, requestOf } from '../desk/requestId.ts';
import { numberOf } from '../desk/rows.ts';
import { type Command, zoneOf } from '../engine.ts';
import { type PageRoute, post } from '../route.ts';
import { forbidden, notFound, type Visit } from '../visit.ts';
import { showCase } from './case.ts';

function commandOf(visit: Visit, key: number): Command | undefined {
  const reason = visit.field('reason');
  switch (visit.field('_do')) {
    case 'pause':
      return { type: 'pauseClock', key, reason };
    case 'resume':
      return { type: 'resumeClock', key, reason };
    case 'extend': {
      const until = endOf(visit, visit.field('until'));
      const notified = visit.field('notified') === 'true';
      return { type: 'extendClock', key, reason, notified, ...(until !== undefined && { until }) };
    }
    case 'transfer':
      return { type: 'transferClock', key, reason, to: visit.field('to') };
    default:
      return undefined;
  }
}

/** The last second of a civil date where the organisation is. */
function endOf(visit: Visit, date: string): number | undefined {
  const local = /^\d{4}-\d\d-\d\d$/.test(date) ? Date.parse(`${date}T23:59:59Z`) : Number.NaN;
  const offset = zoneOf(visit.options.timeZone)?.offsetAt(local) ?? 0;
  return Number.isNaN(local) ? undefined : local - offset;
}

async function move(visit: Visit): Promise<void> {
  const { engine, principal } = visit;
  const found = await caseFor(visit, 'case:read');
  if (!(await mayMove(visit, found.key))) throw forbidden();
  const key = visit.key('clock');
  const clock = await engine.store.find('sla_clocks', { key });
  const command = commandOf(visit, key);
  if (!command || numberOf(clock?.root_key) !== found.key) throw notFound();
  const commandId = commandIdFrom(requestOf(visit));
  const outcome = await engine.execute(numberOf(clock?.instance_key), [command], { principal, commandId });
  if (!outcome.ok) return showCase(visit, refusalWords(visit, outcome.rejection));
  visit.go(`/casos/${found.key}?notice=clock`);
}

export const caseClockPages: PageRoute[] = [post('/casos/:key/plazos/:clock', 'clock:change', move)];
