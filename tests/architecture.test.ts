// The house rules of the code base: who imports whom, what is pure, how long and how named files are.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { problemTexts as coreTexts } from '../engine/core/problems.ts';
import { problemTexts as modelTexts } from '../engine/model/index.ts';
import {
  catalogedCodes,
  codeOf,
  forbiddenImports,
  type ImportRule,
  impurities,
  sourcesIn,
  strayPackages,
  tooLong,
  untyped,
  unusedCodes,
  vagueNames,
  withoutHead,
} from './harness/architecture.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const sources = sourcesIn(root, ['engine', 'forms', 'admin']);

const RULES: ImportRule[] = [
  { folder: 'engine/core', from: [] },
  { folder: 'engine/model', from: ['engine/core'] },
  { folder: 'engine/time', from: ['engine/core'] },
  { folder: 'engine/expressions', from: ['engine/core'] },
  { folder: 'engine/metrics', from: ['engine/core', 'engine/time', 'engine/expressions'] },
  { folder: 'engine/compare', from: ['engine/core', 'engine/runtime/csvTable.ts'] },
  { folder: 'engine/merge', from: ['engine/model/markup.ts'] },
  { folder: 'engine/store', from: ['engine/core'] },
  {
    folder: 'engine/audit',
    from: ['engine/core', 'engine/model', 'engine/expressions', 'engine/time', 'engine/store'],
  },
  { folder: 'engine/jobs', from: ['engine/core', 'engine/store', 'engine/expressions'] },
  {
    folder: 'engine/runtime',
    from: [
      'engine/core',
      'engine/model',
      'engine/expressions',
      'engine/time',
      'engine/metrics',
      'engine/store',
      'engine/jobs',
    ],
  },
  { folder: 'engine/access', from: ['engine/core', 'engine/store'], types: ['engine/runtime/engine.ts'] },
  { folder: 'engine/http', from: ['engine', 'forms'] },
  { folder: 'engine', from: ['engine', 'forms', 'admin'] },
  { folder: 'forms', from: ['engine/expressions'], types: ['engine/core/json.ts', 'engine/core/problem.ts'] },
  // The one door through which the pages take from the engine.
  { folder: 'admin/engine.ts', from: ['engine'] },
  // Islands run in the browser: of the engine they may use what is pure, and what runs and judges drawings in memory.
  {
    folder: 'admin/islands',
    from: [
      'admin',
      'forms',
      'engine/core',
      'engine/model',
      'engine/time',
      'engine/expressions',
      'engine/simulation',
      'engine/lint',
      'engine/compare',
      'engine/merge',
      'engine/exchange/blankDecision.ts',
      'engine/runtime/checkFeel.ts',
      'engine/testing',
      'engine/problemCatalog.ts',
      'engine/runtime/checkSlas.ts',
      'engine/runtime/csvTable.ts',
      'engine/runtime/drawingContent.ts',
      'engine/runtime/folderLookups.ts',
      'engine/runtime/memoryRuntime.ts',
    ],
  },
  // Replay folds a history that the engine hands out: it knows the shape of what it folds.
  { folder: 'admin', from: ['forms'], types: ['engine/index.ts', 'engine/core'] },
];

const PURE = ['engine/core/', 'engine/time/', 'engine/metrics/', 'engine/simulation/'];

/** Files that may be longer than 200 lines, each with its reason. */
const LONG: ReadonlyMap<string, string> = new Map([
  [
    'engine/store/migrations/0001_initial.ts',
    'the whole first schema is one migration, and migrations are never split',
  ],
  ['admin/engine.ts', 'the one list of what the pages take from the engine, a name a line'],
]);

describe('this code base', () => {
  test('imports only as the rules allow', () => {
    expect(forbiddenImports(sources, RULES)).toEqual([]);
  });

  test('has pure folders that depend on nothing but arguments', () => {
    expect(impurities(sources.filter(({ path }) => PURE.some((folder) => path.startsWith(folder))))).toEqual(
      [],
    );
  });

  test('has a core that compiles without the types of Node and of the browser', () => {
    const tsc = fileURLToPath(new URL('../node_modules/typescript/bin/tsc', import.meta.url));
    const run = spawnSync(process.execPath, [tsc, '-p', 'engine/core', '--noEmit'], {
      cwd: root,
      encoding: 'utf8',
    });
    expect(run.stdout + run.stderr).toBe('');
    expect(run.status).toBe(0);
  });

  test('has short, typed files, each saying at its head what it is for', () => {
    expect(tooLong(sources, 200, new Set(LONG.keys()))).toEqual([]);
    expect(untyped(sources)).toEqual([]);
    expect(withoutHead(sources)).toEqual([]);
  });

  test('has no vague names', () => {
    expect(vagueNames(sources.map(({ path }) => path))).toEqual([]);
  });

  test('names the database drivers in the dialects, and the query builder in the store alone', () => {
    const isDialect = (path: string): boolean => path.startsWith('engine/store/dialects/');
    expect(strayPackages(sources, ['sqlite3', 'pg'], isDialect)).toEqual([]);
    const mayQuery = (path: string, isTypeOnly: boolean): boolean =>
      path.startsWith('engine/store/') ||
      (['engine/index.ts', 'engine/options.ts'].includes(path) && isTypeOnly);
    expect(strayPackages(sources, ['knex'], mayQuery)).toEqual([]);
  });

  test('uses the XML library in the model alone', () => {
    const mayParse = (path: string): boolean => /^(engine\/model|admin\/islands)\//.test(path);
    expect(
      strayPackages(sources, ['bpmn-moddle', 'zeebe-bpmn-moddle', 'camunda-bpmn-moddle'], mayParse),
    ).toEqual([]);
  });

  test('says each problem in two languages, and only problems that occur', () => {
    expect(catalogedCodes(sources).length).toBeGreaterThan(80);
    expect(unusedCodes(sources)).toEqual([]);
    for (const [code, texts] of [...modelTexts, ...Object.entries(coreTexts)]) {
      expect(
        Object.values(texts).every((text) => text.length > 10),
        code,
      ).toBe(true);
    }
  });

  test('says every problem that the model reader reports', () => {
    const model = sources.filter(({ path }) => path.startsWith('engine/model/') && !path.includes('/texts/'));
    const used = model.flatMap(({ text }) =>
      [...text.matchAll(/'([A-Z]+(?:_[A-Z0-9]+)+)'/g)].map((match) => match[1]!),
    );
    expect(used.length).toBeGreaterThan(40);
    expect(used.filter((name) => !modelTexts.has(name) && !name.startsWith('ERR_'))).toEqual([]);
  });
});

