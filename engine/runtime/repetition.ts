// A client's command id seen before: the same answer again, without doing it again.
import type { OpenStore } from '../store/openStore.ts';
import type { Outcome, Refused } from './engine.ts';
import type { Executed } from './execution.ts';
import type { Work } from './work.ts';

/** Undefined when the id is new. The answer is rebuilt from the journal; `inGroup` is executed but not committed. */
export async function repeated(
  store: OpenStore,
  work: Work,
  inGroup: { work: Work; result: Executed }[],
): Promise<Outcome | undefined> {
  const { commandId = '', principal } = work;
  const same = ({ work: other }: { work: Work }) =>
    other.commandId === commandId && other.principal === principal;
  if (inGroup.some(same)) return inFlight(commandId);
  const seen = await store.findCommand(principal, commandId);
  if (!seen) return undefined;
  if (seen.bodyHash !== (work.bodyHash ?? '')) return otherBody(commandId);
  const [batch] = await store.readBatches(seen.stream, seen.sequence);
  const instanceKey = Number(seen.stream.slice('instance:'.length));
  const { events = [], at = 0 } = batch ?? {};
  return { ok: true, instanceKey, sequence: seen.sequence, repeated: true, events, at, routed: false };
}

export function otherBody(id: string): Refused {
  return { ok: false, rejection: { code: 'COMMAND_BODY_DIFFERS', values: { id } }, conflict: 'body' };
}

export function inFlight(id: string): Refused {
  return { ok: false, rejection: { code: 'COMMAND_IN_FLIGHT', values: { id } }, conflict: 'inFlight' };
}
