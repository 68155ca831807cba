// `cauce rebuild`: writes every read model again from the journal, and counts indicators anew.
import { createCalendars } from '../runtime/calendars.ts';
import { createDefinitions } from '../runtime/definitions.ts';
import { feelFunctions } from '../runtime/feelFunctions.ts';
import { createIndicators } from '../runtime/indicators/index.ts';
import { type OpenStore, openStore } from '../store/openStore.ts';
import { bogota } from '../time/index.ts';
import { type CliCommand, databaseOf } from './command.ts';
import { createProgress } from './progress.ts';

export const rebuild: CliCommand = {
  usage: 'cauce rebuild [--rollups] [--database cauce.db | postgres://...] [--json]',
  summary: {
    es: 'escribe de nuevo, desde el historial, todo lo que se lee en listas y páginas',
    en: 'writes everything that lists and pages read again, from the history',
  },
  help: {
    es: '--rollups: solo las cifras de los indicadores, contadas de nuevo. Los lectores ven lo anterior hasta que termina. En PostgreSQL los demás nodos esperan entretanto con sus cambios.',
    en: '--rollups: only the figures of indicators, counted anew. Readers see what was there until it ends. On PostgreSQL the other nodes wait with their changes meanwhile.',
  },
  options: { database: { type: 'string' }, rollups: { type: 'boolean' } },
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
      const counted = () => indicatorsOf(store).rebuild();
      if (line.values.rollups === true) {
        const { cases, facts } = await counted();
        if (line.values.json === true) terminal.print(JSON.stringify({ cases, facts }));
        else if (terminal.locale === 'es')
          terminal.print(`Indicadores contados de nuevo: ${cases} casos, ${facts} hechos`);
        else terminal.print(`Indicators counted anew: ${cases} cases, ${facts} facts`);
        return 0;
      }
      const { batches } = await store.rebuild((done) => progress.at(`${done} lotes`, `${done} batches`));
      const { cases } = await counted();
      if (line.values.json === true) terminal.print(JSON.stringify({ batches, cases }));
      else if (terminal.locale === 'es')
        terminal.print(`Proyecciones escritas de nuevo desde ${batches} lotes`);
      else terminal.print(`Read models written again from ${batches} batches`);
      return 0;
    } finally {
      await store.close();
    }
  },
};

/** A server in another time zone counts once more when it starts. */
function indicatorsOf(store: OpenStore) {
  const now = Date.now;
  const definitions = createDefinitions(store, feelFunctions(bogota), bogota.id);
  return createIndicators({ store, definitions, calendars: createCalendars(store, now), zone: bogota, now });
}
