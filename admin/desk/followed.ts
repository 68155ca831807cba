// Which case a requester follows: their own, or the one that goes on for it where it was merged.
import type { Visit } from '../visit.ts';
import { type Case, caseOf } from './rows.ts';

/** Of another's case its state and dates are seen, nothing that somebody wrote in it. */
export async function followedCase(visit: Visit, found: Case): Promise<Case> {
  if (found.state !== 'TERMINATED') return found;
  const key = await visit.engine.caseActions.staying(found.key);
  const row = key === found.key ? undefined : await visit.engine.store.find('cases', { key });
  return row ? caseOf(row) : found;
}
