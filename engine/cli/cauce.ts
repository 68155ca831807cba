#!/usr/bin/env node
// The command line: `cauce COMMAND [options]`. Exit codes: 0 fine, 1 what was asked about is wrong, 2 the call is wrong.
import { type ParseArgsConfig, parseArgs } from 'node:util';
import type { Locale } from '../problemCatalog.ts';
import { type CliCommand, type CommandLine, createTerminal, refusalOf, type Terminal } from './command.ts';
import { commands } from './commands.ts';
import { localeOf } from './locale.ts';

const [name, ...rest] = process.argv.slice(2);
// Output that nobody reads any more (`cauce ... | head`) is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit();
  throw error;
});
process.exitCode = await main(name, rest);

async function main(name: string | undefined, rest: string[]): Promise<number> {
  const terminal = createTerminal(localeOf(process.env));
  if (name === undefined || name === '--help' || name === 'help') {
    (name === undefined ? terminal.complain : terminal.print)(await overview(terminal.locale));
    return name === undefined ? 2 : 0;
  }
  if (!Object.hasOwn(commands, name))
    return terminal.refuse('COMMAND_UNKNOWN', { name, known: Object.keys(commands).join(', ') });
  const command: CliCommand = await commands[name as keyof typeof commands]();
  const line = parsed(rest, command, terminal);
  if (line === undefined) return 2;
  if (line.values.help === true) {
    const { usage, summary, help } = command;
    terminal.print([usage, summary[terminal.locale], ...(help ? [help[terminal.locale]] : [])].join('\n\n'));
    return 0;
  }
  return runCommand(command, line, line.values.json === true ? createTerminal('en') : terminal);
}

async function runCommand(command: CliCommand, line: CommandLine, terminal: Terminal): Promise<number> {
  try {
    return await command.run(line, terminal);
  } catch (error) {
    const refusal = refusalOf(error);
    if (!refusal) throw error;
    return terminal.refuse(refusal.code, refusal.values);
  }
}

function parsed(args: string[], command: CliCommand, terminal: Terminal): CommandLine | undefined {
  const options: ParseArgsConfig['options'] = {
    ...command.options,
    json: { type: 'boolean' },
    help: { type: 'boolean' },
  };
  try {
    const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
    return { values: values as CommandLine['values'], positionals };
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const option = /'(-[^']*)'/.exec(message)?.[1];
    if (code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION' && option) terminal.refuse('OPTION_UNKNOWN', { option });
    else terminal.refuse('OPTION_VALUE_WRONG', { detail: message });
    terminal.complain(command.usage);
    return undefined;
  }
}

async function overview(locale: Locale): Promise<string> {
  const lines: string[] = [];
  for (const [name, load] of Object.entries(commands))
    lines.push(`  ${name.padEnd(10)} ${(await load()).summary[locale]}`);
  const head = locale === 'es' ? 'Uso: cauce ORDEN [opciones]' : 'Usage: cauce COMMAND [options]';
  return `${head}   (cauce ${locale === 'es' ? 'ORDEN' : 'COMMAND'} --help)\n\n${lines.join('\n')}`;
}
