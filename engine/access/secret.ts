// Random secrets handed to people and programs, and the hashes that are kept in their place.
import { hash, randomBytes } from 'node:crypto';

/** 256 random bits, safe in a cookie, a header and a link. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** Random bits need no slow hash: nobody can guess them, and a stolen table must not give them away. */
export function hashSecret(secret: string): string {
  return hash('sha256', secret, 'base64url');
}

/** A password for people to type once: no characters that look alike, about 80 bits. */
export function newPassword(length = 14): string {
  const alphabet = 'abcdefghjkmnpqrstuvwxyz23456789ABCDEFGHJKMNPQRSTUVWXYZ';
  let text = '';
  while (text.length < length) {
    for (const byte of randomBytes(length)) {
      // Bytes beyond the last whole multiple would favor the first letters.
      if (byte < 216 && text.length < length) text += alphabet[byte % 54];
    }
  }
  return text;
}
