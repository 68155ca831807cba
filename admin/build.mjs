// Builds the package into dist/: the server's TypeScript, the files beside it, and the browser's islands and styles.
// Each part is skipped while its sources are as they were. Types are not checked here; `npm run check` does that.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { spokenLiterals } from './spokenLiterals.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const dist = join(root, 'dist');
const folders = ['engine', 'forms', 'admin'];
const notShipped = /(\.m?ts|\.mjs|\.md)$|(^|\/)tsconfig[^/]*\.json$|^admin\/(islands|styles)\//;

/** Every file under a folder of the package, as a path relative to its root. */
function filesUnder(folder) {
  const path = join(root, folder);
  if (!existsSync(path)) return [];
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .sort();
}

/** Changes when one of the files changes, comes or goes. */
function stampOf(files) {
  const hash = createHash('sha256');
  for (const file of files) {
    const { mtimeMs, size } = statSync(join(root, file));
    hash.update(`${file}\0${mtimeMs}\0${size}\n`);
  }
  return hash.digest('hex');
}

const stampFile = (part) => join(dist, `.stamp-${part}`);

/** Runs `work` unless the part was built from the same files and what it made is still there. */
async function build(part, files, made, work) {
  const stamp = stampOf(files);
  const known = existsSync(stampFile(part)) && readFileSync(stampFile(part), 'utf8') === stamp;
  if (known && existsSync(join(dist, made))) return;
  const started = performance.now();
  await work();
  mkdirSync(dist, { recursive: true });
  writeFileSync(stampFile(part), stamp);
  console.error(`built ${part} in ${((performance.now() - started) / 1000).toFixed(1)} s`);
}

function buildServer(sources) {
  const tsc = join(root, 'node_modules/typescript/bin/tsc');
  const run = spawnSync(process.execPath, [tsc, '-p', join(root, 'admin/tsconfig.build.json')], {
    stdio: 'inherit',
  });
  if (run.status !== 0)
    throw new Error('Expected the TypeScript sources to compile, but tsc refused them (see above).');
  const expected = new Set();
  for (const file of sources) {
    if (file.endsWith('.ts')) {
      const bare = file.slice(0, -'.ts'.length);
      expected.add(`${bare}.js`).add(`${bare}.d.ts`);
    } else if (!notShipped.test(file)) {
      expected.add(file);
      mkdirSync(dirname(join(dist, file)), { recursive: true });
      cpSync(join(root, file), join(dist, file));
    }
  }
  for (const folder of folders) {
    for (const file of filesUnder(`dist/${folder}`)) {
      const name = file.slice('dist/'.length);
      if (!name.startsWith('admin/assets/') && !expected.has(name)) rmSync(join(root, file));
    }
  }
  const program = join(dist, 'engine/cli/cauce.js');
  if (existsSync(program)) chmodSync(program, 0o755);
}

/** The browser has no threads of Node: a worker of the page reads decisions where it is. */
const withoutThreads = () => ({
  name: 'without-threads',
  enforce: 'pre',
  resolveId: (id) =>
    id.endsWith('/dmnThread.ts') ? join(root, 'engine/expressions/decisions/dmnHere.ts') : undefined,
});

/**
 * Forms are drawn in the desk's worker by the server's own templates, compiled beforehand: the pages' policy lets nothing
 * be compiled there.
 */
const compiledForms = () => ({
  name: 'compiled-forms',
  enforce: 'pre',
  resolveId: (id, importer) =>
    id === './templates.ts' && dirname(importer ?? '') === join(root, 'forms')
      ? '\0form-templates'
      : undefined,
  async load(id) {
    if (id !== '\0form-templates') return undefined;
    const { compileOptions, formSource, KEPT_HELPERS, partialSources } = await import(
      join(dist, 'forms/templateSources.js')
    );
    const { default: handlebars } = await import('handlebars');
    const compiled = (source) => `environment.template(${handlebars.precompile(source, compileOptions)})`;
    const partials = partialSources.map(
      ([name, source]) => `environment.registerPartial(${JSON.stringify(name)}, ${compiled(source)});`,
    );
    return [
      "import handlebars from 'handlebars/runtime';",
      'const environment = handlebars.create();',
      `for (const name of Object.keys(environment.helpers))`,
      `  if (!${JSON.stringify(KEPT_HELPERS)}.includes(name)) environment.unregisterHelper(name);`,
      ...partials,
      `const form = ${compiled(formSource)};`,
      'export const renderTemplate = (view) => form(view);',
    ].join('\n');
  },
});

/** Texts are served as small as the browser takes them; names of what was written. Those under a kilobyte gain nothing. */
function pack(folder, name) {
  const content = readFileSync(join(folder, name));
  if (!/\.(js|css|svg)$/.test(name) || content.length < 1_000) return [];
  const ways = {
    gz: gzipSync(content, { level: 9 }),
    br: brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }),
  };
  for (const [way, packed] of Object.entries(ways)) writeFileSync(join(folder, `${name}.${way}`), packed);
  return Object.keys(ways).map((way) => `${name}.${way}`);
}

async function buildAssets() {
  const { build: bundle } = await import('vite');
  const islands = readdirSync(join(root, 'admin/islands')).filter((name) => /^\w+\.ts$/.test(name));
  const outDir = join(dist, 'admin/assets');
  const input = { site: join(root, 'admin/styles/site.css') };
  for (const name of islands) input[name.slice(0, -'.ts'.length)] = join(root, 'admin/islands', name);
  const { output } = await bundle({
    root,
    configFile: false,
    publicDir: false,
    logLevel: 'warn',
    // Relative, so that the pages may be mounted under any path.
    base: './',
    plugins: [withoutThreads(), compiledForms(), spokenLiterals()],
    // The form editor and its fields share what is being drawn, so one copy draws both.
    resolve: { dedupe: ['preact'] },
    worker: { format: 'es', plugins: () => [withoutThreads(), compiledForms()] },
    build: {
      outDir,
      assetsDir: '.',
      manifest: 'manifest.json',
      // A running server may still serve the files of the build before; those are removed below, after the swap.
      emptyOutDir: false,
      modulePreload: { polyfill: false },
      // How long a plugin took is no news to whoever starts the product.
      rollupOptions: { input, checks: { pluginTimings: false } },
      target: 'es2022',
      chunkSizeWarningLimit: 1000,
    },
  });
  const used = new Set(output.map(({ fileName }) => fileName));
  for (const name of [...used]) for (const packed of pack(outDir, name)) used.add(packed);
  for (const file of readdirSync(outDir)) if (!used.has(file)) rmSync(join(outDir, file));
}

const configs = [
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  'admin/build.mjs',
  'admin/spokenLiterals.mjs',
];
const all = folders.flatMap(filesUnder);
const server = all.filter((file) => !/^admin\/(islands|styles)\//.test(file));
// Islands run the engine's pure parts in the browser, and the forms' renderer.
const assets = all.filter((file) =>
  /^(admin\/(islands|styles|replay|locales)\/|engine\/(compare|core|expressions|lint|model|runtime|simulation|testing|time)\/|engine\/problemSentence\.ts|forms\/)/.test(
    file,
  ),
);
// `server` as an argument leaves the browser's part out, for what serves no pages.
const only = process.argv[2];
try {
  await build('server', [...server, ...configs], 'engine', () => buildServer(server));
  if (only !== 'server')
    await build('assets', [...assets, ...configs], 'admin/assets/manifest.json', buildAssets);
} catch (problem) {
  console.error(problem instanceof Error ? problem.message : problem);
  process.exitCode = 1;
}
