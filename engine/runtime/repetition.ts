// A client's command id seen before: the same answer again, without doing it again.
import type { KnownCommand } from '../store/journal.ts';
import type { OpenStore } from '../store/openStore.ts';
import type { Outcome, Refused } from './engine.ts';
import type { Work } from './work.ts';

/** Answers of those works whose id was seen before, rebuilt from the journal. */
export async function repeatedOf(store: OpenStore, works: Work[]): Promise<ReadonlyMap<Work, Outcome>> {
  const asked = works.flatMap(({ principal, commandId: id }) => (id === undefined ? [] : { principal, id }));
  if (asked.length === 0) return none;
  const seen = new Map<string, KnownCommand>();
  for (const command of await store.findCommands(asked))
    seen.set(nameOf(command.principal, command.id), command);
  if (seen.size === 0) return none;
  const answers = new Map<Work, Outcome>();
  for (const work of works) {
    if (work.commandId === undefined) continue;
    const known = seen.get(nameOf(work.principal, work.commandId));
    if (known) answers.set(work, await answerOf(store, known, work.bodyHash ?? ''));
  }
  return answers;
}

const none: ReadonlyMap<Work, Outcome> = new Map();

/** One client's id is another's, too. */
export function nameOf(principal: string, commandId: string): string {
  return `${principal}\0${commandId}`;
}

async function answerOf(store: OpenStore, seen: KnownCommand, bodyHash: string): Promise<Outcome> {
  if (seen.bodyHash !== bodyHash) return otherBody(seen.id);
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
