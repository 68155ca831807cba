// What people do to a case by hand, each with a reason that stays in its history beside what was before and after.
import { z } from 'zod';
import { authorize } from '../../access/policy.ts';
import type { Json } from '../../core/json.ts';
import type { CaseAction } from '../../runtime/caseActions/index.ts';
import { byCase, isInvolvedIn } from '../loaders.ts';
import { refusal, refusalOf } from '../problem.ts';
import { type Call, refuse, route } from '../route.ts';
import { integer } from '../rows.ts';
import { keyShape } from '../shapes.ts';

const reason = z.string().trim().min(1).max(2_000);
const elementId = z.string().min(1).max(1000);
const policy = { action: 'case:mend' as const, on: byCase };
const response = z.object({
  /** What is foreseen to stand still: joins that nothing can fill any more. */
  warnings: z.array(z.object({ code: z.string(), elementIds: z.array(z.string()) })),
});

async function act(call: Call<{ reason: string }>, action: CaseAction) {
  const { engine, row, body, submission } = call;
  const outcome = await engine.caseActions.act(integer(row, 'key'), action, body.reason, submission);
  if (!outcome.ok) return refuse(refusalOf(outcome));
  return {
    warnings: outcome.events.flatMap((event) =>
      event.type === 'starvingForeseen' ? [{ code: 'JOIN_STARVED', elementIds: event.joins }] : [],
    ),
  };
}

const retry = route({
  method: 'post',
  path: '/cases/:caseKey/incidents/:incidentKey/retry',
  policy,
  request: z.strictObject({ reason }),
  response,
  summary: 'Try what an incident stopped again, a job with new attempts',
  handler: (call) => act(call, { act: 'retryIncident', incident: call.key('incidentKey') }),
});

const move = route({
  method: 'post',
  path: '/cases/:caseKey/move',
  policy,
  request: z.strictObject({ reason, elementInstanceKey: keyShape, targetElementId: elementId }),
  response,
  summary: 'Move a case from where it stands to another element of its process',
  handler: (call) =>
    act(call, {
      act: 'moveToken',
      from: Number(call.body.elementInstanceKey),
      to: call.body.targetElementId,
    }),
});

const cancellation = route({
  method: 'post',
  path: '/cases/:caseKey/cancellation',
  policy,
  request: z.strictObject({ reason }),
  response,
  summary: 'Cancel a case',
  handler: (call) => act(call, { act: 'cancelCase' }),
});

const reopening = route({
  method: 'post',
  path: '/cases/:caseKey/reopening',
  policy,
  request: z.strictObject({ reason, elementIds: z.array(elementId).min(1).max(100) }),
  response,
  summary: 'Let a closed case go on at chosen elements, under its number and with what it knew',
  handler: (call) => act(call, { act: 'reopenCase', elements: call.body.elementIds }),
});

const merger = route({
  method: 'post',
  path: '/cases/:caseKey/merger',
  policy,
  request: z.strictObject({ reason, intoCaseKey: keyShape }),
  response,
  summary: 'End a case that repeats another open one, and point to that',
  async handler(call) {
    const { engine, principal, body } = call;
    const into = Number(body.intoCaseKey);
    const involved = await isInvolvedIn(engine.store, principal, into);
    // What the caller may not touch is not there.
    if (!authorize(principal, 'case:mend', { kind: 'case', involved }))
      return refuse(refusal('RELATED_CASE_NOT_FOUND', { number: body.intoCaseKey }));
    return act(call, { act: 'mergeCase', into });
  },
});

const correction = route({
  method: 'post',
  path: '/cases/:caseKey/correction',
  policy,
  request: z.strictObject({
    reason,
    name: z.string().min(1).max(200),
    value: z.unknown(),
    /** What the caller believes it to be; refused where it is something else by now. */
    seen: z.unknown().optional(),
  }),
  response,
  summary: 'Correct one value of an open case',
  handler: (call) => {
    const { name, value, seen } = call.body;
    const known = seen === undefined ? {} : { seen: seen as Json };
    return act(call, { act: 'setValue', name, value: (value ?? null) as Json, ...known });
  },
});

export const caseActionRoutes = [retry, move, cancellation, reopening, merger, correction];
