// Finds the built styles and islands: their hashed names are in the manifest that the build leaves beside them.
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

interface Entry {
  file: string;
  css?: string[];
  imports?: string[];
}

export interface Assets {
  folder: string;
  /** Built file of the styles, and of one island with the styles that it brings. */
  styles: string | undefined;
  island(name: string): { script: string; styles: string[] } | undefined;
}

/** Beside this file when it runs from dist/, else where the build puts it. */
function assetsFolder(): string {
  const beside = fileURLToPath(new URL('../assets/', import.meta.url));
  return existsSync(beside) ? beside : fileURLToPath(new URL('../../dist/admin/assets/', import.meta.url));
}

export function loadAssets(): Assets {
  const folder = assetsFolder();
  const path = `${folder}manifest.json`;
  const manifest = existsSync(path)
    ? (JSON.parse(readFileSync(path, 'utf8')) as Record<string, Entry>)
    : Object.create(null);
  const stylesOf = (entry: Entry, seen: Set<string>): string[] => [
    ...(entry.css ?? []),
    ...(entry.imports ?? []).flatMap((name) => {
      if (seen.has(name)) return [];
      seen.add(name);
      const imported = manifest[name];
      return imported ? stylesOf(imported, seen) : [];
    }),
  ];
  return {
    folder,
    styles: manifest['admin/styles/site.css']?.file,
    island(name) {
      const entry = manifest[`admin/islands/${name}.ts`];
      return entry && { script: entry.file, styles: stylesOf(entry, new Set()) };
    },
  };
}
