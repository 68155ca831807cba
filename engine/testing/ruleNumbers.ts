// Where rules stand in their tables, for tests name them by their position.

/** Positions of rules in their tables, by decision and rule id. */
export function ruleNumbers(
  files: readonly { content: { toString(encoding: 'utf8'): string } }[],
): Map<string, number> {
  const numbers = new Map<string, number>();
  for (const { content } of files) {
    const decisions = content
      .toString('utf8')
      .matchAll(/<(?:\w+:)?decision\s[^>]*?\bid="([^"]+)"[\s\S]*?<\/(?:\w+:)?decision>/g);
    for (const [text, decision] of decisions) {
      let number = 0;
      for (const [, rule] of text.matchAll(/<(?:\w+:)?rule\b(?:[^>]*?\bid="([^"]+)")?/g))
        numbers.set(`${decision} ${rule}`, ++number);
    }
  }
  return numbers;
}
