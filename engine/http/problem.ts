// Refusals as `application/problem+json`: which status a code has, and how it is written out.
import type { Response } from 'express';
import type { Refused, Rejection } from '../runtime/engine.ts';
import { type Locale, problemText, type Values } from './problemText.ts';

export interface Refusal extends Rejection {
  status: number;
  /** Further members of the answer, e.g. `violations`. */
  more?: { [name: string]: unknown };
}

const statusByCode: { [code: string]: number } = {
  IDEMPOTENCY_KEY_INVALID: 400,
  UNAUTHENTICATED: 401,
  WEBHOOK_SIGNATURE_WRONG: 401,
  WEBHOOK_NOT_CONFIGURED: 503,
  WEBHOOK_VALUE_MISSING: 400,
  FORBIDDEN: 403,
  PASSWORD_CHANGE_REQUIRED: 403,
  CSRF_REFUSED: 403,
  CURSOR_INVALID: 400,
  RESOURCE_NAME_INVALID: 400,
  LENGTH_REQUIRED: 411,
  DOCUMENT_TOO_LARGE: 413,
  DOCUMENT_ERASED: 410,
  DOCUMENT_INFECTED: 422,
  DOCUMENT_NOT_SCANNED: 503,
  CASE_ERASED: 410,
  BODY_TOO_LARGE: 413,
  TOO_MANY_PARTS: 413,
  UNSUPPORTED_MEDIA_TYPE: 415,
  COMMAND_BODY_DIFFERS: 422,
  MESSAGE_NOT_CORRELATED: 404,
  CATALOG_REFUSED: 422,
  CATALOG_IN_THE_PAST: 422,
  CATALOG_CHANGED_MEANWHILE: 412,
  CALENDAR_REFUSED: 422,
  FIGURES_REFUSED: 422,
  CALENDAR_IN_THE_PAST: 422,
  CALENDAR_CHANGED_MEANWHILE: 412,
  IF_MATCH_REQUIRED: 428,
  SLA_REASON_MISSING: 400,
  CASE_REASON_MISSING: 400,
  SLA_PAUSE_BACKWARDS: 400,
  SLA_PAUSE_IN_FUTURE: 400,
  SLA_PAUSE_ENDS_IN_THE_FUTURE: 400,
  SLA_EXTENSION_WITHOUT_TERM: 400,
  SLA_EXTENSION_WITHOUT_NOTICE: 400,
  TOO_MANY_ATTEMPTS: 429,
  SIGN_IN_REFUSED: 401,
  INTERNAL_ERROR: 500,
  UNAVAILABLE: 503,
  AWAIT_TIMEOUT: 504,
};

/** Codes that complain of what was sent, not of the state it met. */
const badInput =
  /^(INVALID|VARIABLE|VALUE|JSON|FORM|PASSWORD|MULTIPART|FILES|FEEL|DEPLOYMENT|NOT|RETRIES_NOT|ANSWER|AD_HOC_ACTIVITY|MODIFICATION|DATE|NOTE)_/;

export function statusOf(code: string): number {
  if (Object.hasOwn(statusByCode, code)) return statusByCode[code]!;
  if (code.endsWith('NOT_FOUND')) return 404;
  return badInput.test(code) ? 400 : 409;
}

/** The categories of the Camunda API, which its clients look at. */
const titles: { [status: number]: string } = {
  400: 'INVALID_ARGUMENT',
  401: 'UNAUTHENTICATED',
  403: 'FORBIDDEN',
  404: 'NOT_FOUND',
  409: 'INVALID_STATE',
  410: 'GONE',
  411: 'LENGTH_REQUIRED',
  413: 'PAYLOAD_TOO_LARGE',
  412: 'PRECONDITION_FAILED',
  415: 'UNSUPPORTED_MEDIA_TYPE',
  422: 'UNPROCESSABLE_CONTENT',
  428: 'PRECONDITION_REQUIRED',
  429: 'RESOURCE_EXHAUSTED',
  500: 'INTERNAL_ERROR',
  503: 'UNAVAILABLE',
  504: 'DEADLINE_EXCEEDED',
};

export function refusal(code: string, values: Values = {}, more?: Refusal['more']): Refusal {
  return { code, values, status: statusOf(code), ...(more && { more }) };
}

/** What the engine refused, with the two conflicts of an idempotency key told apart. */
export function refusalOf(refused: Refused): Refusal {
  const { code, values } = refused.rejection;
  if (refused.conflict === 'body') return { code, values, status: 422 };
  if (refused.conflict === 'inFlight') return { code, values, status: 409 };
  return refusal(code, values);
}

export function sendProblem(response: Response, given: Refusal, locale: Locale): void {
  const title = titles[given.status] ?? 'ERROR';
  if (given.status === 401) response.setHeader('WWW-Authenticate', 'Bearer');
  response.setHeader('Content-Language', locale);
  response
    .status(given.status)
    .type('application/problem+json')
    .send(
      JSON.stringify({
        type: 'about:blank',
        title,
        status: given.status,
        detail: problemText(given.code, given.values, locale),
        instance: response.req.originalUrl.split('?')[0],
        code: given.code,
        values: given.values,
        ...given.more,
      }),
    );
}
