// `cauce:http` and the Camunda REST connector's `io.camunda:http-json:1`: calls another system, and maps what it answers.
import type { Connector, ConnectorSettings, JobOutcome } from '../connector.ts';
import { callHttp } from '../http/callHttp.ts';
import { drawnError, NO_ANSWER } from '../http/drawnError.ts';
import { httpRequest } from '../http/httpRequest.ts';
import { httpResult } from '../http/httpResult.ts';
import { secretReader } from '../http/secrets.ts';
import { type JobProblem, jobProblem } from '../problems.ts';

/** Nothing may be called that nobody allowed; without a host the step is work for its lane. */
function configured({ httpHosts }: ConnectorSettings): boolean {
  return httpHosts !== undefined && httpHosts.public.length + httpHosts.private.length > 0;
}

const run: Connector['run'] = async (job, services): Promise<JobOutcome> => {
  const { httpHosts, secrets = new Map() } = services.settings;
  if (!httpHosts) throw new Error('Expected hosts that may be called: configured() said so.');
  const reader = secretReader(secrets);
  const asked = await httpRequest(job, services, reader);
  const outcome = 'problem' in asked ? asked : await callHttp(asked.call, httpHosts, services.signal);
  if ('problem' in asked || 'problem' in outcome) {
    const { problem: error, retry = false } = outcome as { problem: JobProblem; retry?: boolean };
    // What may pass is tried again first; then the drawing may know what to do without an answer.
    const drawn = retry && job.retries > 1 ? undefined : await drawnError(job, services, NO_ANSWER, error);
    return drawn ?? { error, retry };
  }
  const { host } = asked.call.url;
  if (outcome.answer.status === 401 && asked.forget) {
    // Somebody took the token back before its time: the next try asks for another.
    asked.forget();
    if (job.retries > 1) return { error: jobProblem('HTTP_STATUS', { host, status: 401 }), retry: true };
  }
  return httpResult(outcome.answer, host, job, services, reader);
};

export const http: Connector = { type: 'cauce:http', configured, run };
export const httpJson: Connector = { type: 'io.camunda:http-json:1', configured, run };
