// How often each element of one instance or of all instances of a definition is active, done, canceled or stuck.
import { z } from 'zod';
import type { Store } from '../../store/store.ts';

export const elementStatisticsShape = z.object({
  items: z.array(
    z.object({
      elementId: z.string(),
      active: z.number(),
      canceled: z.number(),
      incidents: z.number(),
      completed: z.number(),
    }),
  ),
});

type Counts = z.output<typeof elementStatisticsShape>['items'][number];

interface CountRow {
  element_id: string;
  state: string;
  total: number | string;
  stuck: number | string;
}

/** The process itself counts among its elements, as it does in the API that this follows. */
export async function countElements(
  store: Store,
  of: { instanceKey: number } | { definitionKey: number },
): Promise<Counts[]> {
  const rows = store.reader('cauce_element_instances as e').where('e.tenant_id', store.tenant);
  if ('instanceKey' in of) rows.where('e.instance_key', of.instanceKey);
  else {
    const instances = store
      .reader('cauce_process_instances')
      .where('definition_key', of.definitionKey)
      .select('key');
    rows.whereIn('e.instance_key', instances);
  }
  const counted: CountRow[] = await rows
    .groupBy('e.element_id', 'e.state')
    .orderBy('e.element_id')
    .select('e.element_id', 'e.state')
    .count({ total: '*', stuck: 'e.incident_key' });
  const byElement = new Map<string, Counts>();
  for (const row of counted) {
    const counts = byElement.get(row.element_id) ?? {
      elementId: row.element_id,
      active: 0,
      canceled: 0,
      incidents: 0,
      completed: 0,
    };
    if (row.state === 'ACTIVE') {
      counts.active += Number(row.total);
      counts.incidents += Number(row.stuck);
    } else if (row.state === 'COMPLETED') counts.completed += Number(row.total);
    else counts.canceled += Number(row.total);
    byElement.set(row.element_id, counts);
  }
  return [...byElement.values()];
}
