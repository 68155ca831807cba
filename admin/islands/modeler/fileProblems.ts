// What of a file could not be read, in the words that a deployment would use.
import type { Problem } from '../../../engine/core/problem.ts';
import { problemTexts } from '../../../engine/model/problems.ts';
import { readXml } from '../../../engine/model/readXml.ts';
import { reportOn } from '../../../engine/model/report.ts';

export interface FileProblem {
  text: string;
  isError: boolean;
  elementId: string | undefined;
  line: number | undefined;
}

export async function fileProblems(xml: string, name: string, lang: 'es' | 'en'): Promise<FileProblem[]> {
  const report = reportOn(name);
  await readXml(xml, report);
  return report.problems.map((problem) => ({
    text: textOf(problem, lang),
    isError: problem.severity === 'error',
    elementId: problem.elementId,
    line: typeof problem.values.line === 'number' ? problem.values.line : undefined,
  }));
}

/** A part in brackets is said only where all its values are known. */
function textOf({ code, values }: Problem, lang: 'es' | 'en'): string {
  const known = (name: string) => values[name] !== undefined && values[name] !== null && values[name] !== '';
  const template = problemTexts.get(code)?.[lang] ?? code;
  return template
    .replace(/\[([^[\]]*\{\w+\}[^[\]]*)\]/g, (_, part: string) =>
      [...part.matchAll(/\{(\w+)\}/g)].every(([, name]) => known(name ?? '')) ? part : '',
    )
    .replace(/\{(\w+)\}/g, (_, name: string) => shown(values[name]));
}

function shown(value: unknown): string {
  const text = typeof value === 'string' ? value : value === undefined ? '' : JSON.stringify(value);
  return text.length > 200 ? `${text.slice(0, 200)}…` : text;
}
