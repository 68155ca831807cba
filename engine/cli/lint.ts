// `cauce lint FILE...`: says what is wrong with drawings, and what to do, without deploying anything.
import { readFile } from 'node:fs/promises';
import { parseInWorker, stopWorker } from '../model/index.ts';
import { type Locale, problemText } from '../problemCatalog.ts';
import { checkFeelModule } from '../runtime/checkFeel.ts';
import { checkSlas } from '../runtime/checkSlas.ts';
import { isDrawing } from '../runtime/drawingFiles.ts';
import type { CliCommand } from './command.ts';
import { localeOf } from './locale.ts';
import { countOf, problemLines, withMessages } from './problemLines.ts';
import { createProgress } from './progress.ts';
import { checkSoundness, type LintProblem } from './soundnessCheck.ts';

export interface LintOptions {
  json: boolean;
  /** Default: the language of the environment (`LC_ALL`, `LC_MESSAGES`, `LANG`). */
  locale?: Locale;
  /** Told how far a check is that takes long. */
  moved?(process: string, states: number): void;
}

export interface LintOutcome {
  /** 0 clean (warnings allowed), 1 errors, 2 the call was wrong. */
  exitCode: 0 | 1 | 2;
  output: string;
}

interface Linted {
  file: string;
  problems: LintProblem[];
}

const WORDS = {
  es: {
    clean: 'sin problemas',
    shownBy: 'lo muestra',
    sum: (errors: number, warnings: number) =>
      `${errors} ${errors === 1 ? 'error' : 'errores'}, ${warnings} ${warnings === 1 ? 'aviso' : 'avisos'}`,
  },
  en: {
    clean: 'no problems',
    shownBy: 'shown by',
    sum: (errors: number, warnings: number) =>
      `${errors} error${errors === 1 ? '' : 's'}, ${warnings} warning${warnings === 1 ? '' : 's'}`,
  },
};

export const lintCommand: CliCommand = {
  usage: 'cauce lint FILE... [--json]',
  summary: {
    es: 'dice qué está mal en los diagramas y qué hacer, sin desplegar nada',
    en: 'says what is wrong with drawings, and what to do, without deploying anything',
  },
  options: {},
  async run({ values, positionals }, terminal) {
    const { locale, print, complain } = terminal;
    try {
      const progress = createProgress(terminal);
      const { exitCode, output } = await lint(positionals, {
        json: values.json === true,
        locale,
        moved: (process, states) =>
          progress.at(`revisando ${process}: ${states} estados`, `checking ${process}: ${states} states`),
      });
      (exitCode === 2 ? complain : print)(output);
      return exitCode;
    } finally {
      await stopWorker();
    }
  },
};

export async function lint(files: readonly string[], options: LintOptions): Promise<LintOutcome> {
  const locale = options.json ? 'en' : (options.locale ?? localeOf(process.env));
  if (files.length === 0) return { exitCode: 2, output: problemText('DRAWINGS_MISSING', {}, locale) };
  const linted: Linted[] = [];
  for (const file of files) {
    let content: Buffer;
    try {
      content = await readFile(file);
    } catch (error) {
      const reason = (error as NodeJS.ErrnoException).code ?? 'error';
      return { exitCode: 2, output: problemText('FILE_UNREADABLE', { file, reason }, locale) };
    }
    if (!isDrawing(file, content))
      return { exitCode: 2, output: problemText('FILE_NOT_A_DRAWING', { file }, locale) };
    const { processes, problems } = await parseInWorker(content, file, { checkFeelModule });
    const unsound = await checkSoundness(file, processes, options.moved ?? (() => {}));
    const promised = processes.flatMap((model) => checkSlas(model, file));
    linted.push({ file, problems: [...problems, ...promised, ...unsound] });
  }
  const all = linted.flatMap(({ problems }) => problems);
  const output = options.json ? asJson(linted, all) : asText(linted, all, locale);
  return { exitCode: countOf(all, 'error') > 0 ? 1 : 0, output };
}

function asJson(linted: readonly Linted[], all: readonly LintProblem[]): string {
  const files = linted.map(({ file, problems }) => ({
    file,
    problems: withMessages(problems).map(({ resource: _, ...problem }) => problem),
  }));
  return JSON.stringify({ files, errors: countOf(all, 'error'), warnings: countOf(all, 'warning') }, null, 2);
}

function asText(linted: readonly Linted[], all: readonly LintProblem[], locale: Locale): string {
  const words = WORDS[locale];
  const shown = ({ counterExample }: LintProblem) =>
    counterExample ? [`    ${words.shownBy}: ${counterExample.command}`] : [];
  const lines = linted.flatMap(({ file, problems }) =>
    problems.length === 0
      ? [`${file}: ${words.clean}`]
      : [file, ...problemLines(problems, locale, true, shown)],
  );
  return [...lines, words.sum(countOf(all, 'error'), countOf(all, 'warning'))].join('\n');
}
