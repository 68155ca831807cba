// Problems of a file that is being edited, in the visitor's language, for the page that shows them while one types.
import { type Problem, problemTextOf } from '../engine.ts';
import type { Speaking } from '../visit.ts';

export interface ProblemView {
  code: string;
  text: string;
  isError: boolean;
  /** Of a catalog: the line of its file, and the name of the column. */
  row?: number;
  name?: string;
}

export function problemViews({ lang }: Pick<Speaking, 'lang'>, problems: readonly Problem[]): ProblemView[] {
  return problems.map((problem) => ({
    code: problem.code,
    text: [problem.elementName ?? problem.elementId, problemTextOf(problem, lang)].filter(Boolean).join(': '),
    isError: problem.severity === 'error',
    ...(typeof problem.values.row === 'number' && { row: problem.values.row }),
    ...(typeof problem.values.name === 'string' && { name: problem.values.name }),
  }));
}
