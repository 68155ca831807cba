// `npm run torture -- NAME [--option N]...`: one torture with its figures. Without a name: which there are.
// Exits 1 when anything was lost, doubled or otherwise wrong, 2 when the call is.
import { parseArgs } from 'node:util';
import { isClean, type Torture, type TortureReport } from './torture.ts';
import { tortures } from './tortures.ts';

/** Of a long list of findings the first tell enough. */
const SHOWN = 20;

const [name, ...rest] = process.argv.slice(2);
process.exit(name === undefined ? await list() : await run(name, rest));

async function list(): Promise<number> {
  for (const [name, load] of Object.entries(tortures)) {
    const { torture } = await load();
    const options = Object.entries(torture.options).map(([option, value]) => `--${option} ${value}`);
    console.log(`${name.padEnd(14)} ${torture.summary}\n${' '.repeat(15)}${options.join(' ')}`);
  }
  return 0;
}

async function run(name: string, args: string[]): Promise<number> {
  if (!Object.hasOwn(tortures, name)) {
    console.error(`Expected a torture's name but got ${name}. \`npm run torture\` lists them.`);
    return 2;
  }
  const { torture } = await tortures[name as keyof typeof tortures]();
  const options = optionsOf(torture, args);
  if (typeof options === 'string') {
    console.error(options);
    return 2;
  }
  const started = performance.now();
  const report = await torture.run(options, (line) => console.error(line));
  print(name, report, (performance.now() - started) / 1000);
  return isClean(report) ? 0 : 1;
}

function optionsOf({ options }: Torture, args: string[]): { [name: string]: number } | string {
  const known = Object.fromEntries(Object.keys(options).map((name) => [name, { type: 'string' as const }]));
  try {
    const { values } = parseArgs({ args, options: known });
    const given = Object.entries(values).map(([name, text]) => [name, Number(text)] as const);
    const wrong = given.find(([, value]) => !Number.isFinite(value));
    if (wrong) return `Expected a number for --${wrong[0]}.`;
    return { ...options, ...Object.fromEntries(given) };
  } catch (error) {
    return `${(error as Error).message}\nIts options: ${Object.keys(options).join(', ')}`;
  }
}

function print(name: string, { figures, lost, doubled, wrong }: TortureReport, seconds: number): void {
  const counts = { lost: lost.length, doubled: doubled.length, wrong: wrong.length };
  const all = { ...figures, ...counts, seconds: Math.round(seconds) };
  console.log(JSON.stringify({ torture: name, ...all }));
  for (const [kind, found] of Object.entries({ lost, doubled, wrong }))
    for (const line of found.slice(0, SHOWN)) console.log(`${kind}: ${line}`);
}
