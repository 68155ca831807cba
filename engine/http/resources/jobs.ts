// Jobs: handed out to workers under a lease, and what workers report.
import { z } from 'zod';
import type { Outcome } from '../../runtime/engine.ts';
import { searchAnswer, searchBody } from '../fields.ts';
import { refusal, refusalOf } from '../problem.ts';
import { type Reply, refuse, route } from '../route.ts';
import { toAnswer, toQuery } from '../searchQuery.ts';
import { nothing, operationReference, optionalVariables } from '../shapes.ts';
import { adHocResult, decisionOf } from './adHocShapes.ts';
import { activatedJob, activatedJobShape, job, jobFields, jobShape } from './jobShapes.ts';
import { taskResult, verdictOf } from './taskListenerShapes.ts';

/** How long a worker waits that does not say. */
const defaultPollMs = 10_000;

function pollMs(asked: number | undefined, most: number): number {
  if (asked !== undefined && asked < 0) return 0;
  return Math.min(asked || defaultPollMs, most);
}

function done(outcome: Outcome): Reply | undefined {
  return outcome.ok ? undefined : refuse(refusalOf(outcome));
}

const activation = route({
  method: 'post',
  path: '/jobs/activation',
  policy: { action: 'job:work' },
  request: z.strictObject({
    type: z.string().min(1).max(1000),
    worker: z.string().max(256).optional(),
    timeout: z.int().min(1),
    maxJobsToActivate: z.int().min(1).max(1000),
    fetchVariable: z.array(z.string()).max(1000).optional(),
    requestTimeout: z.int().optional(),
    tenantIds: z.array(z.string()).optional(),
    tenantFilter: z.enum(['PROVIDED', 'ASSIGNED']).optional(),
  }),
  response: z.object({ jobs: z.array(activatedJobShape) }),
  summary: 'Activate jobs; waits for one where there is none',
  async handler({ engine, body, options, store, gone }) {
    const jobs = await engine.activateJobs({
      type: body.type,
      worker: body.worker ?? '',
      timeout: body.timeout,
      maxJobsToActivate: body.maxJobsToActivate,
      requestTimeout: pollMs(body.requestTimeout, options.longPollMs),
      signal: gone(),
      ...(body.fetchVariable && body.fetchVariable.length > 0 && { fetchVariable: body.fetchVariable }),
    });
    return { jobs: jobs.map((one) => activatedJob(one, store.tenant)) };
  },
});

const completion = route({
  method: 'post',
  path: '/jobs/:jobKey/completion',
  policy: { action: 'job:work' },
  request: z.strictObject({
    variables: optionalVariables,
    result: z.union([adHocResult, taskResult]).nullish(),
  }),
  response: nothing,
  summary: 'Complete a job',
  async handler({ engine, body, submission, ...call }) {
    const { result } = body;
    const decided =
      result?.type === 'adHocSubProcess'
        ? { adHoc: decisionOf(result) }
        : result
          ? { verdict: verdictOf(result) }
          : undefined;
    return done(await engine.completeJob(call.key('jobKey'), body.variables, submission, undefined, decided));
  },
});

const failure = route({
  method: 'post',
  path: '/jobs/:jobKey/failure',
  policy: { action: 'job:work' },
  request: z.strictObject({
    retries: z.int().min(0).optional(),
    errorMessage: z.string().max(10_000).optional(),
    /** Milliseconds. */
    retryBackOff: z.int().min(0).optional(),
    variables: optionalVariables,
  }),
  response: nothing,
  summary: 'Fail a job: again later, or an incident when no retries are left',
  async handler({ engine, body, submission, ...call }) {
    if (Object.keys(body.variables).length > 0)
      return refuse(refusal('NOT_SUPPORTED', { name: 'variables' }));
    const failed = {
      retries: body.retries ?? 0,
      message: body.errorMessage ?? '',
      ...(body.retryBackOff !== undefined && { retryBackOff: body.retryBackOff }),
    };
    return done(await engine.failJob(call.key('jobKey'), failed, submission));
  },
});

const error = route({
  method: 'post',
  path: '/jobs/:jobKey/error',
  policy: { action: 'job:work' },
  request: z.strictObject({
    errorCode: z.string().min(1).max(1000),
    errorMessage: z.string().max(10_000).nullish(),
    variables: optionalVariables,
  }),
  response: nothing,
  summary: 'Throw a BPMN error out of a job',
  async handler({ engine, body, submission, ...call }) {
    const thrown = {
      code: body.errorCode,
      variables: body.variables,
      ...(typeof body.errorMessage === 'string' && { message: body.errorMessage }),
    };
    return done(await engine.throwJobError(call.key('jobKey'), thrown, submission));
  },
});

const update = route({
  method: 'patch',
  path: '/jobs/:jobKey',
  policy: { action: 'job:work' },
  request: z.strictObject({
    changeset: z.strictObject({ retries: z.int().min(1).nullish(), timeout: z.int().min(1).nullish() }),
    operationReference,
  }),
  response: nothing,
  summary: 'Change the retries or the lease of a job',
  async handler({ engine, body, submission, ...call }) {
    const { retries, timeout } = body.changeset;
    const changes = {
      ...(typeof retries === 'number' && { retries }),
      ...(typeof timeout === 'number' && { timeout }),
    };
    return done(await engine.updateJob(call.key('jobKey'), changes, submission));
  },
});

const search = route({
  method: 'post',
  path: '/jobs/search',
  policy: { action: 'job:list' },
  request: searchBody(jobFields),
  response: searchAnswer(jobShape),
  summary: 'Search jobs',
  async handler({ store, body }) {
    const page = await store.search('jobs', toQuery(body, jobFields));
    return toAnswer(page, await Promise.all(page.rows.map((row) => job(store, row))));
  },
});

export const jobRoutes = [activation, completion, failure, error, update, search];
