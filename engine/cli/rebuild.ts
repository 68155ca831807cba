// `cauce rebuild`: writes every read model again from the journal.
import { openStore } from '../store/openStore.ts';
import { type CliCommand, databaseOf } from './command.ts';
import { createProgress } from './progress.ts';

export const rebuild: CliCommand = {
  usage: 'cauce rebuild [--database cauce.db | postgres://...] [--json]',
  summary: {
    es: 'escribe de nuevo, desde el historial, todo lo que se lee en listas y páginas',
    en: 'writes everything that lists and pages read again, from the history',
  },
  help: {
    es: 'Los lectores ven lo anterior hasta que termina. En PostgreSQL los demás nodos esperan entretanto con sus cambios.',
    en: 'Readers see what was there until it ends. On PostgreSQL the other nodes wait with their changes meanwhile.',
  },
  options: { database: { type: 'string' } },
  async run(line, terminal) {
    if (line.positionals.length > 0) {
      const expected = terminal.locale === 'es' ? 'ninguno' : 'nothing';
      const given = line.positionals.length;
      return terminal.refuse('ARGUMENTS_WRONG', { expected, given, usage: rebuild.usage });
    }
    const filename = databaseOf(line);
    // Reading only: no database is made where a path is wrong.
    await (await openStore({ filename, readOnly: true })).close();
    const store = await openStore({ filename });
    try {
      const progress = createProgress(terminal);
      const { batches } = await store.rebuild((done) => progress.at(`${done} lotes`, `${done} batches`));
      if (line.values.json === true) terminal.print(JSON.stringify({ batches }));
      else if (terminal.locale === 'es')
        terminal.print(`Proyecciones escritas de nuevo desde ${batches} lotes`);
      else terminal.print(`Read models written again from ${batches} batches`);
      return 0;
    } finally {
      await store.close();
    }
  },
};
