// Hashes and checks passwords with argon2id, a few at a time so that sign-ins cannot starve the rest.
import argon2 from 'argon2';

/** Measured at about 45 ms on one core; OWASP's second recommended setting. */
const parameters = { type: argon2.argon2id, memoryCost: 19 * 1024, timeCost: 2, parallelism: 1 } as const;

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
  return inTurn(() => argon2.hash(password, parameters));
}

let nobody: Promise<string> | undefined;

/** Takes the same time whether or not there is such a user: `hash` is null for unknown ones. */
export async function verifyPassword(hash: string | null, password: string): Promise<boolean> {
  nobody ??= hashPassword('nobody has this password');
  const known = hash ?? (await nobody);
  const matches = await inTurn(() => argon2.verify(known, password));
  return matches && hash !== null;
}
