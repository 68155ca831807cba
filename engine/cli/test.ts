// `cauce test PATH`: runs process tests in memory on a virtual clock, and says which hold and which do not, and why.
import { stopWorker } from '../model/index.ts';
import { type Locale, problemText } from '../problemCatalog.ts';
import { type FileOutcome, runTests } from '../testing/runTests.ts';
import type { CliCommand } from './command.ts';
import { createProgress } from './progress.ts';

const WORDS = {
  es: {
    passed: 'cumple',
    failed: 'NO CUMPLE',
    sum: (passed: number, failed: number) => `${passed} cumplen, ${failed} no`,
  },
  en: {
    passed: 'passed',
    failed: 'FAILED',
    sum: (passed: number, failed: number) => `${passed} passed, ${failed} failed`,
  },
};

export const test: CliCommand = {
  usage: 'cauce test PATH [--json]',
  summary: {
    es: 'ejecuta las pruebas de un proceso (un archivo JSON, o los de una carpeta) en memoria, con un reloj virtual',
    en: 'runs the tests of a process (a JSON file, or those of a folder) in memory, on a virtual clock',
  },
  options: {},
  async run(line, terminal) {
    const [path] = line.positionals;
    if (path === undefined || line.positionals.length !== 1) {
      const expected = terminal.locale === 'es' ? 'un archivo o una carpeta' : 'one file or folder';
      const given = line.positionals.length;
      return terminal.refuse('ARGUMENTS_WRONG', { expected, given, usage: test.usage });
    }
    const progress = createProgress(terminal);
    let count = 0;
    try {
      const files = await runTests(path, ({ tests }) => {
        count += tests.length;
        progress.at(`${count} pruebas`, `${count} tests`);
      });
      if (files.length === 0) return terminal.refuse('TEST_FILES_MISSING', { path });
      const failed = files.reduce((sum, file) => sum + failuresOf(file), 0);
      terminal.print(
        line.values.json === true ? JSON.stringify(asJson(files), null, 2) : asText(files, terminal.locale),
      );
      return failed > 0 ? 1 : 0;
    } finally {
      await stopWorker();
    }
  },
};

function failuresOf({ tests, problems }: FileOutcome): number {
  return tests.filter(({ failure }) => failure).length + (problems.length > 0 ? 1 : 0);
}

function sums(files: FileOutcome[]): { passed: number; failed: number } {
  const all = files.reduce((sum, { tests }) => sum + tests.length, 0);
  const failedTests = files.reduce(
    (sum, { tests }) => sum + tests.filter(({ failure }) => failure).length,
    0,
  );
  return { passed: all - failedTests, failed: files.reduce((sum, file) => sum + failuresOf(file), 0) };
}

function asJson(files: FileOutcome[]) {
  return {
    files: files.map(({ path, tests, problems }) => ({
      path,
      problems: problems.map((each) => ({ ...each, message: problemText(each.code, each.values, 'en') })),
      tests: tests.map(({ name, failure }) => ({
        name,
        passed: failure === undefined,
        ...(failure && { failure: { ...failure, message: problemText(failure.code, failure.values, 'en') } }),
      })),
    })),
    ...sums(files),
  };
}

function asText(files: FileOutcome[], locale: Locale): string {
  const words = WORDS[locale];
  const lines: string[] = [];
  for (const { path, tests, problems } of files) {
    lines.push(path);
    for (const { code, values } of problems)
      lines.push(`  ${words.failed}: ${problemText(code, values, locale)}`);
    for (const { name, failure } of tests) {
      lines.push(`  ${failure ? words.failed : words.passed}: ${name}`);
      if (failure)
        lines.push(
          `    ${failure.path} ${failure.instruction}: ${problemText(failure.code, failure.values, locale)}`,
        );
    }
  }
  const { passed, failed } = sums(files);
  return [...lines, words.sum(passed, failed)].join('\n');
}
