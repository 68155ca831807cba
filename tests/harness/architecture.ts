// The house rules as functions over source texts, so that they can be shown to fail as well as to pass.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';

export interface Source {
  /** Relative to the package's root, with forward slashes. */
  path: string;
  text: string;
}

/** Every TypeScript file under the folders. */
export function sourcesIn(root: string, folders: readonly string[]): Source[] {
  return folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts') && !name.includes('node_modules'))
      .map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
      .sort()
      .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') })),
  );
}

export interface Import {
  /** A path within the package, or a package's name. */
  target: string;
  isTypeOnly: boolean;
}

const STATEMENT =
  /^\s*(?:import|export)\s+(?:(type)\s+)?([^'";]*?)\s*from\s*['"]([^'"]+)['"]|^\s*import\s*['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)/gm;

export function importsOf({ path, text }: Source): Import[] {
  return [...withoutComments(text).matchAll(STATEMENT)].map(([, type, names, from, bare, dynamic]) => {
    const specifier = from ?? bare ?? dynamic ?? '';
    const target = specifier.startsWith('.') ? normalize(join(dirname(path), specifier)) : specifier;
    return { target: target.replaceAll('\\', '/'), isTypeOnly: type === 'type' || allTypes(names) };
  });
}

/** `{ type A, type B }`. */
function allTypes(names: string | undefined): boolean {
  const inner = /^\{([\s\S]*)\}$/.exec(names?.trim() ?? '')?.[1];
  const each = inner?.split(',').filter((name) => name.trim() !== '') ?? [];
  return each.length > 0 && each.every((name) => name.trim().startsWith('type '));
}

/** Comments and the insides of strings say nothing about what the code does. */
export function codeOf(text: string): string {
  return withoutComments(text).replace(/'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`/g, "''");
}

function withoutComments(text: string): string {
  return text.replace(
    /('(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`)|\/\*[\s\S]*?\*\/|\/\/[^\n]*/g,
    '$1',
  );
}

export interface ImportRule {
  /** Longest first: the first folder that holds the file decides. */
  folder: string;
  /** Folders or files it may import from, besides itself; packages are another rule's business. */
  from: readonly string[];
  /** The same, for types alone. */
  types?: readonly string[];
}

/** `path imports target`, for each import of our own files that no rule allows. */
export function forbiddenImports(sources: readonly Source[], rules: readonly ImportRule[]): string[] {
  return sources.flatMap((source) => {
    const rule = rules.find(({ folder }) => isWithin(source.path, folder));
    if (!rule) return [`${source.path} is in no folder that the rules know`];
    return importsOf(source)
      .filter(({ target }) => /^(engine|forms|admin|processes|tests)\//.test(target))
      .filter(({ target, isTypeOnly }) => {
        const allowed = [rule.folder, ...rule.from, ...(isTypeOnly ? (rule.types ?? []) : [])];
        return !allowed.some((folder) => isWithin(target, folder));
      })
      .map(({ target }) => `${source.path} imports ${target}`);
  });
}

function isWithin(path: string, folder: string): boolean {
  return path === folder || path.startsWith(`${folder}/`);
}

const IMPURE: readonly [RegExp, string][] = [
  [/\bDate\b/, 'Date'],
  [/\bMath\.random\b/, 'Math.random'],
  [/\bIntl\b/, 'Intl'],
  [/\btoLocale\w*\(/, 'toLocale...'],
  [/\b(?:async|await)\b/, 'async'],
  [/\b(?:set(?:Timeout|Interval|Immediate)|queueMicrotask)\b/, 'timers'],
  [/\bprocess\.\w/, 'process'],
  [/\b(?:console|performance|crypto)\.\w/, 'console, performance or crypto'],
  [/\bfetch\(/, 'fetch'],
];

/** What makes an answer depend on more than its arguments. */
export function impurities(sources: readonly Source[]): string[] {
  return sources.flatMap((source) => {
    const code = codeOf(source.text);
    const found = IMPURE.filter(([pattern]) => pattern.test(code)).map(([, name]) => name);
    const outside = importsOf(source)
      .map(({ target }) => target)
      .filter((target) => target.startsWith('node:'));
    return [...found, ...outside].map((name) => `${source.path} uses ${name}`);
  });
}

export function tooLong(
  sources: readonly Source[],
  limit: number,
  exceptions: ReadonlySet<string>,
): string[] {
  return sources
    .filter(({ path }) => !exceptions.has(path))
    .map(({ path, text }) => ({ path, lines: text.trimEnd().split('\n').length }))
    .filter(({ lines }) => lines > limit)
    .map(({ path, lines }) => `${path} has ${lines} lines`);
}

const FORBIDDEN_TYPING = /(?:[:<,|&(]\s*|\bas\s+)any\b(?!\s*[:(=])|@ts-(?:ignore|nocheck|expect-error)/;

export function untyped(sources: readonly Source[]): string[] {
  return sources
    .filter(
      ({ text }) => FORBIDDEN_TYPING.test(codeOf(text)) || /@ts-(?:ignore|nocheck|expect-error)/.test(text),
    )
    .map(({ path }) => path);
}

export function withoutHead(sources: readonly Source[]): string[] {
  return sources.filter(({ text }) => !/^(#!.*\n)?\/\/ \S/.test(text)).map(({ path }) => path);
}

const VAGUE = new Set(
  'util utils utility utilities helper helpers manager managers common commons misc shared base impl'.split(
    ' ',
  ),
);

/** Paths with a word that says nothing, as a part of a file's or folder's name. */
export function vagueNames(paths: readonly string[]): string[] {
  return paths.filter((path) => {
    const words = path.replace(/([a-z0-9])([A-Z])/g, '$1 $2').split(/[^A-Za-z0-9]+/);
    return words.some((word) => VAGUE.has(word.toLowerCase()));
  });
}

/** Codes that a catalog gives texts in two languages, with the file that does. */
export function catalogedCodes(sources: readonly Source[]): { code: string; path: string }[] {
  return sources.flatMap(({ path, text }) =>
    [...text.matchAll(/^\s+([A-Z][A-Z0-9_]+): \{\s*(?:es|en):/gm)].map(([, code]) => ({
      code: code ?? '',
      path,
    })),
  );
}

/** Catalog entries whose code no file outside the catalogs names. */
export function unusedCodes(sources: readonly Source[]): string[] {
  const codes = catalogedCodes(sources);
  const catalogs = new Set(codes.map(({ path }) => path));
  const used = new Set(
    sources
      .filter(({ path }) => !catalogs.has(path))
      .flatMap(({ text }) => [...text.matchAll(/['"]([A-Z][A-Z0-9_]+)['"]/g)].map(([, code]) => code ?? '')),
  );
  return codes.filter(({ code }) => !used.has(code)).map(({ code, path }) => `${code} of ${path}`);
}

/** `path imports package`, where a package is imported outside the files that may. */
export function strayPackages(
  sources: readonly Source[],
  packages: readonly string[],
  allowed: (path: string, isTypeOnly: boolean) => boolean,
): string[] {
  return sources.flatMap((source) =>
    importsOf(source)
      .filter(({ target }) => packages.some((name) => target === name || target.startsWith(`${name}/`)))
      .filter(({ isTypeOnly }) => !allowed(source.path, isTypeOnly))
      .map(({ target }) => `${source.path} imports ${target}`),
  );
}
