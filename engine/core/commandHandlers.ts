// What each command does to an instance, before tokens move. A command that cannot be is rejected, and nothing happened.
import { clockCommands } from './clockCommands.ts';
import type { Command } from './commands.ts';
import { eventCommands } from './eventCommands.ts';
import { instanceCommands } from './instanceCommands.ts';
import { noteCommands } from './notes.ts';
import type { Step } from './step.ts';
import { workCommands } from './workCommands.ts';

export type Handlers = {
  [T in Command['type']]: (step: Step, command: Extract<Command, { type: T }>) => void;
};

export const handlers: Handlers = {
  ...instanceCommands,
  ...workCommands,
  ...eventCommands,
  ...clockCommands,
  ...noteCommands,
};
