// What the processes of the HTTP benchmark share: they answer questions one by one, and end with whoever asked.

/** `answer` is asked for each message; the process ends when its parent lets go. */
export function answering(answer: (message: never) => Promise<unknown>, close: () => Promise<void>): void {
  process.on('message', (message) => {
    const { cpu } = message as { cpu?: boolean };
    if (cpu) {
      const { user, system } = process.cpuUsage();
      process.send?.((user + system) / 1000);
    } else answer(message as never).then((value) => process.send?.(value));
  });
  process.on('disconnect', () => {
    close().then(() => process.exit());
  });
}
