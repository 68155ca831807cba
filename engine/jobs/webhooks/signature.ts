// Whether a call comes from who knows the secret: compared in constant time, whatever was sent.
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { Webhook } from './webhook.ts';

export function isSigned(
  { authentication }: Webhook,
  secret: string,
  given: string | undefined,
  body: Buffer,
): boolean {
  const { prefix } = authentication;
  if (given === undefined || !given.startsWith(prefix)) return false;
  const shown = given.slice(prefix.length);
  if (authentication.type === 'token') return isSame(secret, shown);
  const { algorithm, encoding } = authentication;
  const expected = createHmac(algorithm, secret).update(body).digest(encoding);
  return isSame(expected, encoding === 'hex' ? shown.toLowerCase() : shown);
}

/** Of equal length, so that not even that is told by the time it takes. */
export function isSame(expected: string, shown: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(expected), digest(shown));
}
