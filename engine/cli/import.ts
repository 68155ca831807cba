// `cauce import cases FILE.csv`: old cases of another tool, with their dates, beside those of this one.
import { readFile, stat } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { basename } from 'node:path';
import { writeAnchor } from '../audit/anchors.ts';
import { importCases } from '../runtime/caseImport/importCases.ts';
import { type CaseMapping, defaultMapping, readMapping } from '../runtime/caseImport/mapping.ts';
import { createDefinitions } from '../runtime/definitions.ts';
import type { Problem } from '../runtime/engine.ts';
import { feelFunctions } from '../runtime/feelFunctions.ts';
import { openStore } from '../store/openStore.ts';
import { type CliCommand, callError, databaseOf, type Terminal, text } from './command.ts';
import { problemLines, withMessages } from './problemLines.ts';
import { createProgress } from './progress.ts';

export const importCommand: CliCommand = {
  usage:
    'cauce import cases FILE.csv --process ID --source NAME [--map FILE.json] [--database cauce.db | postgres://...] [--json]',
  summary: {
    es: 'trae casos viejos de otra herramienta, con sus fechas; todos, o ninguno',
    en: 'takes in old cases of another tool, with their dates; all of them, or none',
  },
  help: {
    es: [
      'Una línea por actividad, o por caso. Columnas: case_id y opened; case_number, opened_by, due, closed, state',
      '(completed, cancelled, open), activity (id o nombre en el diagrama), started, ended, actor. --map dice cómo se',
      'llaman allá: {"columns": {"case_id": "Radicado"}, "variables": {"product": "Producto"}, "ignored": ["Notas"],',
      '"activities": {"Clasificar": "p03_classify"}, "states": {"Anulado": "cancelled"}, "dates": "dd/mm/yyyy"}.',
      'Con una línea mala no se importa nada. Lo que ya se importó de la misma fuente no se importa otra vez.',
    ].join('\n'),
    en: [
      'One line for each activity, or for each case. Columns: case_id and opened; case_number, opened_by, due, closed,',
      'state (completed, cancelled, open), activity (its id or name in the diagram), started, ended, actor. --map says what',
      'they are called there: {"columns": {"case_id": "Radicado"}, "variables": {"product": "Producto"}, "ignored":',
      '["Notas"], "activities": {"Clasificar": "p03_classify"}, "states": {"Anulado": "cancelled"}, "dates": "dd/mm/yyyy"}.',
      'With one bad line nothing is imported. What was imported from the same source is not imported again.',
    ].join('\n'),
  },
  options: {
    database: { type: 'string' },
    process: { type: 'string' },
    source: { type: 'string' },
    map: { type: 'string' },
  },
  async run(line, terminal) {
    const [what, path] = line.positionals;
    const [process, source] = [text(line, 'process'), text(line, 'source')];
    if (what !== 'cases' || path === undefined || line.positionals.length !== 2 || !process || !source) {
      const expected = 'cases FILE.csv --process --source';
      return terminal.refuse('ARGUMENTS_WRONG', {
        expected,
        given: line.positionals.length,
        usage: importCommand.usage,
      });
    }
    if (!/^[a-z0-9-]{1,40}$/i.test(source)) return terminal.refuse('IMPORT_SOURCE_INVALID', { source });
    const map = text(line, 'map');
    const mapping =
      map === undefined ? defaultMapping : readMapping(await readFile(map, 'utf8'), basename(map));
    if ('problems' in mapping) return refused(mapping.problems, terminal, line.values.json === true);
    const file = { name: basename(path), content: await readFile(path) };
    return take(
      { file, mapping, process, source, database: databaseOf(line) },
      terminal,
      line.values.json === true,
    );
  },
};

interface Taking {
  file: { name: string; content: Buffer };
  mapping: CaseMapping;
  process: string;
  source: string;
  database: string;
}

async function take(given: Taking, terminal: Terminal, asJson: boolean): Promise<number> {
  const { file, mapping, process, source, database } = given;
  // Reading only: no database is made where a path is wrong.
  if (!/^postgres/i.test(database)) await stat(database);
  const store = await openStore({ filename: database });
  try {
    const definitions = createDefinitions(store, feelFunctions(), 'America/Bogota');
    const definition = await definitions.byId(process);
    if (!definition) throw callError('IMPORT_PROCESS_UNKNOWN', { process });
    const progress = createProgress(terminal);
    const outcome = await importCases(store, {
      source,
      definition,
      mapping,
      file,
      by: userInfo().username,
      now: Date.now(),
      progress: (done) => progress.at(`${done} casos`, `${done} cases`),
    });
    if (!outcome.ok) return refused(outcome.problems, terminal, asJson);
    await writeAnchor(store, Date.now());
    const { imported, skipped, activities } = outcome;
    if (asJson) terminal.print(JSON.stringify(outcome));
    else if (terminal.locale === 'es')
      terminal.print(`${imported} casos importados con ${activities} actividades; ${skipped} ya estaban`);
    else
      terminal.print(
        `${imported} cases imported with ${activities} activities; ${skipped} were there already`,
      );
    return 0;
  } finally {
    await store.close();
  }
}

function refused(problems: Problem[], { print, locale }: Terminal, asJson: boolean): number {
  if (asJson) {
    print(JSON.stringify({ ok: false, problems: withMessages(problems) }, null, 2));
    return 1;
  }
  for (const each of problemLines(problems, locale)) print(each);
  print(locale === 'es' ? 'No se importó nada.' : 'Nothing was imported.');
  return 1;
}
