// A password's hash in the form that the product keeps, with settings so small that signing in costs a test nothing.
import { randomBytes, scryptSync } from 'node:crypto';

export function quickHash(password: string): string {
  const [N, r, p] = [2, 8, 1];
  const salt = randomBytes(16);
  const key = scryptSync(password, salt, 32, { N, r, p });
  return `$scrypt$N=${N},r=${r},p=${p}$${salt.toString('base64')}$${key.toString('base64')}`;
}
