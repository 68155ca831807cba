// Opens a case for a person: what they may not see does not exist, and that they looked goes on record.
import { type Action, authorize, caseFacts } from '../engine.ts';
import { notFound, type Visit } from '../visit.ts';
import { type Case, caseOf } from './rows.ts';

export async function caseFor(
  visit: Visit,
  action: Extract<Action, 'case:read' | 'case:history'>,
): Promise<Case> {
  const { engine, principal, access } = visit;
  const row = await engine.store.find('cases', { key: visit.key('key') });
  if (!row) throw notFound();
  const found = caseOf(row);
  const facts = await caseFacts(engine.store, principal, found.key);
  if (!authorize(principal, action, facts)) throw notFound();
  await access.reads.record([{ caseKey: found.key, username: principal.username, action }]);
  return found;
}

const classes: { [state: string]: string } = {
  ACTIVE: 'active',
  COMPLETED: 'completed',
  TERMINATED: 'terminated',
};

export function stateView(visit: Visit, state: string): { state: string; stateClass: string } {
  return { state: visit.t(`state.${state}`), stateClass: classes[state] ?? 'none' };
}
