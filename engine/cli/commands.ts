// The registry of commands. A new one is a file and a line here. Each is loaded when it is called: that most need no server
// is half a second less to wait.
import type { CliCommand } from './command.ts';

export const commands = {
  start: async () => (await import('./start.ts')).start,
  deploy: async () => (await import('./deploy.ts')).deploy,
  lint: async () => (await import('./lint.ts')).lintCommand,
  layout: async () => (await import('./layout.ts')).layoutCommand,
  run: async () => (await import('./run.ts')).run,
  test: async () => (await import('./test.ts')).test,
  due: async () => (await import('./due.ts')).dueCommand,
  diff: async () => (await import('./diff.ts')).diff,
  verify: async () => (await import('./verify.ts')).verify,
  rebuild: async () => (await import('./rebuild.ts')).rebuild,
  import: async () => (await import('./import.ts')).importCommand,
  backup: async () => (await import('./backup.ts')).backup,
  bench: async () => (await import('./bench.ts')).bench,
} satisfies {
  [name: string]: () => Promise<CliCommand>;
};
