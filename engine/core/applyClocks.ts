// What events about service level clocks write.
import type { Appliers } from './apply.ts';
import { ends } from './clockState.ts';
import { edit, ownerOf, seen } from './draft.ts';
import { emptyTable, lookUp, put } from './table.ts';

export const clockAppliers = {
  clockStarted(draft, { type: _, entry, ...facts }) {
    seen(draft, facts.key);
    const table = draft.clocks ?? emptyTable();
    draft.clocks = put(table, ownerOf(draft), facts.key, { ...facts, entries: [entry] });
    const owner = edit(draft, facts.owner);
    owner.clocks = { ...owner.clocks, [facts.sla]: facts.key };
  },
  clockEntered(draft, { key, entry, again }) {
    const clock = draft.clocks && lookUp(draft.clocks, key);
    if (!draft.clocks || !clock) return;
    const next = ends(entry) ? undefined : { ...clock, entries: [...clock.entries, entry] };
    draft.clocks = put(draft.clocks, ownerOf(draft), key, next);
    if (!again || !lookUp(draft.elements, clock.owner)) return;
    const owner = edit(draft, clock.owner);
    const { [clock.sla]: _, ...others } = owner.clocks ?? {};
    owner.clocks = others;
  },
  clockAwaited(draft, { owner, since }) {
    edit(draft, owner).awaitedSince = since;
  },
} satisfies Partial<Appliers>;
