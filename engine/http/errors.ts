// The last handler: turns what was thrown into an answer that tells the client nothing but an id.
import { randomUUID } from 'node:crypto';
import type { ErrorRequestHandler, RequestHandler } from 'express';
import { isConnectionLoss } from '../store/dialects/postgresErrors.ts';
import { localeOf } from './caller.ts';
import { type Refusal, refusal, sendProblem } from './problem.ts';
import type { Values } from './problemText.ts';

export type LogError = (id: string, error: unknown) => void;

const byType: { [type: string]: string } = {
  'entity.too.large': 'BODY_TOO_LARGE',
  'entity.parse.failed': 'INVALID_JSON',
  'encoding.unsupported': 'UNSUPPORTED_MEDIA_TYPE',
  'charset.unsupported': 'UNSUPPORTED_MEDIA_TYPE',
  'request.size.invalid': 'INVALID_JSON',
  'request.aborted': 'INVALID_JSON',
  LIMIT_FILE_SIZE: 'BODY_TOO_LARGE',
  LIMIT_FIELD_VALUE: 'BODY_TOO_LARGE',
  LIMIT_FILE_COUNT: 'TOO_MANY_PARTS',
  LIMIT_FIELD_COUNT: 'TOO_MANY_PARTS',
  LIMIT_PART_COUNT: 'TOO_MANY_PARTS',
  CURSOR_INVALID: 'CURSOR_INVALID',
  DOCUMENT_TOO_LARGE: 'DOCUMENT_TOO_LARGE',
  DOCUMENT_ERASED: 'DOCUMENT_ERASED',
  DOCUMENT_INFECTED: 'DOCUMENT_INFECTED',
  DOCUMENT_NOT_SCANNED: 'DOCUMENT_NOT_SCANNED',
  CASE_ERASED: 'CASE_ERASED',
};

function textOf(error: object, member: string): string {
  const value = (error as { [name: string]: unknown })[member];
  return typeof value === 'string' ? value : '';
}

function valuesOf(error: object): Values {
  const values = (error as { values?: unknown }).values;
  return typeof values === 'object' && values !== null ? (values as Values) : {};
}

/** A disk that is full or a database that is gone is nobody's bug: say so, and that it may pass. */
const unavailable =
  /^(SQLITE_(FULL|IOERR|BUSY|LOCKED|READONLY|CANTOPEN)|STORE_CLOSED|ENGINE_CLOSED|COMMIT_UNDECIDED|DATABASE_|ECONNREFUSED|ECONNRESET)/;

function expected(error: unknown): Refusal | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  const code = byType[textOf(error, 'type')] ?? byType[textOf(error, 'code')];
  if (code) return refusal(code, { expected: 'application/json', ...valuesOf(error) });
  if (textOf(error, 'name') === 'MulterError') return refusal('MULTIPART_INVALID');
  if (error instanceof URIError) return refusal('NOT_FOUND');
  const isAway = unavailable.test(textOf(error, 'code')) || isConnectionLoss(error);
  return isAway ? refusal('UNAVAILABLE') : undefined;
}

/** What may be written to a log: parsers hang whole bodies on their errors, and knex puts values into its messages. */
function loggable(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const code = textOf(error, 'code');
  if (code.startsWith('SQLITE')) return `${error.name} ${code}: ${error.message.split(' - ').at(-1)}`;
  const stack = (error.stack ?? '').split('\n').filter((line) => line.startsWith('    at '));
  return [`${error.name}: ${error.message.slice(0, 500)}`, ...stack.slice(0, 12)].join('\n');
}

export function logToStderr(id: string, error: unknown): void {
  process.stderr.write(`error ${id} ${loggable(error)}\n`);
}

export function answerErrors(log: LogError = logToStderr): ErrorRequestHandler {
  return (error, request, response, next) => {
    const id = randomUUID();
    const known = expected(error);
    if (!known || known.status >= 500) log(id, error);
    // Too late to answer otherwise: let Express cut the connection.
    if (response.headersSent) return next(error);
    sendProblem(response, known ?? refusal('INTERNAL_ERROR', { id }), localeOf(request));
  };
}

export const answerNotFound: RequestHandler = (request, response) => {
  sendProblem(response, refusal('NOT_FOUND'), localeOf(request));
};
