// `cauce deploy PATH`: deploys a process folder or one file into a database that no server is writing.
import { stat } from 'node:fs/promises';
import { createCauce } from '../index.ts';
import { readFolder } from '../runtime/folder.ts';
import { type CliCommand, databaseOf } from './command.ts';
import { problemLines, withMessages } from './problemLines.ts';
import { whileWorking } from './progress.ts';

export const deploy: CliCommand = {
  usage: 'cauce deploy PATH [--database cauce.db | postgres://...] [--json]',
  summary: {
    es: 'despliega la carpeta de un proceso o un archivo; todo, o nada',
    en: 'deploys a process folder or a file; all of it, or nothing',
  },
  options: { database: { type: 'string' } },
  async run(line, terminal) {
    const { print, refuse, locale } = terminal;
    const [path] = line.positionals;
    if (path === undefined || line.positionals.length !== 1) {
      const expected = locale === 'es' ? 'una carpeta o un archivo' : 'one folder or file';
      return refuse('ARGUMENTS_WRONG', { expected, given: line.positionals.length, usage: deploy.usage });
    }
    // Before the database, so that a wrong path does not leave one behind.
    await stat(path);
    if ((await readFolder(path)).length === 0) return refuse('FOLDER_WITHOUT_RESOURCES', { path });
    const cauce = await createCauce({ database: databaseOf(line) });
    try {
      const outcome = await whileWorking(
        terminal,
        `desplegando ${path}`,
        `deploying ${path}`,
        cauce.deployFolder(path),
      );
      if (line.values.json === true) {
        print(JSON.stringify({ ...outcome, problems: withMessages(outcome.problems) }, null, 2));
        return outcome.ok ? 0 : 1;
      }
      for (const text of problemLines(outcome.problems, locale)) print(text);
      if (!outcome.ok) {
        print(locale === 'es' ? 'No se desplegó nada.' : 'Nothing was deployed.');
        return 1;
      }
      for (const { kind, id, version, unchanged } of outcome.definitions)
        print(`${kind} ${id} v${version}${unchanged ? ' (=)' : ''}`);
      return 0;
    } finally {
      await cauce.close();
    }
  },
};
