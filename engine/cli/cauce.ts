#!/usr/bin/env node
// The command line: `cauce COMMAND [options]`. Exit codes: 0 fine, 1 what was asked about is wrong, 2 the call is wrong.
import { type ParseArgsConfig, parseArgs } from 'node:util';
import type { CommandLine } from './command.ts';
import { commands } from './commands.ts';
import { localeOf } from './lint.ts';

const [name, ...rest] = process.argv.slice(2);
process.exitCode = await main(name, rest);

async function main(name: string | undefined, rest: string[]): Promise<number> {
  if (name === undefined || name === '--help' || name === 'help') {
    print(overview());
    return name === undefined ? 2 : 0;
  }
  const command = Object.hasOwn(commands, name) ? commands[name as keyof typeof commands] : undefined;
  if (!command) {
    complain(`Expected a command, but got ${name}. ${overview()}`);
    return 2;
  }
  let line: CommandLine;
  try {
    const options: ParseArgsConfig['options'] = {
      ...command.options,
      json: { type: 'boolean' },
      help: { type: 'boolean' },
    };
    const parsed = parseArgs({ args: rest, options, allowPositionals: true });
    line = { values: parsed.values as CommandLine['values'], positionals: parsed.positionals };
  } catch (error) {
    complain(`${error instanceof Error ? error.message : error}\n${command.usage}`);
    return 2;
  }
  if (line.values.help === true) {
    print(`${command.usage}\n\n${command.summary}`);
    return 0;
  }
  return command.run(line, { print, complain, locale: line.values.json ? 'en' : localeOf(process.env) });
}

function overview(): string {
  const lines = Object.entries(commands).map(([name, { summary }]) => `  ${name.padEnd(10)} ${summary}`);
  return `Usage: cauce COMMAND [options]   (cauce COMMAND --help)\n\n${lines.join('\n')}`;
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

function complain(text: string): void {
  process.stderr.write(`${text}\n`);
}
