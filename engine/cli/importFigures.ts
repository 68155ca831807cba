// `cauce import figures`: numbers that come from outside (training, sprints, products held, studies), for the indicators.
import { readFile, stat } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { basename } from 'node:path';
import type { Json } from '../core/json.ts';
import {
  type FiguresRead,
  figureNames,
  figuresToKeep,
  type IndicatorDefinition,
  isIndicator,
  readFigureJson,
  readFigureTable,
} from '../metrics/index.ts';
import { csvText, readCsv } from '../runtime/csvTable.ts';
import type { Problem } from '../runtime/engine.ts';
import { deployedFiles } from '../runtime/indicators/deployedFiles.ts';
import { createFigures } from '../runtime/indicators/figures.ts';
import { type OpenStore, openStore } from '../store/openStore.ts';
import { bogota } from '../time/index.ts';
import { type CommandLine, databaseOf, isServer, type Terminal } from './command.ts';
import { nothingImported } from './nothingImported.ts';
import { problemLines, withMessages } from './problemLines.ts';

export async function importFiguresOf(
  { path, source }: { path: string; source: string },
  line: CommandLine,
  terminal: Terminal,
): Promise<number> {
  const asJson = line.values.json === true;
  const content = await readFile(path);
  const database = databaseOf(line);
  // Reading only: no database is made where a path is wrong.
  if (!isServer(database)) await stat(database);
  const store = await openStore({ filename: database });
  try {
    const read = figuresIn(content, path, figureNames(await indicatorsOf(store)));
    const problems = read.problems.map((problem): Problem => ({ ...problem, resource: basename(path) }));
    if (problems.some(({ severity }) => severity === 'error'))
      return nothingImported(problems, terminal, asJson);
    const kept = await createFigures({ store, zone: bogota, now: Date.now }).add({
      figures: figuresToKeep(read.rows),
      source,
      by: userInfo().username,
      content: content.toString('utf8'),
    });
    const { added, replaced, unchanged } = kept;
    if (asJson) terminal.print(JSON.stringify({ ok: true, ...kept, problems: withMessages(problems) }));
    else {
      for (const each of problemLines(problems, terminal.locale)) terminal.print(each);
      terminal.print(
        terminal.locale === 'es'
          ? `${added} cifras nuevas, ${replaced} en lugar de otras, ${unchanged} que ya estaban`
          : `${added} new figures, ${replaced} in the place of others, ${unchanged} that were there already`,
      );
    }
    return 0;
  } finally {
    await store.close();
  }
}

/** `.json` is a list of figures, anything else a table. */
function figuresIn(content: Buffer, path: string, names: readonly string[]): FiguresRead {
  // Without any indicator there is nothing to compare the names with.
  const options = names.length > 0 ? { names } : {};
  const text = csvText(content);
  if (text === undefined)
    return { rows: [], problems: [{ severity: 'error', code: 'FIGURES_NOT_TEXT', values: {} }] };
  if (!/\.json$/i.test(path)) return readFigureTable(readCsv(text), options);
  try {
    return readFigureJson(JSON.parse(text) as Json, options);
  } catch {
    // The one way to ask whether a text is JSON.
    return { rows: [], problems: [{ severity: 'error', code: 'FIGURES_SHAPE', values: {} }] };
  }
}

async function indicatorsOf(store: OpenStore): Promise<IndicatorDefinition[]> {
  const files = await deployedFiles(store);
  return files.flatMap(({ indicators }) =>
    Array.isArray(indicators) ? (indicators.filter(isIndicator) as unknown as IndicatorDefinition[]) : [],
  );
}
