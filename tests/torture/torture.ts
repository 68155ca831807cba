// What a torture is: faults put into the real product, and figures of what they did to it.

export interface TortureReport {
  /** Printed as they are: cycles, faults injected, acknowledged, and whatever else tells how hard it was. */
  figures: { [name: string]: number | string };
  /** Acknowledged and not there. */
  lost: string[];
  /** There more often than asked for. */
  doubled: string[];
  /** Anything else that must not be: a refusal that no fault explains, `cauce verify` with problems, too slow. */
  wrong: string[];
}

export interface Torture {
  /** One line for the list. */
  summary: string;
  /** Numbers that `npm run torture -- NAME --option N` may change, and what they are without it. */
  options: { [name: string]: number };
  run(options: { [name: string]: number }, progress: (line: string) => void): Promise<TortureReport>;
}

export function isClean({ lost, doubled, wrong }: TortureReport): boolean {
  return lost.length + doubled.length + wrong.length === 0;
}
