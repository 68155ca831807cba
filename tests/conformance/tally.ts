// Counts what a conformance run passed, failed, skipped or decided otherwise, and prints it.

export interface Tally {
  passed(): void;
  failed(name: string, why: string): void;
  /** `what` names elements that the engine does not execute, or why the case cannot be judged. */
  skipped(name: string, what: string[]): void;
  /** A departure that we chose. */
  decided(name: string, why: string): void;
  /** Gives the process's exit code. */
  print(): number;
}

export function createTally(title: string, listsSkipped: boolean): Tally {
  let passed = 0;
  const failures: string[] = [];
  const skips: { name: string; what: string[] }[] = [];
  const decisions: string[] = [];
  return {
    passed() {
      passed += 1;
    },
    failed: (name, why) => void failures.push(`${name}: ${why}`),
    skipped: (name, what) => void skips.push({ name, what: [...new Set(what)] }),
    decided: (name, why) => void decisions.push(`${name}: ${why}`),
    print() {
      const run = passed + failures.length + decisions.length;
      console.log(`${title}: ${passed} of ${run} run cases pass; ${run + skips.length} cases in all`);
      for (const failure of failures) console.log(`  failed: ${failure}`);
      for (const decision of decisions) console.log(`  decided otherwise: ${decision}`);
      console.log(`  skipped: ${skips.length}: ${count(skips.flatMap(({ what }) => what))}`);
      if (listsSkipped) for (const { name, what } of skips) console.log(`    ${name}: ${what.join(', ')}`);
      return failures.length > 0 ? 1 : 0;
    },
  };
}

function count(labels: string[]): string {
  const counts = new Map<string, number>();
  for (const label of labels) counts.set(label, (counts.get(label) ?? 0) + 1);
  return [...counts].map(([label, times]) => `${label} ${times}`).join(', ') || 'none';
}
