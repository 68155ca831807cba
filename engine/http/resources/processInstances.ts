// Process instances: search, read, start, cancel, and where they have been.
import { z } from 'zod';
import { searchAnswer, searchBody, spokenFilter } from '../fields.ts';
import { byInstance } from '../loaders.ts';
import { refusalOf } from '../problem.ts';
import { refuse, route } from '../route.ts';
import { integer, key, tenant, text } from '../rows.ts';
import { toAnswer, toQuery, withSpoken } from '../searchQuery.ts';
import { keyOrNull, keyShape, noBody, nothing } from '../shapes.ts';
import { searchCases } from '../visibility.ts';
import { countElements, elementStatisticsShape } from './elementStatistics.ts';
import { processInstance, processInstanceFields, processInstanceShape } from './processInstanceShapes.ts';
import { startInstance } from './startInstance.ts';

const search = route({
  method: 'post',
  path: '/process-instances/search',
  policy: { action: 'case:list' },
  request: searchBody(processInstanceFields, { text: spokenFilter }),
  response: searchAnswer(processInstanceShape),
  summary: 'Search process instances',
  async handler(call) {
    const query = withSpoken(toQuery(call.body, processInstanceFields), call.body);
    const page = await searchCases(call, 'process_instances', 'root_key', query);
    return toAnswer(page, page.rows.map(processInstance));
  },
});

const get = route({
  method: 'get',
  path: '/process-instances/:processInstanceKey',
  policy: { action: 'case:read', on: byInstance },
  response: processInstanceShape,
  summary: 'Get a process instance',
  handler: async (call) => processInstance(call.row),
});

const cancel = route({
  method: 'post',
  path: '/process-instances/:processInstanceKey/cancellation',
  policy: { action: 'instance:cancel', on: byInstance },
  request: noBody,
  response: nothing,
  summary: 'Cancel a process instance',
  async handler(call) {
    const outcome = await call.engine.cancelInstance(integer(call.row, 'key'), call.submission);
    if (!outcome.ok) return refuse(refusalOf(outcome));
  },
});

const sequenceFlows = route({
  method: 'get',
  path: '/process-instances/:processInstanceKey/sequence-flows',
  policy: { action: 'case:read', on: byInstance },
  response: z.object({
    items: z.array(
      z.object({
        sequenceFlowId: z.string(),
        processInstanceKey: keyShape,
        rootProcessInstanceKey: keyOrNull,
        processDefinitionKey: keyShape,
        processDefinitionId: z.string(),
        elementId: z.string(),
        tenantId: z.string(),
      }),
    ),
  }),
  summary: 'Get the sequence flows that an instance has taken',
  async handler({ engine, row }) {
    const batches = await engine.history(integer(row, 'key'));
    const taken = batches.flatMap(({ events }) =>
      events.flatMap((event) => (event.type === 'elementCompleted' ? (event.taken ?? []) : [])),
    );
    return {
      items: [...new Set(taken)].sort().map((flow) => ({
        sequenceFlowId: `${text(row, 'key')}_${flow}`,
        processInstanceKey: key(row, 'key'),
        rootProcessInstanceKey: key(row, 'root_key'),
        processDefinitionKey: key(row, 'definition_key'),
        processDefinitionId: text(row, 'process_id'),
        elementId: flow,
        tenantId: tenant,
      })),
    };
  },
});

const statistics = route({
  method: 'get',
  path: '/process-instances/:processInstanceKey/statistics/element-instances',
  policy: { action: 'case:read', on: byInstance },
  response: elementStatisticsShape,
  summary: 'Count the element instances of an instance',
  handler: async ({ engine, row }) => ({
    items: await countElements(engine.store, { instanceKey: integer(row, 'key') }),
  }),
});

export const processInstanceRoutes = [startInstance, search, get, cancel, sequenceFlows, statistics];
