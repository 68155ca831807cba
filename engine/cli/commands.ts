// The registry of commands. A new one is a file and a line here.
import { backup } from './backup.ts';
import { bench } from './bench.ts';
import type { CliCommand } from './command.ts';
import { deploy } from './deploy.ts';
import { lintCommand } from './lint.ts';
import { rebuild } from './rebuild.ts';
import { run } from './run.ts';
import { start } from './start.ts';
import { test } from './test.ts';
import { verify } from './verify.ts';

export const commands = {
  start,
  deploy,
  lint: lintCommand,
  run,
  test,
  verify,
  rebuild,
  backup,
  bench,
} satisfies {
  [name: string]: CliCommand;
};
