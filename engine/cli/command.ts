// What a command of the command line is, and how it speaks.
import { type Locale, problemText, type Values } from '../problemCatalog.ts';

export interface CommandLine {
  values: { [option: string]: string | boolean | string[] | undefined };
  positionals: string[];
}

export interface Terminal {
  print(text: string): void;
  /** To standard error. */
  complain(text: string): void;
  /** Complains of the call, in the reader's language, and gives its exit code, 2. */
  refuse(code: string, values: Values): 2;
  locale: Locale;
}

export interface CliCommand {
  usage: string;
  /** What the usage line cannot say, for `--help`. */
  help?: { readonly [L in Locale]: string };
  summary: { readonly [L in Locale]: string };
  options: { [name: string]: { type: 'string' | 'boolean'; multiple?: true } };
  /** Gives the exit code. */
  run(line: CommandLine, terminal: Terminal): Promise<number>;
}

export function createTerminal(locale: Locale): Terminal {
  const complain = (text: string) => void process.stderr.write(`${text}\n`);
  return {
    locale,
    complain,
    print: (text) => void process.stdout.write(`${text}\n`),
    refuse(code, values) {
      complain(problemText(code, values, locale));
      return 2;
    },
  };
}

/** An expected failure of a call, thrown to where the command ends. */
export interface CallError extends Error {
  code: string;
  values: Values;
}

export function callError(code: string, values: Values): CallError {
  return Object.assign(new Error(problemText(code, values, 'en')), { code, values });
}

/** What a person can act on: a code of ours, or a file that cannot be read. Undefined: a bug of ours. */
export function refusalOf(error: unknown): { code: string; values: Values } | undefined {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return undefined;
  const { code } = error;
  if ('values' in error) return { code, values: error.values as Values };
  if (/^SQLITE_(NOTADB|CANTOPEN|CORRUPT|IOERR|FULL|READONLY|BUSY|PERM)/.test(code))
    return { code: 'DATABASE_UNREADABLE', values: { reason: code } };
  if (!('syscall' in error) || !('path' in error)) return undefined;
  return { code: 'FILE_UNREADABLE', values: { file: String(error.path), reason: code } };
}

export function text(line: CommandLine, name: string): string | undefined {
  const value = line.values[name];
  return typeof value === 'string' ? value : undefined;
}

/** Of an option that may be given several times. */
export function texts(line: CommandLine, name: string): readonly string[] {
  const values = line.values[name];
  return Array.isArray(values) ? values : [];
}

/** Whether the database is on a server and not in a file. */
export function isServer(database: string): boolean {
  return /^postgres(ql)?:\/\//i.test(database);
}

export function databaseOf(line: CommandLine): string {
  const database = text(line, 'database') ?? (process.env.DATABASE_URL || 'cauce.db');
  // Only its scheme is repeated: an address may hold a password.
  const scheme = /^([a-z][a-z0-9+]+):\/\//i.exec(database)?.[1];
  if (scheme !== undefined && !isServer(database))
    throw callError('DATABASE_ADDRESS_NOT_SUPPORTED', { scheme });
  return database;
}
