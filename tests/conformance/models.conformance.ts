// Reads other people's models and says which parse, which are refused and why. Not part of the normal test run:
// CONFORMANCE=../shared/conformance node --import ./tests/typescriptSources.mjs tests/conformance/models.conformance.ts
// `--all` lists every file; otherwise only those that need a look.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseProcesses } from '../../engine/model/index.ts';
import { checkFeel } from '../../engine/runtime/checkFeel.ts';

interface Result {
  file: string;
  mustReject: boolean;
  /** Codes of errors; an element that is not supported with its tag. */
  errors: string[];
  warnings: string[];
  /** An exception is always our bug. */
  crash?: string;
}

const root = process.env.CONFORMANCE ?? '../shared/conformance';
const listsAll = process.argv.includes('--all');

function modelsIn(set: string): string[] {
  return readdirSync(join(root, set), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.bpmn'))
    .sort();
}

/** Files that break a constraint of the specification, as the set itself says. */
function mustRejectIn(set: string): Set<string> {
  const path = join(root, set, 'expected.json');
  if (!existsSync(path)) return new Set();
  const { deployFailureTests = [] } = JSON.parse(readFileSync(path, 'utf8')) as {
    deployFailureTests?: { file: string }[];
  };
  return new Set(deployFailureTests.map(({ file }) => file));
}

async function read(set: string, file: string, mustReject: boolean): Promise<Result> {
  const result: Result = { file, mustReject, errors: [], warnings: [] };
  try {
    const { problems } = await parseProcesses(readFileSync(join(root, set, file)), file, { checkFeel });
    for (const { severity, code, values } of problems) {
      const label = code === 'ELEMENT_NOT_SUPPORTED' ? `${code}(${values.tag})` : code;
      (severity === 'error' ? result.errors : result.warnings).push(label);
    }
  } catch (error) {
    result.crash = error instanceof Error ? String(error.stack) : String(error);
  }
  return result;
}

function isUnsupportedOnly({ errors }: Result): boolean {
  return errors.length > 0 && errors.every((label) => label.startsWith('ELEMENT_NOT_SUPPORTED'));
}

function tally(labels: string[]): string {
  const counts = new Map<string, number>();
  for (const label of labels) counts.set(label, (counts.get(label) ?? 0) + 1);
  const sorted = [...counts].sort((a, b) => b[1] - a[1]);
  return sorted.map(([label, count]) => `${label} ${count}`).join(', ') || 'none';
}

function show(title: string, results: Result[]): void {
  for (const { file, errors } of results)
    console.log(`    ${title}: ${file}: ${[...new Set(errors)].join(' ')}`);
}

let crashes = 0;
for (const set of ['camunda8', 'miwg', 'betsy']) {
  if (!existsSync(join(root, set))) {
    console.log(`${set}: skipped, ${join(root, set)} is not there`);
    continue;
  }
  const mustReject = mustRejectIn(set);
  const results: Result[] = [];
  for (const file of modelsIn(set)) results.push(await read(set, file, mustReject.has(file)));
  const valid = results.filter((result) => !result.mustReject && !result.crash);
  const broken = results.filter((result) => result.mustReject && !result.crash);
  const refused = valid.filter((result) => result.errors.length > 0 && !isUnsupportedOnly(result));
  const unsupported = valid.filter(isUnsupportedOnly);
  console.log(`${set}: ${results.length} models`);
  console.log(`  valid: ${valid.length}; parse: ${valid.length - refused.length - unsupported.length}`);
  console.log(
    `  valid but not supported yet: ${unsupported.length}: ${tally(unsupported.flatMap((each) => [...new Set(each.errors)]))}`,
  );
  console.log(
    `  valid but refused: ${refused.length}: ${tally(refused.flatMap((each) => [...new Set(each.errors)]))}`,
  );
  show('refused', refused);
  if (broken.length > 0) {
    const caught = broken.filter(({ errors }) => errors.length > 0);
    console.log(
      `  must be refused: ${broken.length}; are: ${caught.length}: ${tally(caught.flatMap((each) => [...new Set(each.errors)]))}`,
    );
    const warned = broken.filter(({ errors, warnings }) => errors.length === 0 && warnings.length > 0);
    console.log(`  must be refused, only warned: ${warned.length}`);
    if (listsAll)
      show(
        'parses',
        broken.filter(({ errors }) => errors.length === 0),
      );
  }
  console.log(`  warnings in valid models: ${tally(valid.flatMap(({ warnings }) => warnings))}`);
  if (listsAll) show('not supported', unsupported);
  for (const { file, crash } of results) if (crash) console.log(`  EXCEPTION ${file}: ${crash}`);
  crashes += results.filter(({ crash }) => crash).length;
}
console.log(
  'skipped: .dmn and .form files, which other readers read; expected traces, which running them judges',
);
console.log(`exceptions: ${crashes}`);
process.exitCode = crashes > 0 ? 1 : 0;
