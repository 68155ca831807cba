// Prints what a conformance run found: one short table per source, and the sum.
import type { Tally } from './source.ts';

/** Failures of one source that are listed unless everything is asked for. */
const MOST_LISTED = 40;
const LONGEST = 300;

export function printSource(tally: Tally, ms: number, listsAll: boolean): void {
  const { name, passed, failed, departed, notApplicable, rates, notes } = tally;
  const all = passed.length + failed.length + departed.length + notApplicable.length;
  console.log(`\n${name}: ${all} cases in ${(ms / 1000).toFixed(1)} s`);
  row('passed', passed.length);
  row('failed', failed.length);
  row('departed from', departed.length);
  row('not applicable', notApplicable.length);
  const shown = listsAll ? failed : failed.slice(0, MOST_LISTED);
  for (const { id, why } of shown) console.log(`  FAILED ${id}: ${why.slice(0, LONGEST)}`);
  if (shown.length < failed.length) console.log(`  and ${failed.length - shown.length} more (--all)`);
  for (const { id, why, sentence } of departed)
    console.log(`  departed ${id}: ${why.slice(0, LONGEST)}\n    ${sentence}`);
  for (const [reason, ids] of grouped(notApplicable)) {
    console.log(`  not applicable, ${ids.length}: ${reason}`);
    if (listsAll) console.log(`    ${ids.join(', ')}`);
  }
  for (const { what, hits, all: count, missed } of rates) {
    console.log(`  ${what}: ${hits} of ${count} (${((100 * hits) / Math.max(1, count)).toFixed(1)} %)`);
    if (listsAll) for (const each of missed) console.log(`    not: ${each}`);
  }
  for (const note of notes) console.log(`  ${note}`);
}

/** Gives the process's exit code. */
export function printTotal(tallies: Tally[]): 0 | 1 {
  const sum = (part: 'passed' | 'failed' | 'departed' | 'notApplicable') =>
    tallies.reduce((count, tally) => count + tally[part].length, 0);
  console.log(
    `\nConformance: ${sum('passed')} passed, ${sum('failed')} failed, ${sum('departed')} departed from, ` +
      `${sum('notApplicable')} not applicable`,
  );
  return sum('failed') > 0 ? 1 : 0;
}

function row(label: string, count: number): void {
  console.log(`  ${label.padEnd(15)} ${String(count).padStart(5)}`);
}

function grouped(list: { id: string; reason: string }[]): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const { id, reason } of list) groups.set(reason, [...(groups.get(reason) ?? []), id]);
  return groups;
}
