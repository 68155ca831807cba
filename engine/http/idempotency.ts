// Does a write once for each `Idempotency-Key`, where the engine does not see to it by itself.
import { createHash } from 'node:crypto';
import type { Db } from '../store/store.ts';
import { type Refusal, refusal } from './problem.ts';
import type { Call } from './route.ts';

type Caller = Pick<Call<unknown>, 'store' | 'access' | 'submission'>;

interface CommandRow {
  body_hash: string;
  stream: string;
}

const inFlight = new Set<string>();

export function hashOf(...parts: (string | Buffer)[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(`${part.length}:`).update(part);
  return hash.digest('base64url');
}

/** Remembers the key in the transaction that makes the thing, so that no crash can part them. */
export type Remember = (db: Db, made: string) => Promise<void>;

/**
 * `work` resolves to the name of what it made; a repeated request gets that name without doing it again. What does not
 * call `remember` in its own transaction must come to the same when a crash lets it be done again.
 */
export async function once(
  { store, access, submission }: Caller,
  bodyHash: string,
  work: (remember: Remember) => Promise<string | Refusal>,
): Promise<string | Refusal> {
  const { commandId, principal } = submission;
  if (commandId === undefined) return work(async () => {});
  const id = { tenant_id: store.tenant, principal: principal.username, id: commandId };
  const name = JSON.stringify(id);
  if (inFlight.has(name)) return refusal('COMMAND_IN_FLIGHT', { id: commandId });
  inFlight.add(name);
  try {
    return (await before()) ?? (await now());
  } catch (error) {
    // Another node was asked the same at the same time, and was first: the table's key has undone ours.
    const seen = await before();
    if (seen === undefined) throw error;
    return seen;
  } finally {
    inFlight.delete(name);
  }

  async function before(): Promise<string | Refusal | undefined> {
    const seen: CommandRow | undefined = await store
      .reader('cauce_commands')
      .where(id)
      .first('body_hash', 'stream');
    if (!seen) return undefined;
    return seen.body_hash === bodyHash ? seen.stream : refusal('COMMAND_BODY_DIFFERS', { id: id.id });
  }

  async function now(): Promise<string | Refusal> {
    let isRemembered = false;
    const remember: Remember = async (db, made) => {
      const row = { ...id, body_hash: bodyHash, stream: made, sequence: 0, at: access.now() };
      await db('cauce_commands').insert(row);
      isRemembered = true;
    };
    const made = await work(remember);
    if (typeof made === 'string' && !isRemembered) await store.write((db) => remember(db, made));
    return made;
  }
}
