// Problems of deployed files as lines that people read: errors first, each with where it is and what to do.
import type { Problem } from '../core/index.ts';
import { type Locale, problemTextOf } from '../problemCatalog.ts';

const SEVERITIES = {
  es: { error: 'error', warning: 'aviso' },
  en: { error: 'error', warning: 'warning' },
} as const;

/** `file` is left out where the lines stand under the name of their file; `more` is said after a problem. */
export function problemLines<P extends Problem>(
  problems: readonly P[],
  locale: Locale,
  within = false,
  more: (problem: P) => string[] = () => [],
): string[] {
  const ordered = [...problems].sort((a, b) => a.severity.localeCompare(b.severity));
  return ordered.flatMap((problem) => {
    const { severity, code, resource, elementId, elementName } = problem;
    const place = [within ? undefined : resource, elementId, elementName && `"${elementName}"`];
    const head = [SEVERITIES[locale][severity], code, ...place].filter(Boolean).join(' ');
    const indent = within ? '  ' : '';
    return [`${indent}${head}`, `    ${problemTextOf(problem, locale)}`, ...more(problem)];
  });
}

export function countOf(problems: readonly Problem[], severity: Problem['severity']): number {
  return problems.filter((problem) => problem.severity === severity).length;
}

/** For programs: the problem with its text beside its values. */
export function withMessages<P extends Problem>(problems: readonly P[]): (P & { message: string })[] {
  return problems.map((problem) => ({ ...problem, message: problemTextOf(problem, 'en') }));
}
