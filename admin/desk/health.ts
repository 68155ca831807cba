// How a set of files fares: what keeps it from running, what somebody should know, whether it is sound; where that takes a
// while, the page says that it is being looked at.
import { knownLint, type LintResult, lintFiles, problemText, type Resource } from '../engine.ts';
import type { Visit } from '../visit.ts';

export interface Health {
  state: 'errors' | 'unsound' | 'warnings' | 'fine' | 'looking';
  stateClass: string;
  words: string;
  /** The worst first. */
  findings: { text: string; place: string; stateClass: string }[];
}

/** Milliseconds that a page waits for it. */
const PATIENCE = 2_500;
const MOST_SHOWN = 8;

const CLASSES = {
  errors: 'overdue',
  unsound: 'overdue',
  warnings: 'at-risk',
  fine: 'on-time',
  looking: 'paused',
} as const;

/** Waits a moment for it. */
export async function healthOf(visit: Visit, files: readonly Resource[]): Promise<Health> {
  const known = knownLint(files);
  if (known) return healthView(visit, known);
  const late = new Promise<undefined>((resolve) => setTimeout(() => resolve(undefined), PATIENCE).unref());
  const judged = lintFiles(files).catch(() => undefined);
  return healthView(visit, await Promise.race([judged, late]));
}

/** What is known at once; the rest is looked at for the next time. */
export function healthNow(visit: Visit, files: readonly Resource[]): Health {
  const known = knownLint(files);
  if (!known) lintFiles(files).catch(() => undefined);
  return healthView(visit, known);
}

function healthView(visit: Visit, result: LintResult | undefined): Health {
  if (!result) return { ...stateOf(visit, 'looking', 0), findings: [] };
  const { errors, warnings, soundness } = result;
  const findings = [...errors, ...soundness, ...warnings].slice(0, MOST_SHOWN).map((problem) => ({
    text: problemText(problem.code, problem.values, visit.lang),
    place: [problem.resource ?? '', problem.elementName ?? problem.elementId ?? '']
      .filter(Boolean)
      .join(' · '),
    stateClass: problem.severity === 'error' ? CLASSES.errors : CLASSES.warnings,
  }));
  const state =
    errors.length > 0
      ? stateOf(visit, 'errors', errors.length)
      : soundness.length > 0
        ? stateOf(visit, 'unsound', soundness.length)
        : warnings.length > 0
          ? stateOf(visit, 'warnings', warnings.length)
          : stateOf(visit, 'fine', 0);
  return { ...state, findings };
}

function stateOf({ t }: Visit, state: Health['state'], count: number): Omit<Health, 'findings'> {
  return { state, stateClass: CLASSES[state], words: t(`drafts.health.${state}`, { count }) };
}
