// What people do to service level clocks, each with a reason: pause, resume, extend, hand over, count by another calendar.
import { z } from 'zod';
import type { Command } from '../../core/commands.ts';
import { byClock } from '../loaders.ts';
import { refusalOf } from '../problem.ts';
import { type Call, refuse, route } from '../route.ts';
import { integer } from '../rows.ts';
import { nothing } from '../shapes.ts';

const reason = z.string().max(2_000);
const instant = z.iso.datetime({ offset: true });

async function ask(call: Call<unknown>, command: Command) {
  const outcome = await call.engine.execute(integer(call.row, 'instance_key'), [command], call.submission);
  if (!outcome.ok) return refuse(refusalOf(outcome));
}

const at = (text: string | undefined) => (text === undefined ? undefined : Date.parse(text));

const pause = route({
  method: 'post',
  path: '/slas/:slaKey/pause',
  policy: { action: 'clock:change', on: byClock },
  request: z.strictObject({ reason, from: instant.optional(), to: instant.optional() }),
  response: nothing,
  summary: 'Pause a clock, where its case stands in a wait that allows it',
  async handler(call) {
    const { reason, from, to } = call.body;
    const span = { ...(from && { from: Number(at(from)) }), ...(to && { to: Number(at(to)) }) };
    return ask(call, { type: 'pauseClock', key: call.key('slaKey'), reason, ...span });
  },
});

const resume = route({
  method: 'post',
  path: '/slas/:slaKey/resume',
  policy: { action: 'clock:change', on: byClock },
  request: z.strictObject({ reason }),
  response: nothing,
  summary: 'Let a paused clock run again',
  handler: (call) => ask(call, { type: 'resumeClock', key: call.key('slaKey'), reason: call.body.reason }),
});

const extension = route({
  method: 'post',
  path: '/slas/:slaKey/extension',
  policy: { action: 'clock:change', on: byClock },
  request: z.strictObject({
    /** The whole term, counted as it was promised: a number of its unit, or a duration. */
    term: z.union([z.number(), z.string().max(40)]).optional(),
    until: instant.optional(),
    reason,
    /** The requester was told before the due date. */
    notified: z.boolean(),
  }),
  response: nothing,
  summary: 'Extend a clock: before it is due, once, at most to the double',
  async handler(call) {
    const { term, until, reason, notified } = call.body;
    const to = { ...(term !== undefined && { term }), ...(until && { until: Number(at(until)) }) };
    return ask(call, { type: 'extendClock', key: call.key('slaKey'), reason, notified, ...to });
  },
});

const transfer = route({
  method: 'post',
  path: '/slas/:slaKey/transfer',
  policy: { action: 'clock:change', on: byClock },
  request: z.strictObject({ to: z.string().min(1).max(200), reason }),
  response: nothing,
  summary: 'End a clock because another body has to answer',
  handler: (call) => ask(call, { type: 'transferClock', key: call.key('slaKey'), ...call.body }),
});

const recalculation = route({
  method: 'post',
  path: '/slas/:slaKey/recalculation',
  policy: { action: 'calendar:recalculate', on: byClock },
  request: z.strictObject({
    calendarVersion: z.int().min(1),
    reason,
    /** Who was told the due date is told the new one; without it a promise to somebody outside does not move. */
    notified: z.boolean().default(false),
  }),
  response: nothing,
  summary: 'Count a clock by another version of its calendar from now on',
  async handler(call) {
    const { notified, ...body } = call.body;
    const told = notified === undefined ? {} : { notified };
    return ask(call, { type: 'recalculateClock', key: call.key('slaKey'), ...body, ...told });
  },
});

export const slaCommandRoutes = [pause, resume, extension, transfer, recalculation];
