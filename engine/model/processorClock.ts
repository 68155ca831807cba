// Ends what a thread does when it has used up its time of the processor.

/** On a machine that is busy with other things, waiting is not working: the clock may run this much longer. */
const PATIENCE = 4;

/**
 * Ends at the limit of processor time. A thread's own is unknown here, but it cannot be more than the whole process
 * used, so that work that only waited for the processor is given longer. The thread keeps the process alive, its clock
 * does not.
 */
export function startClock(limit: number, end: () => void): { stop(): void } {
  const started = performance.now();
  const before = process.cpuUsage();
  const check = (): void => {
    const { user, system } = process.cpuUsage(before);
    const used = (user + system) / 1000;
    const waited = performance.now() - started;
    if (used >= limit || waited >= limit * PATIENCE) end();
    else timer = setTimeout(check, Math.max(20, Math.min(limit - used, limit * PATIENCE - waited))).unref();
  };
  let timer = setTimeout(check, limit).unref();
  return { stop: () => clearTimeout(timer) };
}
