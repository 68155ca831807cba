// A client's command id seen before: the same answer again, without doing it again.
import type { OpenStore } from '../store/openStore.ts';
import type { Outcome } from './engine.ts';
import type { Work } from './work.ts';

/** Undefined when the id is new (or none was given). The answer is rebuilt from the journal. */
export async function repeated(store: OpenStore, work: Work): Promise<Outcome | undefined> {
  if (work.commandId === undefined) return undefined;
  const seen = await store.findCommand(work.principal, work.commandId);
  if (!seen) return undefined;
  if (seen.bodyHash !== (work.bodyHash ?? ''))
    return {
      ok: false,
      rejection: { code: 'COMMAND_BODY_DIFFERS', values: { id: work.commandId } },
      conflict: 'body',
    };
  const [batch] = await store.readBatches(seen.stream, seen.sequence);
  const instanceKey = Number(seen.stream.slice('instance:'.length));
  return { ok: true, instanceKey, sequence: seen.sequence, repeated: true, events: batch?.events ?? [] };
}
