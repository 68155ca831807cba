// Counts what the cases of one source came to. A departure that is listed but does not happen is a failure: the list
// must not grow stale.
import type { Report, Tally } from './source.ts';

/** More than this share of a source may not depart from what it expects. */
const MOST_DEPARTURES = 0.03;

export function createTally(
  name: string,
  departures: { [id: string]: string } = {},
): { report: Report; end(): Tally } {
  const tally: Tally = {
    name,
    passed: [],
    failed: [],
    departed: [],
    notApplicable: [],
    rates: [],
    notes: [],
  };
  const told = new Set<string>();
  const tell = (id: string) => {
    if (told.has(id)) throw new Error(`Expected each case of ${name} once, but ${id} was told twice`);
    told.add(id);
  };
  const report: Report = {
    passed(id) {
      tell(id);
      if (Object.hasOwn(departures, id))
        tally.failed.push({ id, why: 'listed as a departure, but it passes: strike it from departures.ts' });
      else tally.passed.push(id);
    },
    failed(id, why) {
      tell(id);
      const sentence = departures[id];
      if (sentence !== undefined) tally.departed.push({ id, why, sentence });
      else tally.failed.push({ id, why });
    },
    notApplicable(id, reason) {
      tell(id);
      tally.notApplicable.push({ id, reason });
    },
    rate: (what, hits, all, missed = []) => void tally.rates.push({ what, hits, all, missed }),
    note: (line) => void tally.notes.push(line),
  };
  return { report, end };

  function end(): Tally {
    const most = Math.floor(told.size * MOST_DEPARTURES);
    if (tally.departed.length > Math.max(1, most))
      tally.failed.push({
        id: `${name}: departures`,
        why: `expected at most 3 % (${most}) of ${told.size} cases, but ${tally.departed.length} depart`,
      });
    for (const id of Object.keys(departures))
      if (!told.has(id))
        tally.failed.push({ id, why: 'departures.ts lists a case that the source does not have' });
    return tally;
  }
}
