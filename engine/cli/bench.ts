// `cauce bench`: what this machine does, beside the limit of its database driver and of Express, with this package alone.
import { tmpdir } from 'node:os';
import { parts } from '../bench/parts.ts';
import { asJson, asMarkdown } from '../bench/report.ts';
import { runParts } from '../bench/run.ts';
import { type CliCommand, type CommandLine, text } from './command.ts';
import { createProgress } from './progress.ts';

const ROUNDS = 5;

export const bench: CliCommand = {
  usage: 'cauce bench [--quick] [--only PART,...] [--folder DIR] [--database postgres://...] [--json]',
  summary: {
    es: 'mide esta máquina: en memoria, en SQLite, por HTTP y, donde hay DATABASE_URL, en PostgreSQL',
    en: 'measures this machine: in memory, on SQLite, over HTTP and, where DATABASE_URL is set, on PostgreSQL',
  },
  help: {
    es: [
      'Cada cifra es la mediana de 5 rondas alternadas con su límite: las mismas filas escritas por el controlador',
      'solo, o un POST de Express que no hace nada. --folder: dónde se escriben las bases de datos de prueba, que al',
      'final se borran; decide el disco que se mide. En PostgreSQL se crean bases de datos aparte y se borran al final.',
      `Partes: ${Object.keys(parts).join(', ')}.`,
    ].join('\n'),
    en: [
      'Each figure is the median of 5 rounds that alternate with its limit: the same rows written by the driver',
      'alone, or an Express POST that does nothing. --folder: where the databases of the trial are written, which go at',
      'the end; it decides which disk is measured. On PostgreSQL databases are made apart and dropped at the end.',
      `Parts: ${Object.keys(parts).join(', ')}.`,
    ].join('\n'),
  },
  options: {
    quick: { type: 'boolean' },
    only: { type: 'string' },
    folder: { type: 'string' },
    database: { type: 'string' },
  },
  async run(line, terminal) {
    if (line.positionals.length > 0) {
      const expected = terminal.locale === 'es' ? 'ninguno' : 'nothing';
      const given = line.positionals.length;
      return terminal.refuse('ARGUMENTS_WRONG', { expected, given, usage: bench.usage });
    }
    const server = serverOf(line);
    const wanted = partsOf(line, server !== undefined);
    const unknown = wanted.find((name) => !Object.hasOwn(parts, name));
    if (unknown !== undefined)
      return terminal.refuse('BENCH_PART_UNKNOWN', { name: unknown, known: Object.keys(parts).join(', ') });
    if (server === undefined && wanted.includes('postgres'))
      return terminal.refuse('BENCH_WITHOUT_POSTGRES', {});
    const progress = createProgress(terminal);
    const chosen = Object.entries(parts).filter(([name]) => wanted.includes(name));
    const result = await runParts(
      Object.fromEntries(chosen),
      {
        quick: line.values.quick === true,
        rounds: ROUNDS,
        within: text(line, 'folder') ?? tmpdir(),
        ...(server !== undefined && { postgres: server }),
      },
      ({ names, round, rounds }) => {
        const what = names.join(', ');
        progress.at(`ronda ${round} de ${rounds}: ${what}`, `round ${round} of ${rounds}: ${what}`);
      },
    );
    terminal.print(line.values.json === true ? asJson(result) : asMarkdown(result, terminal.locale));
    return 0;
  },
};

/** A file named in the environment is somebody's data; what is measured is written elsewhere. */
function serverOf(line: CommandLine): string | undefined {
  const named = text(line, 'database') ?? process.env.DATABASE_URL ?? '';
  return /^postgres(ql)?:\/\//i.test(named) ? named : undefined;
}

function partsOf(line: CommandLine, hasServer: boolean): string[] {
  const only = text(line, 'only');
  if (only !== undefined) return only.split(',');
  return Object.keys(parts).filter((name) => hasServer || name !== 'postgres');
}
