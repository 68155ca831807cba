// What it takes to execute journaled commands again: definitions as they were deployed, calendars by their version.
import type { HistoryOptions } from '../audit/histories.ts';
import { withCalendars } from '../runtime/calendarAnswer.ts';
import { createCalendars } from '../runtime/calendars.ts';
import { createDefinitions } from '../runtime/definitions.ts';
import { SEMANTICS } from '../runtime/execution.ts';
import { feelFunctions } from '../runtime/feelFunctions.ts';
import type { OpenStore } from '../store/openStore.ts';
import type { Tell } from './finding.ts';

export function executionOf(
  store: OpenStore,
  broken: ReadonlySet<string>,
  tell: Tell,
  zone = 'America/Bogota',
): HistoryOptions {
  const definitions = createDefinitions(store, feelFunctions(), zone);
  const calendars = createCalendars(store, Date.now);
  return {
    definition: (key) => definitions.byKey(key),
    inputs: (kept) => withCalendars(kept, (id, version) => calendars.answer(id, 0, version)),
    semantics: SEMANTICS,
    broken,
    progress: (same) => tell('again', same),
  };
}
