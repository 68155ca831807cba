// `cauce import cases`: old cases of another tool, with their dates, beside those of this one.
import { readFile, stat } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { basename } from 'node:path';
import { writeAnchor } from '../audit/anchors.ts';
import { importCases } from '../runtime/caseImport/importCases.ts';
import { type CaseMapping, defaultMapping, readMapping } from '../runtime/caseImport/mapping.ts';
import { createDefinitions } from '../runtime/definitions.ts';
import { feelFunctions } from '../runtime/feelFunctions.ts';
import { openStore } from '../store/openStore.ts';
import { type CommandLine, callError, databaseOf, type Terminal, text } from './command.ts';
import { nothingImported } from './nothingImported.ts';
import { createProgress } from './progress.ts';

export async function importCasesOf(
  { path, source }: { path: string; source: string },
  line: CommandLine,
  terminal: Terminal,
): Promise<number> {
  const asJson = line.values.json === true;
  const map = text(line, 'map');
  const mapping =
    map === undefined ? defaultMapping : readMapping(await readFile(map, 'utf8'), basename(map));
  if ('problems' in mapping) return nothingImported(mapping.problems, terminal, asJson);
  const file = { name: basename(path), content: await readFile(path) };
  const process = text(line, 'process') ?? '';
  return take({ file, mapping, process, source, database: databaseOf(line) }, terminal, asJson);
}

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
    if (!outcome.ok) return nothingImported(outcome.problems, terminal, asJson);
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
