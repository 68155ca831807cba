// `npm run mutants [-- NAME...]`: bugs sown on purpose, one patch each; prints which test catches each one.
// A patch begins with `Bug: what it is` and `Tests: files that ought to catch it`. Exits 1 where one no longer applies,
// or nothing catches it.
import { execFileSync, spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

interface Mutant {
  name: string;
  file: string;
  bug: string;
  tests: string[];
}

const root = fileURLToPath(new URL('../..', import.meta.url));
const here = fileURLToPath(new URL('.', import.meta.url));

const wanted = process.argv.slice(2);
const mutants = readdirSync(here)
  .filter((file) => file.endsWith('.patch'))
  .map(read)
  .filter(({ name }) => wanted.length === 0 || wanted.includes(name));
if (mutants.length === 0) throw new Error(`Expected mutants, but there is none of ${wanted.join(', ')}.`);

const copy = mkdtempSync(join(tmpdir(), 'cauce-mutants-'));
let missed = 0;
try {
  copyTree();
  // What fails without any bug says nothing about one.
  const sound = new Set([...new Set(mutants.flatMap(({ tests }) => tests))].filter((test) => passes(test)));
  for (const mutant of mutants) {
    const found = judge(mutant, sound);
    if (!found.isCaught) missed += 1;
    console.log(
      `${found.isCaught ? 'caught' : 'MISSED'}  ${mutant.name}: ${mutant.bug}\n        ${found.by}`,
    );
  }
} finally {
  rmSync(copy, { recursive: true, force: true });
}
console.log(`${mutants.length - missed} of ${mutants.length} caught`);
process.exit(missed === 0 ? 0 : 1);

function read(file: string): Mutant {
  const text = readFileSync(join(here, file), 'utf8');
  const header = (name: string) => new RegExp(`^${name}: (.+)$`, 'm').exec(text)?.[1];
  const [bug, tests] = [header('Bug'), header('Tests')];
  if (bug === undefined || tests === undefined)
    throw new Error(`Expected the lines "Bug:" and "Tests:" at the head of ${file}.`);
  return { name: file.replace(/\.patch$/, ''), file: join(here, file), bug, tests: tests.split(/[\s,]+/) };
}

/** What git knows, as it lies here, so that the mutants are judged with what is being worked on. */
function copyTree(): void {
  const files = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  for (const file of files.split('\0')) {
    if (file === '' || file === 'node_modules' || !existsSync(join(root, file))) continue;
    mkdirSync(dirname(join(copy, file)), { recursive: true });
    cpSync(join(root, file), join(copy, file));
  }
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
}

function passes(test: string): boolean {
  return existsSync(join(copy, test)) && runTests([test]).by === passing([test]);
}

function passing(tests: string[]): string {
  return `${tests.join(', ')} pass`;
}

function judge({ file, tests }: Mutant, sound: Set<string>): { isCaught: boolean; by: string } {
  const unsound = tests.find((test) => !sound.has(test));
  if (unsound !== undefined)
    return { isCaught: false, by: `${unsound} fails without the bug, or is not there` };
  const applied = patch(file, []);
  if (applied !== '') return { isCaught: false, by: `the patch no longer applies: ${applied}` };
  const found = runTests(tests);
  const undone = patch(file, ['--reverse']);
  if (undone !== '') throw new Error(`Expected to take ${file} back, but ${undone}`);
  return found;
}

/** The complaint; '' when all is well. */
function patch(file: string, more: string[]): string {
  const run = spawnSync('git', ['apply', '-C1', '--recount', ...more, file], { cwd: copy, encoding: 'utf8' });
  return run.status === 0 ? '' : run.stderr.trim() || `git ended with ${run.status}`;
}

interface Report {
  testResults: { name: string; message: string; assertionResults: { status: string; fullName: string }[] }[];
}

function runTests(tests: string[]): { isCaught: boolean; by: string } {
  const output = join(copy, 'mutant.json');
  rmSync(output, { force: true });
  if (tests.some((test) => test.startsWith('tests/torture/'))) {
    const built = spawnSync('npm', ['run', '--silent', 'build'], { cwd: copy, encoding: 'utf8' });
    if (built.status !== 0) return { isCaught: false, by: `it does not build: ${built.stderr.slice(-300)}` };
  }
  const vitest = join(root, 'node_modules/vitest/vitest.mjs');
  const project = tests.some((test) => test.includes('.postgres.')) ? 'postgres' : 'sqlite*';
  const args = [vitest, 'run', '--config', 'tests/vitest.config.ts', '--project', project, '--bail', '1'];
  const run = spawnSync(process.execPath, [...args, '--reporter=json', `--outputFile=${output}`, ...tests], {
    cwd: copy,
    encoding: 'utf8',
  });
  if (!existsSync(output))
    return { isCaught: false, by: `the tests gave no report: ${run.stderr.slice(-300)}` };
  const { testResults } = JSON.parse(readFileSync(output, 'utf8')) as Report;
  for (const { name, message, assertionResults } of testResults) {
    const failed = assertionResults.find(({ status }) => status === 'failed');
    const place = name.slice(copy.length + 1);
    if (failed) return { isCaught: true, by: `${place}: ${failed.fullName}` };
    // A file that cannot even be loaded says nothing about the bug.
    if (assertionResults.length === 0) return { isCaught: false, by: `${place}: ${message.slice(0, 300)}` };
  }
  return { isCaught: false, by: passing(tests) };
}
