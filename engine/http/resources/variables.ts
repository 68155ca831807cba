// Variables: search and read, each read of a case on record.
import { searchAnswer, searchBody } from '../fields.ts';
import { caseFacts } from '../loaders.ts';
import { type Loader, route } from '../route.ts';
import { integer, key, text } from '../rows.ts';
import { allRows, toAnswer, toQuery } from '../searchQuery.ts';
import { instancesByKey, searchCases } from '../visibility.ts';
import {
  listed,
  listedVariableShape,
  scopeOfVariableKey,
  variable,
  variableFields,
  variableKey,
  variableShape,
} from './variableShapes.ts';

const search = route({
  method: 'post',
  path: '/variables/search',
  policy: { action: 'case:list' },
  request: searchBody(variableFields),
  response: searchAnswer(listedVariableShape),
  summary: 'Search variables',
  async handler(call) {
    const page = await searchCases(call, 'variables', 'instance_key', toQuery(call.body, variableFields));
    const instances = await instancesByKey(call.store, page.rows);
    const rootOf = (instance: string) => key(instances.get(instance) ?? {}, 'root_key') || instance;
    await call.recordReads(page.rows.map((row) => Number(rootOf(key(row, 'instance_key')))));
    const truncate = call.query('truncateValues') !== 'false';
    const items = page.rows.map(async (row) =>
      listed(await variable(call.store, row, rootOf(key(row, 'instance_key'))), truncate),
    );
    return toAnswer(page, await Promise.all(items));
  },
});

const byVariable: Loader = async (call) => {
  const wanted = call.name('variableKey');
  const scopeKey = scopeOfVariableKey(wanted);
  const rows = await allRows(call.store, 'variables', {
    where: [{ column: 'scope_key', op: 'eq', value: scopeKey }],
  });
  const row = rows.find((one) => variableKey(key(one, 'scope_key'), text(one, 'name')) === wanted);
  const instance = row && (await call.store.find('process_instances', { key: integer(row, 'instance_key') }));
  if (!row || !instance) return undefined;
  const caseKey = integer(instance, 'root_key');
  const facts = await caseFacts(call.store, call.principal, caseKey);
  return { row: { ...row, root_key: caseKey }, facts, caseKey };
};

const get = route({
  method: 'get',
  path: '/variables/:variableKey',
  policy: { action: 'case:read', on: byVariable },
  response: variableShape,
  summary: 'Get a variable, whole',
  handler: ({ store, row }) => variable(store, row, key(row, 'root_key')),
});

export const variableRoutes = [search, get];
