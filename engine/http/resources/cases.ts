// Cases: what citizens, staff and auditors talk about; one for each root instance.
import { z } from 'zod';
import type { Command } from '../../core/commands.ts';
import type { Event } from '../../core/events.ts';
import type { Engine } from '../../runtime/engine.ts';
import type { Row } from '../../store/store.ts';
import { type Fields, searchAnswer, searchBody, spokenFilter } from '../fields.ts';
import { byCase } from '../loaders.ts';
import { route } from '../route.ts';
import { instant, instantOrNull, integer, key, text, textOrNull } from '../rows.ts';
import { allRows, toAnswer, toQuery, withSpoken } from '../searchQuery.ts';
import { instantOrNull as instantOrNullShape, instantShape, keyShape } from '../shapes.ts';
import { searchCases } from '../visibility.ts';

const fields: Fields = {
  caseKey: { column: 'key', type: 'key' },
  caseNumber: { column: 'number', type: 'text' },
  processDefinitionId: { column: 'process_id', type: 'text' },
  processDefinitionName: { column: 'process_name', type: 'text' },
  flow: { column: 'flow', type: 'text' },
  milestone: { column: 'milestone', type: 'text' },
  state: { column: 'state', type: 'text' },
  openedDate: { column: 'opened_at', type: 'instant' },
  closedDate: { column: 'closed_at', type: 'instant' },
  dueDate: { column: 'due_at', type: 'instant' },
  openedBy: { column: 'opened_by', type: 'text' },
};

const shape = z.object({
  caseKey: keyShape,
  caseNumber: z.string().nullable(),
  processDefinitionId: z.string(),
  processDefinitionName: z.string(),
  flow: z.string().nullable(),
  milestone: z.string().nullable(),
  state: z.string(),
  openedDate: instantShape,
  closedDate: instantOrNullShape,
  dueDate: instantOrNullShape,
  openedBy: z.string(),
});

const caseOf = (row: Row): z.input<typeof shape> => ({
  caseKey: key(row, 'key'),
  caseNumber: textOrNull(row, 'number'),
  processDefinitionId: text(row, 'process_id'),
  processDefinitionName: text(row, 'process_name'),
  flow: textOrNull(row, 'flow'),
  milestone: textOrNull(row, 'milestone'),
  state: text(row, 'state'),
  openedDate: instant(row, 'opened_at'),
  closedDate: instantOrNull(row, 'closed_at'),
  dueDate: instantOrNull(row, 'due_at'),
  openedBy: text(row, 'opened_by'),
});

const search = route({
  method: 'post',
  path: '/cases/search',
  policy: { action: 'case:list' },
  request: searchBody(fields, { text: spokenFilter }),
  response: searchAnswer(shape),
  summary: 'Search cases',
  async handler(call) {
    const query = withSpoken(toQuery(call.body, fields), call.body);
    const page = await searchCases(call, 'cases', 'key', query);
    return toAnswer(page, page.rows.map(caseOf));
  },
});

const get = route({
  method: 'get',
  path: '/cases/:caseKey',
  policy: { action: 'case:read', on: byCase },
  response: shape,
  summary: 'Get a case',
  handler: async ({ row }) => caseOf(row),
});

const batchShape = z.object({
  processInstanceKey: keyShape,
  sequence: z.number(),
  commandId: z.string(),
  actor: z.string(),
  at: instantShape,
  hash: z.string(),
  commands: z.array(z.custom<Command>()).meta({ description: 'Core commands, in plain text' }),
  events: z.array(z.custom<Event>()).meta({ description: 'Core events, in plain text' }),
});

async function historyOf(engine: Engine, instance: Row): Promise<z.input<typeof batchShape>[]> {
  const batches = await engine.history(integer(instance, 'key'));
  const processInstanceKey = key(instance, 'key');
  return batches.map(({ at, ...batch }) => ({
    processInstanceKey,
    ...batch,
    at: new Date(at).toISOString(),
  }));
}

const history = route({
  method: 'get',
  path: '/cases/:caseKey/history',
  policy: { action: 'case:history', on: byCase },
  response: z.object({ items: z.array(batchShape) }),
  summary: 'Get everything that happened in a case, in order: for auditors',
  async handler({ engine, store, row }) {
    const where = [{ column: 'root_key', op: 'eq' as const, value: integer(row, 'key') }];
    const instances = await allRows(store, 'process_instances', { where });
    const items: z.input<typeof batchShape>[] = [];
    for (const instance of instances) items.push(...(await historyOf(engine, instance)));
    // Instants are ISO UTC of one length, so their order as text is their order in time.
    items.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : a.sequence - b.sequence));
    return { items };
  },
});

export const caseRoutes = [search, get, history];
