// The two orders of the work list: what is urgent first, as the new flows want it, or first come, first served, as today's
// do; and where each task would stand in the other one.
import { type ListOrder, listPositions, type Query } from '../engine.ts';
import type { Visit } from '../visit.ts';
import { addressWith } from './pager.ts';
import type { Task } from './rows.ts';

/** Behind so many nobody counts. */
const mostPlaces = 1000;

/** What the filter names is worked as it was drawn: today's drawing first come, first served. */
export async function chosenOrder(visit: Visit, process: string | undefined): Promise<ListOrder> {
  const asked = visit.query('order');
  if (asked === 'arrival' || asked === 'urgency') return asked;
  if (process === undefined) return 'urgency';
  const { rows } = await visit.engine.store.search('process_definitions', {
    where: [{ column: 'process_id', op: 'eq', value: process }],
    sort: [{ column: 'version', descending: true }],
    limit: 1,
  });
  return rows[0]?.variant_kind === 'as-is' ? 'arrival' : 'urgency';
}

/** Where each task stands in either order of the same list. */
export async function placesOf(visit: Visit, query: Query, order: ListOrder) {
  const open = await visit.engine.store.openTasks(query);
  const other = order === 'urgency' ? 'arrival' : 'urgency';
  const [here, there] = await Promise.all(
    [order, other].map((each) => listPositions(open, each as ListOrder, mostPlaces)),
  );
  const words = (place: number | undefined) => (place === undefined ? `> ${mostPlaces}` : String(place));
  return (task: Task) => ({
    here: words(here?.get(task.key)),
    there: visit.t(`tasks.order.${other}Place`, { place: words(there?.get(task.key)) }),
  });
}

export function orderLinks(visit: Visit, chosen: ListOrder) {
  return (['urgency', 'arrival'] as const).map((order) => ({
    label: visit.t(`tasks.order.${order}`),
    current: order === chosen,
    href: addressWith(visit, { order, after: undefined }),
  }));
}
