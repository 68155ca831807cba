// Every problem that the product raises is said in both languages, with values that are there.
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { placeholdersOf, problemCatalogs, problemText, problemTextOf } from '../engine/problemCatalog.ts';
import { catalogs as formMessages } from '../forms/index.ts';
import { sourcesIn } from './harness/architecture.ts';
import { raisedIn } from './harness/raisedCodes.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const sources = sourcesIn(root, ['engine', 'forms']);
const raised = sources.flatMap(raisedIn);
const texts = new Map(Object.values(problemCatalogs).flatMap((catalog) => Object.entries(catalog)));

/** Words in capitals that are no problem of ours. */
const NO_PROBLEM: [RegExp, string][] = [
  [/^ERR_|^SQLITE_/, 'codes of Node and of SQLite'],
  [/^(LABEL|LONE_SURROGATE)$/, 'why something was not taken, never said by itself'],
  [/^CAUCE_MASTER_KEY$/, 'a name in the environment'],
  [
    /^(BPMN_ELEMENT|EXECUTION_LISTENER|TASK_LISTENER|DECISION_TABLE|ERROR_THROWN)$/,
    'kinds and states of the Camunda API',
  ],
  [
    /^(CALLED_(DECISION|ELEMENT)_ERROR|CONDITION_ERROR|DECISION_EVALUATION_ERROR|EXTRACT_VALUE_ERROR|JOB_NO_RETRIES|UNHANDLED_ERROR_EVENT)$/,
    'kinds of incidents of the Camunda API',
  ],
  [
    /^(IS_[A-Z_]+|MOCK_CHILD_PROCESS|CONDITIONAL_BEHAVIOR|TERMINATE_PROCESS_INSTANCE)$/,
    'states and instructions of process tests',
  ],
  [
    /^(CONFLICT|PRECONDITION_FAILED|PRECONDITION_REQUIRED|DEADLINE_EXCEEDED|INVALID_STATE|PAYLOAD_TOO_LARGE|RESOURCE_EXHAUSTED|UNPROCESSABLE_CONTENT|ERROR|GONE)$/,
    'titles of HTTP answers',
  ],
];

/** What `evaluate` adds to everything that stops an expression. */
const addedTo = (code: string, path: string): string[] => [
  ...(code.startsWith('FEEL_') ? ['expression'] : []),
  // Findings of the audit are said with the place that each of them has.
  ...(path.startsWith('engine/audit/') ? ['stream', 'sequence', 'table', 'row', 'columns'] : []),
];

describe('the codes of problems', () => {
  test('all have a text in Spanish and in English', () => {
    const known = (code: string) =>
      texts.has(code) ||
      Object.values(formMessages).every((messages) => Object.hasOwn(messages, code)) ||
      NO_PROBLEM.some(([pattern]) => pattern.test(code));
    const silent = raised.filter(({ code }) => !known(code));
    expect(silent.map(({ code, path, line }) => `${code} ${path}:${line}`)).toEqual([]);
    expect(new Set(raised.map(({ code }) => code)).size).toBeGreaterThan(250);
  });

  test('are given the values that their texts name', () => {
    const read = raised.filter(({ code, values }) => values !== undefined && texts.has(code));
    expect(read.length).toBeGreaterThan(150);
    const lacking = read.flatMap(({ code, values = [], path, line }) => {
      const given = [...values, ...addedTo(code, path)];
      const { needed } = placeholdersOf(texts.get(code)?.es ?? '');
      const missing = needed.filter((name) => !given.includes(name));
      return missing.length > 0 ? [`${code} ${path}:${line} lacks ${missing.join(', ')}`] : [];
    });
    expect(lacking).toEqual([]);
  });

  test('stand in one catalog each', () => {
    const codes = Object.values(problemCatalogs).flatMap((catalog) => Object.keys(catalog));
    expect(codes.filter((code, at) => codes.indexOf(code) !== at)).toEqual([]);
  });

  test('say the same values in both languages, and what was expected, what came, and what to do', () => {
    for (const [code, { es, en }] of texts) {
      const names = (text: string) => {
        const { needed, optional } = placeholdersOf(text);
        return [[...new Set(needed)].sort(), [...new Set(optional)].sort()];
      };
      expect(names(en), code).toEqual(names(es));
      expect(es, code).toMatch(/^Se esperaba.* pero .+[;:.] .+(\.|\{usage\})$/);
      expect(en, code).toMatch(/^Expected .* but .+[;:.] .+(\.|\{usage\})$/);
    }
  });

  test('are listed, with their English texts, in engine/PROBLEMS.md (renewed by `vitest -u`)', async () => {
    await expect(reference()).toMatchFileSnapshot('../engine/PROBLEMS.md');
  });
});

describe('a problem in words', () => {
  test('shows its values, in the language asked for', () => {
    const problem = {
      code: 'UNRESOLVED_REFERENCE',
      values: { expected: 'error', property: 'errorRef', id: 'E9' },
    };
    expect(problemTextOf(problem, 'es')).toBe(
      'Se esperaba un elemento de tipo error en «errorRef», pero «E9» no existe; elija uno existente o quite la referencia.',
    );
    expect(problemTextOf(problem, 'en')).toContain('but "E9" does not exist');
  });

  test('says an optional part only where its values are known', () => {
    expect(problemText('NOT_FOUND', { key: '7' }, 'en')).toContain('exists with key 7,');
    expect(problemText('NOT_FOUND', {}, 'en')).toContain('Expected something that exists, but');
  });

  test('shortens long values and lists', () => {
    const rules = Array.from({ length: 9 }, (_, at) => `r${at}`);
    expect(problemText('DECISION_NOT_UNIQUE', { rules }, 'es')).toContain('r0, r1, r2, r3, r4 y 4 más');
    const long = problemText('JSON_MALFORMED', { reason: 'x'.repeat(5000) }, 'es');
    expect(long).toContain('xxx…;');
    expect(long.length).toBeLessThan(350);
    const emoji = problemText('JSON_MALFORMED', { reason: '😀'.repeat(5000) }, 'es');
    expect(emoji).not.toMatch(/\p{Surrogate}/u);
  });

  test('names what is missing, and shows an unknown code as it is', () => {
    expect(problemText('JOB_NOT_FOUND', {}, 'es')).toContain('(ninguno)');
    expect(problemText('OF_ELSEWHERE', {}, 'es')).toBe('OF_ELSEWHERE');
    expect(problemText('OF_ELSEWHERE', { a: 1 }, 'es')).toBe('OF_ELSEWHERE {"a":1}');
    expect(problemText('constructor', {}, 'es')).toBe('constructor');
  });

  test('shows values as they are, also where they look like places for values', () => {
    expect(problemText('JSON_MALFORMED', { reason: '{reason} [{id}] $&' }, 'en')).toContain(
      'read: {reason} [{id}] $&;',
    );
  });
});

function reference(): string {
  const parts = Object.entries(problemCatalogs).map(([part, catalog]) => {
    const rows = Object.entries(catalog)
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([code, { en }]) => `| \`${code}\` | ${en.replaceAll('|', '\\|')} |`);
    return `## ${part}\n\n| code | text |\n| --- | --- |\n${rows.join('\n')}\n`;
  });
  return `# Problems\n\nEvery code that Cauce answers with, and what it says. \`{name}\` is a value; a part in brackets is said where its values are known.\nWritten by \`tests/problems.test.ts\`.\n\n${parts.join('\n')}`;
}
