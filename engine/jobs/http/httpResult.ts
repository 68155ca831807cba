// From the answer to what the job gives: its result as the drawing maps it, a BPMN error, or a failure.
import type { Json, Variables } from '../../core/json.ts';
import type { ActivatedJobLike, ConnectorServices, JobOutcome } from '../connector.ts';
import { jobProblem } from '../problems.ts';
import type { HttpAnswer } from './callHttp.ts';
import { drawnError } from './drawnError.ts';
import { isContext } from './httpRequest.ts';
import type { SecretReader } from './secrets.ts';

const MOST_DEPTH = 60;
const FORBIDDEN = new Set(['__proto__', 'constructor', 'prototype']);
/** What of an answer's headers is worth keeping. */
const KEPT = ['content-type', 'etag', 'last-modified', 'location', 'retry-after', 'x-request-id'];
/** The other side may have time later. */
const PASSING = new Set([408, 425, 429]);
const HOUR_MS = 3_600_000;

export async function httpResult(
  answer: HttpAnswer,
  host: string,
  job: ActivatedJobLike,
  services: ConnectorServices,
  secrets: SecretReader,
): Promise<JobOutcome> {
  const body = bodyOf(answer, secrets);
  if (body === undefined) return { error: jobProblem('HTTP_ANSWER_NOT_JSON', { host }) };
  const { status } = answer;
  const kept = KEPT.flatMap((name) =>
    name in answer.headers ? [[name, answer.headers[name] as string]] : [],
  );
  const response: Variables = { status, headers: Object.fromEntries(kept), body };
  const isFailure = status >= 400 || status < 200;
  const retry = status >= 500 || PASSING.has(status);
  const problem = isFailure ? jobProblem('HTTP_STATUS', { host, status }) : undefined;
  const isLast = !retry || job.retries <= 1;
  const drawn = await drawnError(job, services, { response, status, body }, isLast ? problem : undefined);
  if (drawn) return drawn;
  if (problem) {
    const wait = Number(answer.headers['retry-after']) * 1000;
    const later = retry && wait > 0 ? { backOffMs: Math.min(wait, HOUR_MS) } : {};
    return { error: problem, retry, ...later };
  }
  const seen: Variables = { ...job.variables, response, status, body };
  return result(job, services, seen, response);
}

async function result(
  { headers, definitionKey }: ActivatedJobLike,
  services: ConnectorServices,
  seen: Variables,
  response: Variables,
): Promise<JobOutcome> {
  const variables: Variables = headers.resultVariable ? { [headers.resultVariable]: response } : {};
  const expression = headers.resultExpression?.replace(/^=/, '');
  if (!expression) return { variables };
  const mapped = await services.evaluate(definitionKey, expression, seen);
  if (!isContext(mapped)) return { error: jobProblem('HTTP_RESULT_NOT_A_CONTEXT', { expression }) };
  return { variables: { ...variables, ...mapped } };
}

/** JSON where it says so or is so, else text; undefined where it says so and is none that we keep. */
function bodyOf({ headers, body }: HttpAnswer, secrets: SecretReader): Json | undefined {
  if (body.length === 0) return null;
  const text = secrets.scrub(body.toString('utf8'));
  const says = /[/+]json\b/i.test(headers['content-type'] ?? '');
  try {
    const json = JSON.parse(text) as Json;
    return isFine(json, 0) ? json : undefined;
  } catch {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: the journal holds no null character
    return says ? undefined : text.replace(/\u0000/g, '');
  }
}

function isFine(value: Json, depth: number): boolean {
  if (typeof value !== 'object' || value === null) return true;
  if (depth >= MOST_DEPTH) return false;
  if (Array.isArray(value)) return value.every((item) => isFine(item, depth + 1));
  return Object.entries(value).every(([name, inner]) => !FORBIDDEN.has(name) && isFine(inner, depth + 1));
}
