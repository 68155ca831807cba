// The variables that a user task sees: all of its scopes, nearest first.
import type { z } from 'zod';
import type { OpenStore } from '../../store/openStore.ts';
import type { Row } from '../../store/store.ts';
import { type SearchBody, searchAnswer, searchBody } from '../fields.ts';
import { byTask } from '../loaders.ts';
import { type Call, route } from '../route.ts';
import { integer, key, text } from '../rows.ts';
import { allRows, toAnswer, toQuery } from '../searchQuery.ts';
import { listed, listedVariableShape, variable, variableFields } from './variableShapes.ts';

/** Keys of the scopes around an element instance, nearest first. */
async function scopesOf(store: OpenStore, elementInstanceKey: number): Promise<number[]> {
  const scopes: number[] = [];
  for (let next = elementInstanceKey; next > 0 && scopes.length < 100; ) {
    scopes.push(next);
    const row = await store.find('element_instances', { key: next });
    next = row ? integer(row, 'scope_key') : 0;
  }
  return scopes;
}

async function visibleRows(call: Call<SearchBody>, effective: boolean): Promise<Row[]> {
  const scopes = await scopesOf(call.store, integer(call.row, 'element_instance_key'));
  const query = toQuery(call.body, variableFields);
  const rows = await allRows(call.store, 'variables', {
    where: [
      ...(query.where ?? []),
      { column: 'instance_key', op: 'eq', value: integer(call.row, 'instance_key') },
      { column: 'scope_key', op: 'in', value: scopes },
    ],
    sort: query.sort ?? [],
  });
  if (!effective) return rows;
  // The nearest scope that holds a name is the one that counts.
  const nearest = new Map<string, Row>();
  for (const scope of scopes) {
    for (const row of rows) {
      if (integer(row, 'scope_key') === scope && !nearest.has(text(row, 'name')))
        nearest.set(text(row, 'name'), row);
    }
  }
  return rows.filter((row) => nearest.get(text(row, 'name')) === row);
}

function searchIn(path: string, effective: boolean, summary: string) {
  return route({
    method: 'post',
    path,
    policy: { action: 'task:read', on: byTask },
    request: searchBody(variableFields) as z.ZodType<SearchBody>,
    response: searchAnswer(listedVariableShape),
    summary,
    async handler(call) {
      const rows = await visibleRows(call, effective);
      const from = call.body.page?.from ?? 0;
      const shown = rows.slice(from, from + (call.body.page?.limit ?? 100));
      const truncate = call.query('truncateValues') !== 'false';
      const rootKey = key(call.row, 'root_key');
      const items = shown.map(async (row) => listed(await variable(call.store, row, rootKey), truncate));
      return toAnswer({ rows: shown, total: rows.length, hasMoreTotal: false }, await Promise.all(items));
    },
  });
}

export const userTaskVariableRoutes = [
  searchIn('/user-tasks/:userTaskKey/variables/search', false, 'Search the variables that a user task sees'),
  searchIn(
    '/user-tasks/:userTaskKey/effective-variables/search',
    true,
    'Search the variables that count for a user task: of each name, the nearest',
  ),
];
