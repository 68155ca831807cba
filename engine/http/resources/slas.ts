// Service level clocks: searched, read with their state now, their ledger and why they are due then.
import { z } from 'zod';
import type { Json } from '../../core/json.ts';
import { readClock } from '../../runtime/slaReading.ts';
import type { Row } from '../../store/store.ts';
import { type Fields, searchAnswer, searchBody } from '../fields.ts';
import { byClock } from '../loaders.ts';
import { refusal } from '../problem.ts';
import { type Call, refuse, route } from '../route.ts';
import { flag, instant, instantOrNull, integer, key, text } from '../rows.ts';
import { toAnswer, toQuery } from '../searchQuery.ts';
import { instantOrNull as instantOrNullShape, instantShape, keyShape } from '../shapes.ts';
import { searchCases } from '../visibility.ts';

const fields: Fields = {
  slaKey: { column: 'key', type: 'key' },
  processInstanceKey: { column: 'instance_key', type: 'key' },
  caseKey: { column: 'root_key', type: 'key' },
  processDefinitionId: { column: 'process_id', type: 'text' },
  elementId: { column: 'element_id', type: 'text' },
  elementInstanceKey: { column: 'element_instance_key', type: 'key' },
  metric: { column: 'metric', type: 'text' },
  name: { column: 'name', type: 'text' },
  state: { column: 'state', type: 'text' },
  startedDate: { column: 'started_at', type: 'instant' },
  dueDate: { column: 'due_at', type: 'instant' },
  riskDate: { column: 'risk_at', type: 'instant' },
  pausedSince: { column: 'paused_since', type: 'instant' },
  breachedDate: { column: 'breached_at', type: 'instant' },
  stoppedDate: { column: 'stopped_at', type: 'instant' },
  calendarId: { column: 'calendar_id', type: 'text' },
};

const shape = z.object({
  slaKey: keyShape,
  processInstanceKey: keyShape,
  caseKey: keyShape,
  processDefinitionId: z.string(),
  elementId: z.string(),
  elementInstanceKey: keyShape,
  metric: z.enum(['response', 'resolution', 'operation']),
  name: z.string(),
  state: z.enum(['RUNNING', 'PAUSED', 'MET', 'MISSED', 'CANCELED', 'TRANSFERRED']),
  startedDate: instantShape,
  dueDate: instantOrNullShape,
  /** From then on at risk. */
  riskDate: instantOrNullShape,
  pausedSince: instantOrNullShape,
  breachedDate: instantOrNullShape,
  stoppedDate: instantOrNullShape,
  calendarId: z.string(),
  calendarVersion: z.number().nullable(),
  extended: z.boolean(),
});

type Clock = z.input<typeof shape>;

const clockOf = (row: Row): Clock => ({
  slaKey: key(row, 'key'),
  processInstanceKey: key(row, 'instance_key'),
  caseKey: key(row, 'root_key'),
  processDefinitionId: text(row, 'process_id'),
  elementId: text(row, 'element_id'),
  elementInstanceKey: key(row, 'element_instance_key'),
  metric: text(row, 'metric') as Clock['metric'],
  name: text(row, 'name'),
  state: text(row, 'state') as Clock['state'],
  startedDate: instant(row, 'started_at'),
  dueDate: instantOrNull(row, 'due_at'),
  riskDate: instantOrNull(row, 'risk_at'),
  pausedSince: instantOrNull(row, 'paused_since'),
  breachedDate: instantOrNull(row, 'breached_at'),
  stoppedDate: instantOrNull(row, 'stopped_at'),
  calendarId: text(row, 'calendar_id'),
  calendarVersion: row.calendar_version === null ? null : integer(row, 'calendar_version'),
  extended: flag(row, 'extended'),
});

const search = route({
  method: 'post',
  path: '/slas/search',
  policy: { action: 'case:list' },
  request: searchBody(fields),
  response: searchAnswer(shape),
  summary: 'Search service level clocks',
  async handler(call) {
    const page = await searchCases(call, 'sla_clocks', 'root_key', toQuery(call.body, fields));
    return toAnswer(page, page.rows.map(clockOf));
  },
});

const standing = shape.extend({
  /** As `state`; `BREACHED` while it runs late. */
  standing: z.enum(['RUNNING', 'PAUSED', 'MET', 'BREACHED', 'MISSED', 'CANCELED']),
  /** Milliseconds of the calendar's time. */
  totalTime: z.number(),
  elapsedTime: z.number(),
  remainingTime: z.number(),
  /** Over 1 when overdue. */
  progress: z.number(),
  left: z.object({ unit: z.string(), count: z.number() }),
  target: z.custom<Json>(),
  local: z.custom<Json>().meta({ description: 'The same instants in the zone of the calendar' }),
});

/** By the names that people have in the product. */
async function read(call: Call<unknown>) {
  const { engine, row } = call;
  const clock = {
    key: integer(row, 'key'),
    instanceKey: integer(row, 'instance_key'),
    metric: text(row, 'metric') as Clock['metric'],
  };
  return readClock(engine, clock, engine.now(), (actor) => (actor === 'system' ? undefined : actor));
}

const get = route({
  method: 'get',
  path: '/slas/:slaKey',
  policy: { action: 'case:read', on: byClock },
  response: standing,
  summary: 'Get a service level clock with where it stands now',
  async handler(call) {
    const clock = await read(call);
    if (!clock) return refuse(refusal('NOT_FOUND'));
    const { state, totalMs, elapsedMs, remainingMs, progress, left, target, local } = clock.state;
    return {
      ...clockOf(call.row),
      standing: (state === 'cancelled' ? 'CANCELED' : state.toUpperCase()) as 'RUNNING',
      totalTime: totalMs,
      elapsedTime: elapsedMs,
      remainingTime: remainingMs,
      progress,
      left,
      target: target as unknown as Json,
      local: local as unknown as Json,
    };
  },
});

const ledgerOf = route({
  method: 'get',
  path: '/slas/:slaKey/ledger',
  policy: { action: 'case:read', on: byClock },
  response: z.object({ items: z.array(z.custom<Json>()) }),
  summary:
    'Get everything that happened to a clock: who, why, which calendar, which days counted and which did not',
  async handler(call) {
    const clock = await read(call);
    if (!clock) return refuse(refusal('NOT_FOUND'));
    return { items: clock.lines.map((line) => lineOf(line as unknown as { [name: string]: Json })) };
  },
});

const INSTANTS = ['at', 'recordedAt', 'dueBefore', 'dueAfter'];

function lineOf(line: { [name: string]: Json }): Json {
  return Object.fromEntries(
    Object.entries(line).map(([name, value]) => [
      name,
      INSTANTS.includes(name) && typeof value === 'number' ? new Date(value).toISOString() : value,
    ]),
  );
}

const explanation = route({
  method: 'get',
  path: '/slas/:slaKey/explanation',
  policy: { action: 'case:read', on: byClock },
  response: z.object({ locale: z.string(), explanation: z.string() }),
  summary: 'Tell in one paragraph why a clock is due then, in the language of the reader',
  async handler(call) {
    const clock = await read(call);
    if (!clock) return refuse(refusal('NOT_FOUND'));
    return { locale: call.locale, explanation: clock.explain(call.locale) };
  },
});

export const slaRoutes = [search, get, ledgerOf, explanation];
