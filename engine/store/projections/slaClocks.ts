// Service level clocks: one row each, live or ended, with the instants that lists ask for.
import type { EventOf } from '../../core/events.ts';
import type { SlaEntry } from '../../core/slaFacts.ts';
import type { Cell, Statement } from '../writeSet.ts';
import type { Projection } from './projection.ts';

const table = {
  name: 'cauce_sla_clocks',
  key: ['key'],
  columns: [
    'key',
    'tenant_id',
    'instance_key',
    'root_key',
    'process_id',
    'element_id',
    'element_instance_key',
    'sla_id',
    'metric',
    'name',
    'state',
    'started_at',
    'due_at',
    'risk_at',
    'paused_since',
    'breached_at',
    'stopped_at',
    'calendar_id',
    'calendar_version',
    'restarts',
    'extended',
  ],
} as const;

type Row = { [C in (typeof table)['columns'][number]]: Cell };

/** Where a clock of the answer runs or ran, its case is due when the last of them says so. */
export const caseIsDue: Statement = {
  order: 4,
  sql: ({ items }) => `UPDATE cauce_cases SET due_at = (
      SELECT CASE WHEN s.state = 'CANCELED' THEN NULL ELSE s.due_at END FROM cauce_sla_clocks AS s
      WHERE s.root_key = cauce_cases.key AND s.instance_key = cauce_cases.key AND s.metric = 'resolution'
      ORDER BY s.key DESC LIMIT 1)
    WHERE key IN (SELECT i.key FROM ${items({ key: 'number' })} AS i)
      AND EXISTS (SELECT 1 FROM cauce_sla_clocks AS s WHERE s.root_key = cauce_cases.key
        AND s.instance_key = cauce_cases.key AND s.metric = 'resolution')`,
};

const rename: Statement = {
  order: 5,
  sql: ({ items }) => `UPDATE cauce_sla_clocks AS s SET element_id = j.element
    FROM ${items({ owner: 'number', element: 'text' })} AS j WHERE s.element_instance_key = j.owner`,
};

export const slaClocks: Projection = {
  tables: [table],
  on: {
    clockStarted(event, { tenant, instance }, writes) {
      const { entry } = event;
      writes.insert(table, {
        key: event.key,
        tenant_id: tenant,
        instance_key: instance.instanceKey,
        root_key: instance.rootKey,
        process_id: instance.processId,
        element_id: event.element,
        element_instance_key: event.owner,
        sla_id: event.sla,
        metric: event.metric,
        name: event.name,
        state: 'RUNNING',
        started_at: entry.at,
        due_at: entry.dueAt ?? null,
        risk_at: null,
        paused_since: null,
        breached_at: null,
        stopped_at: null,
        calendar_id: entry.kind === 'started' ? entry.target.calendar : '',
        calendar_version: entry.calendarVersion ?? null,
        restarts: event.restartOnReturn ? 1 : 0,
        extended: 0,
      });
      // Only rows of its own are the case's: what it calls has promises of its own.
      if (event.metric === 'resolution' && instance.instanceKey === instance.rootKey)
        writes.run(caseIsDue, instance.rootKey, [instance.rootKey]);
    },
    clockEntered(event, { instance, at }, writes) {
      const changes = changesBy(event, at);
      if (Object.keys(changes).length > 0) writes.update(table, event.key, changes);
      if (promisesAnswer(instance.model.slas) && instance.instanceKey === instance.rootKey)
        writes.run(caseIsDue, instance.rootKey, [instance.rootKey]);
    },
    subscriptionOpened({ clock }, _, writes) {
      if (clock?.riskAt !== undefined) writes.update(table, clock.key, { risk_at: clock.riskAt });
    },
    instanceMigrated(event, { instance, elements }, writes) {
      for (const [key, element] of event.elements)
        if (elements.get(element)?.slas || key === instance.instanceKey)
          writes.run(rename, key, [key, element]);
    },
  },
};

export function promisesAnswer(slas: readonly { metric: string }[] | undefined): boolean {
  return slas?.some(({ metric }) => metric === 'resolution') ?? false;
}

const ENDED: { readonly [kind: string]: string } = {
  met: 'MET',
  missed: 'MISSED',
  cancelled: 'CANCELED',
  transferred: 'TRANSFERRED',
};

function changesBy({ entry, paused }: EventOf<'clockEntered'>, now: number): Partial<Row> {
  const due = dueBy(entry);
  const end = ENDED[entry.kind];
  if (end !== undefined) return { ...due, state: end, stopped_at: entry.at, paused_since: null };
  switch (entry.kind) {
    case 'paused':
      return { ...due, state: 'PAUSED', ...(!paused && { paused_since: entry.at }) };
    case 'breached':
      return { ...due, breached_at: entry.at };
    case 'warned':
      return due;
    default:
      return {
        ...due,
        ...(entry.kind === 'resumed' && !paused && { state: 'RUNNING', paused_since: null }),
        ...(entry.kind === 'extended' && { extended: 1 }),
        ...('target' in entry && { calendar_id: entry.target.calendar }),
        // What is due later again is not late.
        ...((entry.dueAt ?? 0) > now && { breached_at: null }),
      };
  }
}

function dueBy({ dueAt, calendarVersion }: SlaEntry): Partial<Row> {
  return {
    ...(dueAt !== undefined && { due_at: dueAt }),
    ...(calendarVersion !== undefined && { calendar_version: calendarVersion }),
  };
}
