// `cauce backup`: a copy of the database while its server runs; its keys go to a second file, or are left out.
import { type Locale, problemText } from '../problemCatalog.ts';
import { type Backup, backup as backupDatabase } from '../store/backup.ts';
import { type CliCommand, databaseOf, isServer, refusalOf, type Terminal, text } from './command.ts';
import { createProgress } from './progress.ts';

export const backup: CliCommand = {
  usage: 'cauce backup FILE [--keys FILE] [--database cauce.db] [--json]',
  help: {
    es:
      'La copia es otra base de datos, completa y de un solo instante; el servidor sigue atendiendo mientras se hace.\n' +
      'Las llaves de los datos personales no van en ella: --keys las copia a un segundo archivo, que se guarda aparte.\n' +
      'La llave maestra nunca se copia. Para restaurar: FILE como cauce.db y las llaves como cauce.db.keys.',
    en:
      'The copy is another database, whole and of one instant; the server goes on answering while it is made.\n' +
      'The keys of personal data are not in it: --keys copies them to a second file, to be kept apart.\n' +
      'The master key is never copied. To restore: FILE as cauce.db, and the keys as cauce.db.keys.',
  },
  summary: {
    es: 'copia la base de datos mientras el servidor sigue; las llaves de los datos personales, aparte',
    en: 'copies the database while the server goes on; the keys of personal data apart',
  },
  options: { database: { type: 'string' }, keys: { type: 'string' } },
  async run(line, terminal) {
    const [target] = line.positionals;
    if (target === undefined || line.positionals.length > 1) {
      const expected = terminal.locale === 'es' ? 'un archivo' : 'one file';
      const given = line.positionals.length;
      return terminal.refuse('ARGUMENTS_WRONG', { expected, given, usage: backup.usage });
    }
    const database = databaseOf(line);
    if (isServer(database)) return terminal.refuse('BACKUP_OF_SERVER', {});
    const keysTarget = text(line, 'keys');
    const progress = createProgress(terminal);
    return failingWith1(database, terminal, async () => {
      const made = await backupDatabase({
        database,
        target,
        keysTarget,
        progress: (written, most) =>
          progress.at(
            `${megabytes(written)} de ${megabytes(most)} MB como máximo`,
            `${megabytes(written)} of at most ${megabytes(most)} MB`,
          ),
      });
      if (line.values.json === true) terminal.print(JSON.stringify(made, null, 2));
      else for (const said of lines(made, terminal.locale)) terminal.print(said);
    });
  },
};

/** A full disk or the like is no fault of the call. */
async function failingWith1(
  filename: string,
  terminal: Terminal,
  work: () => Promise<void>,
): Promise<number> {
  try {
    await work();
    return 0;
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    const isOurs = refusalOf(error)?.code === code;
    if (isOurs || !/^SQLITE_|^E[A-Z]+$/.test(code)) throw error;
    terminal.complain(problemText('BACKUP_FAILED', { filename, reason: code }, terminal.locale));
    return 1;
  }
}

function lines({ file, bytes, position, at, keys }: Backup, locale: Locale): string[] {
  const until = at === null ? '–' : new Date(at).toISOString();
  if (locale === 'es')
    return [
      `Copia: ${file}, ${megabytes(bytes)} MB; último lote: ${position}, de ${until}`,
      keys
        ? `Llaves: ${keys.file}, ${megabytes(keys.bytes)} MB; guárdelas aparte de la copia, y la llave maestra aparte de ambas`
        : 'Las llaves de los datos personales no están en ella: cópielas con --keys ARCHIVO',
    ];
  return [
    `Backup: ${file}, ${megabytes(bytes)} MB; last batch: ${position}, of ${until}`,
    keys
      ? `Keys: ${keys.file}, ${megabytes(keys.bytes)} MB; keep them apart from the backup, and the master key apart from both`
      : 'The keys of personal data are not in it: copy them with --keys FILE',
  ];
}

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(1);
}
