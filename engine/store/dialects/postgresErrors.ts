// What PostgreSQL answers when it cannot do what was asked: whether to ask again, and what an operator is told.
import { isStoreError, type StoreError, storeError } from '../storeError.ts';

interface Coded extends Error {
  code?: string;
  detail?: string;
}

/** Nothing of it was done; the same may well succeed at once. */
export function isConflict(error: unknown): boolean {
  // serialization_failure, deadlock_detected
  return ['40001', '40P01'].includes(codeOf(error));
}

/** Somebody else wrote the same row first. */
export function isDuplicate(error: unknown): boolean {
  return codeOf(error) === '23505';
}

/** The connection went, or the server is going or coming. */
export function isConnectionLoss(error: unknown): boolean {
  const code = codeOf(error);
  if (
    /^(08...|57P0[123]|25P03|ECONN(REFUSED|RESET)|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|ERR_STREAM_(DESTROYED|WRITE_AFTER_END))$/.test(
      code,
    )
  )
    return true;
  // No connection came free in time: those that wait for one hang on a server that does not answer.
  if (error instanceof Error && error.name === 'KnexTimeoutError') return true;
  // knex puts the statement before what the driver says.
  const message = error instanceof Error ? (error.message.split(' - ').at(-1) ?? '') : '';
  return /^(Connection terminated|Client (has encountered a connection error|was closed)|timeout expired)/i.test(
    message,
  );
}

/** invalid_parameter_value: a server that lost its power knows no such transaction any more, so it was never committed. */
export function isUnknownTransaction(error: unknown): boolean {
  return codeOf(error) === '22023';
}

/** Full, read-only or away: the next transaction will most likely fail as well. */
export function isRefusal(error: unknown): boolean {
  return isConnectionLoss(error) || /^(53...|25006|58030|XX00[12])$/.test(codeOf(error));
}

/** As an error that tells what to do, where there is something to tell. */
export function toldOf(error: unknown, address: string): unknown {
  if (isStoreError(error)) return error;
  const reason = error instanceof Error ? error.message : String(error);
  // A server that asks for a password, and an address without one.
  const code = reason.startsWith('SASL') ? '28P01' : codeOf(error);
  const told = known(code, address, reason);
  if (told) return told;
  if (!isConnectionLoss(error)) return error;
  return storeError(
    'DATABASE_UNREACHABLE',
    { address, reason },
    `Expected PostgreSQL at ${address} but it does not answer (${reason}). Check the address and that it runs.`,
  );
}

function known(code: string, address: string, reason: string): StoreError | undefined {
  switch (code) {
    case '28P01':
    case '28000':
      return storeError(
        'DATABASE_PASSWORD_WRONG',
        { address, reason },
        `Expected to be let in to ${address} but PostgreSQL refused (${reason}). Check user and password in the address.`,
      );
    case '3D000':
      return storeError(
        'DATABASE_NOT_THERE',
        { address },
        `Expected the database of ${address} but the server has none of that name. Create it: createdb NAME.`,
      );
    case '42501':
    case '3F000':
      return storeError(
        'DATABASE_RIGHTS_MISSING',
        { address, reason },
        `Expected to create and use tables in ${address} but the user may not (${reason}). Grant it: GRANT CREATE ON DATABASE name TO user; GRANT CREATE ON SCHEMA public TO user.`,
      );
    default:
      return undefined;
  }
}

function codeOf(error: unknown): string {
  return String((error as Coded | undefined)?.code ?? '');
}
