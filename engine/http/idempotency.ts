// Does a write once for each `Idempotency-Key`, where the engine does not see to it by itself.
import { createHash } from 'node:crypto';
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

/** `work` resolves to the name of what it made; a repeated request gets that name without doing it again. */
export async function once(
  { store, access, submission }: Caller,
  bodyHash: string,
  work: () => Promise<string | Refusal>,
): Promise<string | Refusal> {
  const { commandId, principal } = submission;
  if (commandId === undefined) return work();
  const id = { tenant_id: store.tenant, principal: principal.username, id: commandId };
  const name = JSON.stringify(id);
  if (inFlight.has(name)) return refusal('COMMAND_IN_FLIGHT', { id: commandId });
  inFlight.add(name);
  try {
    const seen: CommandRow | undefined = await store
      .reader('cauce_commands')
      .where(id)
      .first('body_hash', 'stream');
    if (seen)
      return seen.body_hash === bodyHash ? seen.stream : refusal('COMMAND_BODY_DIFFERS', { id: commandId });
    const made = await work();
    if (typeof made !== 'string') return made;
    const row = { ...id, body_hash: bodyHash, stream: made, sequence: 0, at: access.now() };
    await store.write((db) => db('cauce_commands').insert(row));
    return made;
  } finally {
    inFlight.delete(name);
  }
}