describe('the rules', () => {
  const source = (path: string, text: string) => ({ path, text });

  test('find a forbidden import, however it is written', () => {
    const found = forbiddenImports(
      [
        source('engine/core/a.ts', "import { x } from '../store/b.ts';"),
        source('engine/core/b.ts', "import type { X } from '../model/c.ts';"),
        source('engine/core/c.ts', "export {\n  y,\n} from '../../forms/d.ts';"),
        source('engine/core/d.ts', "const z = await import('../time/e.ts');"),
        source('engine/core/e.ts', "import '../jobs/f.ts';"),
        source('engine/core/fine.ts', "import { x } from './elements/a.ts'; // import '../store/x.ts'"),
        source('forms/g.ts', "import { type Json } from '../engine/core/json.ts';"),
        source('forms/h.ts', "import { type Json, lookup } from '../engine/core/json.ts';"),
        source('elsewhere/i.ts', ''),
      ],
      RULES,
    );
    expect(found).toEqual([
      'engine/core/a.ts imports engine/store/b.ts',
      'engine/core/b.ts imports engine/model/c.ts',
      'engine/core/c.ts imports forms/d.ts',
      'engine/core/d.ts imports engine/time/e.ts',
      'engine/core/e.ts imports engine/jobs/f.ts',
      'forms/h.ts imports engine/core/json.ts',
      'elsewhere/i.ts is in no folder that the rules know',
    ]);
  });

  test('find impure code, and let comments and texts speak of it', () => {
    const impure = [
      'new Date()',
      'Math.random()',
      'Intl.NumberFormat',
      'async function f() {}',
      'setTimeout(f, 1)',
      'process.env.A',
      'console.log(1)',
      "fetch('x')",
      "import { readFile } from 'node:fs';",
    ];
    for (const text of impure) expect(impurities([source('a.ts', text)]), text).toHaveLength(1);
    const pure =
      "// new Date() in a comment\nconst a = 'Math.random() in a text'; /* async */ const process = 1;";
    expect(impurities([source('a.ts', pure)])).toEqual([]);
  });

  test('find long, untyped and unexplained files', () => {
    expect(tooLong([source('a.ts', 'x\n'.repeat(201))], 200, new Set())).toEqual(['a.ts has 201 lines']);
    expect(tooLong([source('a.ts', 'x\n'.repeat(200))], 200, new Set())).toEqual([]);
    expect(tooLong([source('a.ts', 'x\n'.repeat(201))], 200, new Set(['a.ts']))).toEqual([]);
    for (const text of ['let a: any;', 'f(x as any)', 'const a: Map<string, any> = b;', '// @ts-ignore\nx']) {
      expect(untyped([source('a.ts', text)]), text).toEqual(['a.ts']);
    }
    expect(untyped([source('a.ts', "const any = 1; // any: any\nconst a = 'as any';")])).toEqual([]);
    expect(withoutHead([source('a.ts', "import 'x';\n// late")])).toEqual(['a.ts']);
    expect(withoutHead([source('a.ts', '// What this is for.\n')])).toEqual([]);
  });

  test('find vague names, as a word of a file or folder', () => {
    const vague = [
      'a/utils/b.ts',
      'a/stringUtil.ts',
      'a/helpers.ts',
      'JobManager.ts',
      'a/baseTask.ts',
      'common/a.ts',
    ];
    expect(vagueNames(vague)).toEqual(vague);
    expect(vagueNames(['engine/store/database.ts', 'forms/shaper.ts', 'engine/core/simple.ts'])).toEqual([]);
  });

  test('find packages where they do not belong', () => {
    const found = strayPackages(
      [
        source('a.ts', "import knex from 'knex';"),
        source('b.ts', "import type { Knex } from 'knex';"),
        source('c.ts', "import x from 'knex-like';"),
      ],
      ['knex'],
      (path, isTypeOnly) => path === 'b.ts' && isTypeOnly,
    );
    expect(found).toEqual(['a.ts imports knex']);
  });

  test('find texts of problems that never occur', () => {
    const catalog = source(
      'texts.ts',
      "export const texts = {\n  GONE: {\n    es: 'a',\n  },\n  USED: { es: 'b' },\n};",
    );
    expect(unusedCodes([catalog, source('a.ts', "fail('USED')")])).toEqual(['GONE of texts.ts']);
  });

  test('read code without its comments and texts', () => {
    expect(codeOf("a('x // y') // z\n/* b */ c")).toBe("a('') \n c");
  });
});
