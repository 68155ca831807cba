// `cauce deploy PATH`: deploys a process folder or one file into a database that no server is writing.
import { createCauce } from '../index.ts';
import { renderProblem } from '../model/index.ts';
import type { CliCommand } from './command.ts';

export const deploy: CliCommand = {
  usage: 'cauce deploy PATH [--database cauce.db] [--json]',
  summary: 'deploys a process folder or a file; all of it, or nothing',
  options: { database: { type: 'string' } },
  async run({ values, positionals }, { print, complain, locale }) {
    const [path] = positionals;
    if (path === undefined || positionals.length !== 1) {
      complain(`Expected one path, but got ${positionals.length}. ${deploy.usage}`);
      return 2;
    }
    const database =
      typeof values.database === 'string' ? values.database : (process.env.DATABASE_URL ?? 'cauce.db');
    const cauce = await createCauce({ database });
    try {
      const outcome = await cauce.deployFolder(path);
      const problems = outcome.problems.map((problem) => ({
        ...problem,
        message: renderProblem(problem, locale),
      }));
      if (values.json === true) print(JSON.stringify({ ...outcome, problems }, null, 2));
      else {
        for (const { severity, code, resource, elementId, elementName, message } of problems)
          print(
            `${severity} ${code} ${[resource, elementId, elementName && `"${elementName}"`].filter(Boolean).join(' ')}\n    ${message}`,
          );
        if (outcome.ok)
          for (const { kind, id, version, unchanged } of outcome.definitions)
            print(`${kind} ${id} v${version}${unchanged ? ' (=)' : ''}`);
      }
      return outcome.ok ? 0 : 1;
    } catch (error) {
      if ((error as { code?: string }).code !== 'ENOENT') throw error;
      complain(`Expected a folder or file, but ${path} does not exist. ${deploy.usage}`);
      return 2;
    } finally {
      await cauce.close();
    }
  },
};
