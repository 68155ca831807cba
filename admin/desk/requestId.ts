// The secret that a form carries: from it come the command's id and a new case's code, so that sending twice is one.
import { createHash, randomBytes } from 'node:crypto';
import { PageError, type Visit } from '../visit.ts';

const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';

export function newRequest(): string {
  return randomBytes(16).toString('hex');
}

/** The one that the form carried; a form without it was not ours. */
export function requestOf(visit: Visit): string {
  const request = visit.field('_request');
  if (!/^[0-9a-f]{32}$/.test(request)) throw new PageError(400);
  return request;
}

function derive(purpose: string, request: string): Buffer {
  return createHash('sha256').update(`${purpose}:${request}`).digest();
}

/** 128 bits in letters and digits that are not taken for one another; nobody can go back from it to the request. */
export function codeFrom(request: string): string {
  let bits = 0n;
  for (const byte of derive('code', request).subarray(0, 16)) bits = (bits << 8n) | BigInt(byte);
  let code = '';
  for (let position = 0; position < 26; position += 1) {
    code = alphabet[Number(bits & 31n)] + code;
    bits >>= 5n;
  }
  return code;
}

export function commandIdFrom(request: string): string {
  return `page:${derive('command', request).toString('base64url')}`;
}

/** What the form with this secret did when it was sent before: the stream that its command went to. */
export async function sentBefore(visit: Visit, request: string): Promise<string | undefined> {
  const { store } = visit.engine;
  const row: { stream: string } | undefined = await store
    .reader('cauce_commands')
    .where({ tenant_id: store.tenant, id: commandIdFrom(request) })
    .first('stream');
  return row?.stream;
}

/** Whose uploads those of this form are, where nobody is signed in. */
export function ownerFrom(request: string): string {
  return `request:${derive('owner', request).toString('base64url')}`;
}

/** As people type it: spaces and dashes between groups, capitals, o for 0, i and l for 1. */
export function tidyCode(typed: string): string {
  return typed.toLowerCase().replace(/[\s-]/g, '').replace(/o/g, '0').replace(/[il]/g, '1');
}

export function groupedCode(code: string): string {
  return code.replace(/(.{5})(?=.{5})/g, '$1 ');
}
