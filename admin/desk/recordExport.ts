// Puts on record that somebody takes data along as a file; the file leaves only once that is done.
import { logAccess } from '../engine.ts';
import type { Visit } from '../visit.ts';

/** `what`: the file's name and what it was limited to. With a case, whoever looks at its readers sees it, too. */
export async function recordExport(visit: Visit, what: string, caseKey?: number): Promise<void> {
  const { access, engine, principal } = visit;
  const { username } = principal;
  const { store } = engine;
  await store.write((db) =>
    logAccess(db, store.tenant, engine.now(), {
      username,
      event: 'exported',
      actor: username,
      detail: caseKey === undefined ? what : `case=${caseKey} ${what}`,
    }),
  );
  if (caseKey !== undefined) await access.reads.record([{ caseKey, username, action: 'case:export' }]);
}
