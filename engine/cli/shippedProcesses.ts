// Where the processes are that come with the package.
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Beside the sources, or beside `dist`. */
export function shippedProcesses(): string {
  const near = fileURLToPath(new URL('../../processes', import.meta.url));
  return existsSync(near) ? near : fileURLToPath(new URL('../../../processes', import.meta.url));
}
