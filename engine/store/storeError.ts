// Failures of the store that an operator can act on: an error with a code and the values of its message.
import type { Json } from '../core/json.ts';

export interface StoreError extends Error {
  code: string;
  values: { [name: string]: Json };
}

export function storeError(code: string, values: { [name: string]: Json }, message: string): StoreError {
  return Object.assign(new Error(message), { code, values });
}

export function isStoreError(error: unknown): error is StoreError {
  return error instanceof Error && 'code' in error && 'values' in error;
}

/** Full, read-only or broken: the next transaction will most likely fail as well. */
export function isDisk(error: unknown): boolean {
  return (
    error instanceof Error && 'code' in error && /^SQLITE_(FULL|READONLY|IOERR)/.test(String(error.code))
  );
}
