// Processes of the benchmark: each answers questions one by one, and ends with whoever asked.
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export interface Child {
  ask<T>(message: object): Promise<T>;
  stop(): Promise<void>;
}

/** Runs a file: one of this folder by its bare name, or any by its address. */
export function launch(
  file: string | URL,
  args: string[],
  env: { [name: string]: string } = {},
  execArgv: string[] = [],
): Child {
  const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
  const address = file instanceof URL ? file : new URL(`./${file}.${extension}`, import.meta.url);
  const child = fork(fileURLToPath(address), args, {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    serialization: 'advanced',
    execArgv: [...process.execArgv, ...execArgv],
    env: { ...process.env, NODE_ENV: 'production', ...env },
  });
  const ended = (code: number | null) => new Error(`Expected ${file} to answer, but it ended (${code})`);
  return {
    ask: (message) =>
      new Promise((resolve, reject) => {
        if (!child.connected) return reject(ended(child.exitCode));
        const gone = (code: number | null) => reject(ended(code));
        child.once('exit', gone);
        child.once('message', (answer) => {
          child.off('exit', gone);
          resolve(answer as never);
        });
        child.send(message);
      }),
    stop: () =>
      new Promise((resolve) => {
        if (!child.connected) return resolve();
        child.once('exit', () => resolve());
        child.disconnect();
      }),
  };
}

/** In the process that was launched: `answer` is asked for each message, but for those that ask for its CPU. */
export function answering<T>(answer: (message: T) => Promise<unknown>, close: () => Promise<void>): void {
  process.on('message', (message) => {
    if ((message as { cpu?: boolean }).cpu) {
      const { user, system } = process.cpuUsage();
      process.send?.((user + system) / 1000);
    } else
      answer(message as T).then(
        (value) => process.send?.(value ?? {}),
        (error) => {
          console.error(error);
          process.exit(1);
        },
      );
  });
  process.on('disconnect', () => {
    close().then(() => process.exit());
  });
}
