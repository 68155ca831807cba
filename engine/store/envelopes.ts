// Envelopes: one value sealed under one key, bound to its case and field, the same bytes each time it is sealed.
import { createCipheriv, createDecipheriv, createHmac } from 'node:crypto';
import type { Json } from '../core/json.ts';
import { canonicalJson } from './canonical.ts';
import type { DataKey } from './keys.ts';

/** Stands where a sealed value was, once its key is gone. */
export const erased: Json = { $erased: true };

const version = 'v1';

/**
 * `path` makes the nonce, so it names the place in the journal. The plaintext goes into the nonce too: a batch that
 * was rolled back and another that takes its place never share one.
 */
export function sealText(key: DataKey, field: string, path: string, text: string): string {
  const plain = Buffer.from(text, 'utf8');
  const nonce = nonceOf(key, path, plain);
  const cipher = createCipheriv('aes-256-gcm', key.key, nonce).setAAD(bound(key.id, field));
  const body = Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
  return `${version}:${key.id}:${body.toString('base64')}:${nonce.toString('base64')}`;
}

/** Throws where the envelope was moved to another case or field, or its bytes were changed. */
export function openText(key: DataKey, field: string, sealed: string): string {
  const [, id, body, nonce] = sealed.split(':');
  if (id !== key.id || body === undefined || nonce === undefined) {
    throw new Error(`Expected an envelope of key ${key.id} but it names ${id ?? 'none'}`);
  }
  const bytes = Buffer.from(body, 'base64');
  const cipher = createDecipheriv('aes-256-gcm', key.key, Buffer.from(nonce, 'base64')).setAAD(
    bound(id, field),
  );
  cipher.setAuthTag(bytes.subarray(-16));
  return Buffer.concat([cipher.update(bytes.subarray(0, -16)), cipher.final()]).toString('utf8');
}

export function sealValue(key: DataKey, field: string, path: string, value: Json): Json {
  return { $sealed: sealText(key, field, path, canonicalJson(value)) };
}

/** The text of an envelope, or undefined where the value is none. */
export function envelopeOf(value: Json | undefined): string | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const { $sealed } = value;
  return typeof $sealed === 'string' && $sealed.startsWith(`${version}:`) ? $sealed : undefined;
}

/** Whether an envelope, or what looks like one, stands anywhere inside. */
export function holdsEnvelope(value: Json): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (Array.isArray(value)) return value.some(holdsEnvelope);
  if ('$sealed' in value || '$erased' in value) return true;
  return Object.values(value).some(holdsEnvelope);
}

/** Whether a sealed value stands anywhere inside; only of what is stored, where nobody can plant one. */
export function holdsSealed(value: Json): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return envelopeOf(value) !== undefined || Object.values(value).some(holdsSealed);
}

/** A copy with every envelope opened. `key` undefined: the key was erased. */
export function openDeep(key: DataKey | undefined, field: string, value: Json): Json {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => openDeep(key, field, item));
  const sealed = envelopeOf(value);
  if (sealed !== undefined) return key ? (JSON.parse(openText(key, field, sealed)) as Json) : erased;
  const open: { [name: string]: Json } = {};
  for (const name of Object.keys(value)) open[name] = openDeep(key, name, value[name] as Json);
  return open;
}

/** Bytes: nonce, ciphertext, tag. */
export function sealBytes(key: DataKey, field: string, path: string, bytes: Buffer): Buffer {
  const nonce = nonceOf(key, path, bytes);
  const cipher = createCipheriv('aes-256-gcm', key.key, nonce).setAAD(bound(key.id, field));
  return Buffer.concat([nonce, cipher.update(bytes), cipher.final(), cipher.getAuthTag()]);
}

export function openBytes(key: DataKey, field: string, sealed: Buffer): Buffer {
  const cipher = createDecipheriv('aes-256-gcm', key.key, sealed.subarray(0, 12)).setAAD(
    bound(key.id, field),
  );
  cipher.setAuthTag(sealed.subarray(-16));
  return Buffer.concat([cipher.update(sealed.subarray(12, -16)), cipher.final()]);
}

function nonceOf(key: DataKey, path: string, plain: Buffer): Buffer {
  return createHmac('sha256', key.key).update(path).update('\n').update(plain).digest().subarray(0, 12);
}

function bound(id: string, field: string): Buffer {
  return Buffer.from(`${id}|${field}`, 'utf8');
}
