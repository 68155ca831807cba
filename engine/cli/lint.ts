// `cauce lint FILE...`: says what is wrong with drawings, and what to do, without deploying anything.
import { readFile } from 'node:fs/promises';
import type { Problem } from '../core/problem.ts';
import { type Locale, parseInWorker, renderProblem } from '../model/index.ts';
import { checkFeelModule } from '../runtime/checkFeel.ts';

export interface LintOptions {
  json: boolean;
  /** Default: the language of the environment (`LC_ALL`, `LC_MESSAGES`, `LANG`). */
  locale?: Locale;
}

export interface LintOutcome {
  /** 0 clean (warnings allowed), 1 errors, 2 the call was wrong. */
  exitCode: 0 | 1 | 2;
  output: string;
}

interface Linted {
  file: string;
  problems: Problem[];
}

const WORDS = {
  es: {
    call: 'Se esperaban archivos .bpmn, pero no se dio ninguno; use: cauce lint ARCHIVO...',
    kind: (file: string) => `Se esperaba un archivo .bpmn, pero se dio ${file}; indique un diagrama BPMN.`,
    unreadable: (file: string, why: string) =>
      `Se esperaba leer ${file}, pero no se pudo (${why}); revise la ruta.`,
    error: 'error',
    warning: 'aviso',
    clean: 'sin problemas',
    sum: (errors: number, warnings: number) =>
      `${errors} ${errors === 1 ? 'error' : 'errores'}, ${warnings} ${warnings === 1 ? 'aviso' : 'avisos'}`,
  },
  en: {
    call: 'Expected .bpmn files, but none was given; use: cauce lint FILE...',
    kind: (file: string) => `Expected a .bpmn file, but got ${file}; name a BPMN drawing.`,
    unreadable: (file: string, why: string) =>
      `Expected to read ${file}, but could not (${why}); check the path.`,
    error: 'error',
    warning: 'warning',
    clean: 'no problems',
    sum: (errors: number, warnings: number) =>
      `${errors} error${errors === 1 ? '' : 's'}, ${warnings} warning${warnings === 1 ? '' : 's'}`,
  },
};

export async function lint(files: readonly string[], options: LintOptions): Promise<LintOutcome> {
  const locale = options.json ? 'en' : (options.locale ?? localeOf(process.env));
  const words = WORDS[locale];
  if (files.length === 0) return { exitCode: 2, output: words.call };
  const linted: Linted[] = [];
  for (const file of files) {
    if (!/\.(bpmn|bpmn20\.xml)$/i.test(file)) return { exitCode: 2, output: words.kind(file) };
    let content: Buffer;
    try {
      content = await readFile(file);
    } catch (error) {
      return {
        exitCode: 2,
        output: words.unreadable(file, (error as NodeJS.ErrnoException).code ?? 'error'),
      };
    }
    const { problems } = await parseInWorker(content, file, { checkFeelModule });
    linted.push({ file, problems });
  }
  const errors = count(linted, 'error');
  const output = options.json ? asJson(linted) : asText(linted, locale);
  return { exitCode: errors > 0 ? 1 : 0, output };
}

/** Spanish first: only an environment that says English gets English. */
export function localeOf(environment: { readonly [name: string]: string | undefined }): Locale {
  const language = environment.LC_ALL || environment.LC_MESSAGES || environment.LANG || '';
  return /^en/i.test(language) ? 'en' : 'es';
}

function count(linted: readonly Linted[], severity: Problem['severity']): number {
  return linted.reduce(
    (sum, { problems }) => sum + problems.filter((each) => each.severity === severity).length,
    0,
  );
}

function asJson(linted: readonly Linted[]): string {
  const files = linted.map(({ file, problems }) => ({
    file,
    problems: problems.map(({ resource: _, ...problem }) => ({
      ...problem,
      message: renderProblem(problem, 'en'),
    })),
  }));
  return JSON.stringify(
    { files, errors: count(linted, 'error'), warnings: count(linted, 'warning') },
    null,
    2,
  );
}

function asText(linted: readonly Linted[], locale: Locale): string {
  const words = WORDS[locale];
  const lines: string[] = [];
  for (const { file, problems } of linted) {
    lines.push(problems.length === 0 ? `${file}: ${words.clean}` : file);
    // Errors first: they are what keeps the file from being deployed.
    for (const severity of ['error', 'warning'] as const) {
      for (const problem of problems) {
        if (problem.severity !== severity) continue;
        const element = [problem.elementId, problem.elementName && `"${problem.elementName}"`].filter(
          Boolean,
        );
        lines.push(`  ${[words[severity], problem.code, ...element].join(' ')}`);
        lines.push(`    ${renderProblem(problem, locale)}`);
      }
    }
  }
  lines.push(words.sum(count(linted, 'error'), count(linted, 'warning')));
  return lines.join('\n');
}
