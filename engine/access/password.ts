// Hashes and checks passwords with scrypt, a few at a time so that sign-ins cannot starve the rest.
import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto';

/** One of OWASP's recommended settings (32 MB); Node's own code, so that no native package can fail to load. */
const parameters = { N: 2 ** 15, r: 8, p: 3 } as const;
const keyLength = 32;
const saltLength = 16;

/** Longer ones are refused before hashing: a 1 MB password is an attack, not a password. */
export const maxPasswordLength = 256;

const slots = 2;
const maxQueue = 64;

let running = 0;
const queue: (() => void)[] = [];

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running >= slots) await new Promise<void>((resume) => queue.push(resume));
  else running += 1;
  try {
    return await work();
  } finally {
    const next = queue.shift();
    // A waiting sign-in inherits the slot, so that the count never drops below the truth.
    if (next) next();
    else running -= 1;
  }
}

/** False while so many wait that one more would not be answered in reasonable time. */
export function canHashNow(): boolean {
  return queue.length < maxQueue;
}

export function hashPassword(password: string): Promise<string> {
  return inTurn(async () => {
    const salt = randomBytes(saltLength);
    const { N, r, p } = parameters;
    const key = await derive(password, salt, parameters);
    return `$scrypt$N=${N},r=${r},p=${p}$${salt.toString('base64')}$${key.toString('base64')}`;
  });
}

function derive(password: string, salt: Buffer, options: ScryptOptions): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(password, salt, keyLength, { ...options, maxmem: 128 * 1024 * 1024 }, (error, key) =>
      error ? reject(error) : resolve(key),
    );
  });
}

/** The settings stand in the hash, so that stronger ones can come without locking anybody out. */
async function matchesHash(hash: string, password: string): Promise<boolean> {
  const match = /^\$scrypt\$N=(\d+),r=(\d+),p=(\d+)\$([^$]+)\$([^$]+)$/.exec(hash);
  if (!match) return false;
  const [, N, r, p, salt = '', key = ''] = match;
  const found = await derive(password, Buffer.from(salt, 'base64'), {
    N: Number(N),
    r: Number(r),
    p: Number(p),
  });
  const expected = Buffer.from(key, 'base64');
  return found.length === expected.length && timingSafeEqual(found, expected);
}

let nobody: Promise<string> | undefined;

/** Takes the same time whether or not there is such a user: `hash` is null for unknown ones. */
export async function verifyPassword(hash: string | null, password: string): Promise<boolean> {
  nobody ??= hashPassword('nobody has this password');
  const known = hash ?? (await nobody);
  const matches = await inTurn(() => matchesHash(known, password));
  return matches && hash !== null;
}
