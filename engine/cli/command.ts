// What a command of the command line is.
import type { Locale } from '../model/index.ts';

export interface CommandLine {
  values: { [option: string]: string | boolean | undefined };
  positionals: string[];
}

export interface Terminal {
  print(text: string): void;
  complain(text: string): void;
  locale: Locale;
}

export interface CliCommand {
  usage: string;
  summary: string;
  options: { [name: string]: { type: 'string' | 'boolean' } };
  /** Gives the exit code. */
  run(line: CommandLine, terminal: Terminal): Promise<number>;
}
