// `cauce verify`: proves that nobody touched the history, the documents or the models, and that all else follows from them.
import { problemText } from '../problemCatalog.ts';
import { type OpenStore, openStore } from '../store/openStore.ts';
import { type CliCommand, databaseOf, type Terminal } from './command.ts';
import { createProgress } from './progress.ts';
import { audit, lines } from './verification.ts';

export const verify: CliCommand = {
  usage: 'cauce verify [--database cauce.db | postgres://...] [--json]',
  summary: {
    es: 'prueba que nadie tocó el historial, los documentos ni los modelos, y que todo lo demás se sigue de ellos',
    en: 'proves that nobody touched the history, the documents or the models, and that all else follows from them',
  },
  options: { database: { type: 'string' } },
  async run(line, terminal) {
    if (line.positionals.length > 0) {
      const expected = terminal.locale === 'es' ? 'ninguno' : 'nothing';
      return terminal.refuse('ARGUMENTS_WRONG', {
        expected,
        given: line.positionals.length,
        usage: verify.usage,
      });
    }
    const filename = databaseOf(line);
    const store = await openStore({ filename, readOnly: true });
    try {
      if (!(await store.reader.schema.hasTable('cauce_journal')))
        return terminal.refuse('DATABASE_NOT_OURS', { filename: store.filename });
      return await report(store, line.values.json === true, terminal);
    } finally {
      await store.close();
    }
  },
};

async function report(store: OpenStore, json: boolean, terminal: Terminal): Promise<number> {
  const { print, locale } = terminal;
  const { problems: found, ...facts } = await audit(store, createProgress(terminal));
  const ok = found.length === 0;
  const problems = found.map((problem) => ({
    ...problem,
    message: problemText(problem.code, { ...problem }, locale),
  }));
  if (json) print(JSON.stringify({ ok, ...facts, problems }, null, 2));
  else {
    for (const { code, stream, sequence, message } of problems)
      print(`${code}${stream && ` ${stream} ${sequence}`}\n    ${message}`);
    for (const line of lines(facts, ok, locale)) print(line);
  }
  return ok ? 0 : 1;
}
