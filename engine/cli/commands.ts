// The registry of commands. A new one is a file and a line here.
import type { CliCommand } from './command.ts';
import { deploy } from './deploy.ts';
import { lint } from './lint.ts';
import { run } from './run.ts';
import { start } from './start.ts';
import { verify } from './verify.ts';

export const commands = {
  start,
  deploy,
  lint: {
    usage: 'cauce lint FILE... [--json]',
    summary: 'says what is wrong with drawings, and what to do, without deploying anything',
    options: {},
    async run({ values, positionals }, { print, complain, locale }) {
      const { exitCode, output } = await lint(positionals, { json: values.json === true, locale });
      (exitCode === 2 ? complain : print)(output);
      return exitCode;
    },
  },
  run,
  verify,
} satisfies { [name: string]: CliCommand };
