// Cases: one row per root instance, with what the public and the lists of cases show of it.
import type { Json, Variables } from '../../core/json.ts';
import type { Dialect } from '../dialects/dialect.ts';
import type { Cell, Statement, WriteSet } from '../writeSet.ts';
import type { Place, Projection } from './projection.ts';
import { caseIsDue, promisesAnswer } from './slaClocks.ts';

const table = {
  name: 'cauce_cases',
  key: ['key'],
  columns: [
    'key',
    'tenant_id',
    'number',
    'process_id',
    'process_name',
    'flow',
    'milestone',
    'state',
    'opened_at',
    'closed_at',
    'due_at',
    'opened_by',
  ],
  later: ['number', 'milestone', 'closed_at', 'due_at'],
} as const;

/** A number is one case's alone; a second case that claims it stays without, and its batch still commits. */
const setNumber: Statement = { order: 2, sql: (dialect) => numbering(dialect, '') };

/**
 * Where a step draws the number for itself, a mail for instance that tells it, the case has it from then on and not only
 * once the step is done.
 */
const drawNumber: Statement = {
  order: 1,
  first: true,
  sql: (dialect) => numbering(dialect, 'AND c.number IS NULL'),
};

function numbering({ name, items }: Dialect, more: string): string {
  const source = items({ key: 'number', number: 'text' });
  if (name === 'sqlite')
    return `UPDATE OR IGNORE cauce_cases AS c SET number = j.number FROM ${source} AS j
      WHERE c.key = j.key ${more}`;
  return `UPDATE cauce_cases AS c SET number = j.number
    FROM (SELECT DISTINCT ON (o.tenant_id, i.number) i.key, i.number FROM ${source} AS i
      JOIN cauce_cases AS o ON o.key = i.key ORDER BY o.tenant_id, i.number, i.key) AS j
    WHERE c.key = j.key ${more} AND NOT EXISTS (SELECT 1 FROM cauce_cases AS taken
      WHERE taken.tenant_id = c.tenant_id AND taken.number = j.number AND taken.key <> c.key)`;
}

export const cases: Projection = {
  tables: [table],
  on: {
    instanceCreated(event, { tenant, instance, at }, writes) {
      if (event.parent) return;
      writes.insert(table, {
        key: event.key,
        tenant_id: tenant,
        number: null,
        process_id: instance.processId,
        process_name: instance.processName,
        flow: instance.model.variant?.flow ?? null,
        milestone: null,
        state: 'ACTIVE',
        opened_at: at,
        closed_at: null,
        due_at: null,
        opened_by: instance.startedBy,
      });
    },
    elementActivated(event, { instance }, writes) {
      if (event.milestone !== undefined)
        writes.update(table, instance.rootKey, { milestone: event.milestone });
    },
    variablesSet(event, place, writes) {
      const { instanceKey, rootKey } = place.instance;
      if (instanceKey !== rootKey || place.plain.type !== 'variablesSet') return;
      const { variables } = place.plain;
      if (event.scope === rootKey) readVariables(variables, place.instance, writes);
      else if (Object.hasOwn(variables, 'case_number'))
        number(variables.case_number, rootKey, drawNumber, writes);
    },
    instanceMigrated(_, { instance }, writes) {
      if (instance.instanceKey !== instance.rootKey) return;
      writes.update(table, instance.rootKey, {
        process_id: instance.processId,
        process_name: instance.processName,
        flow: instance.model.variant?.flow ?? null,
      });
    },
    instanceReopened: (_, { instance }, writes) =>
      writes.update(table, instance.rootKey, { state: 'ACTIVE', closed_at: null }),
    instanceCompleted: (_, place, writes) => close(place, writes, 'COMPLETED'),
    instanceTerminated: (_, place, writes) => close(place, writes, 'TERMINATED'),
  },
};

function readVariables(
  variables: Variables,
  { rootKey: key, model }: Place['instance'],
  writes: WriteSet,
): void {
  if (Object.hasOwn(variables, 'case_number')) number(variables.case_number, key, setNumber, writes);
  if (Object.hasOwn(variables, 'due_date')) {
    const due = instantOf(variables.due_date);
    if (due !== undefined) writes.update(table, key, { due_at: due });
    // A clock knows better, where there is one: imported cases have none.
    if (promisesAnswer(model.slas)) writes.run(caseIsDue, key, [key]);
  }
}

function number(value: Json | undefined, key: number, statement: Statement, writes: WriteSet): void {
  if (typeof value === 'string' || typeof value === 'number')
    writes.run(statement, key, [key, String(value)]);
}

/** Epoch milliseconds of an ISO instant with an offset; null clears; anything else says nothing. */
function instantOf(value: Json | undefined): Cell | undefined {
  if (value === null) return null;
  if (typeof value !== 'string') return undefined;
  const iso = value.replace(/\[[^\]]*\]$/, '');
  if (!/T.*(Z|[+-]\d\d:?\d\d)$/.test(iso)) return undefined;
  const at = Date.parse(iso);
  return Number.isNaN(at) ? undefined : at;
}

function close({ instance, at }: Place, writes: WriteSet, state: string): void {
  if (instance.instanceKey !== instance.rootKey) return;
  writes.update(table, instance.rootKey, { state, closed_at: at });
}
