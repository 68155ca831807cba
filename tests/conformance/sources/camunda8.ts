// Models of public projects with `zeebe:` extensions: read, deployed, run with empty answers, twice, and written again.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Problem } from '../../../engine/index.ts';
import { bringToRest, type Rest } from '../bringToRest.ts';
import { createPlayer } from '../player.ts';
import { differences, written } from '../roundTrip.ts';
import type { ConformanceSource, Report } from '../source.ts';

/** What a reader says of XML that it did not take in whole. */
const NOT_READ = new Set([
  'UNKNOWN_ATTRIBUTE',
  'UNKNOWN_EXTENSION',
  'ELEMENT_IGNORED',
  'UNEXPECTED_TEXT',
  'PREFIX_UNDECLARED',
]);

export const camunda8: ConformanceSource = {
  name: 'camunda8',
  async run(folder, report) {
    const refusals = new Map<string, number>();
    const states = new Map<string, number>();
    const count = (map: Map<string, number>, what: string) => map.set(what, (map.get(what) ?? 0) + 1);
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
    for (const file of files.filter((name) => /\.(bpmn|dmn|form)$/.test(name)).sort()) {
      const content = readFileSync(join(folder, file));
      const first = await runOnce(file, content);
      if (first.refused.length > 0)
        for (const code of new Set(first.refused.map(({ code: each }) => each))) count(refusals, code);
      else if (first.rest) count(states, first.rest.state);
      const why = await judge(file, content, first);
      if (why === undefined) report.passed(file);
      else report.failed(file, why);
    }
    note('refused, with the reason', refusals, report);
    note('came to rest', states, report);
  },
};

interface Run {
  refused: Problem[];
  warnings: Problem[];
  rest?: Rest;
  /** Everything that happened, as text. */
  told: string;
  complaints: unknown[];
}

async function runOnce(file: string, content: Buffer): Promise<Run> {
  const player = await createPlayer();
  try {
    const { ok, problems, models } = await player.deploy([{ name: file, content }]);
    const refused = ok ? [] : problems.filter(({ severity }) => severity === 'error');
    const rest = ok && models.length > 0 ? await bringToRest(player, models) : undefined;
    const { told, complaints } = player;
    return { refused, warnings: problems, ...(rest && { rest }), told: JSON.stringify(told), complaints };
  } finally {
    await player.close();
  }
}

async function judge(file: string, content: Buffer, first: Run): Promise<string | undefined> {
  const unread = first.warnings.filter(({ code }) => NOT_READ.has(code));
  if (unread.length > 0) return `read with warnings: ${inWords(unread)}`;
  const lacking = first.refused.filter(({ code }) => code === 'ELEMENT_NOT_SUPPORTED');
  if (lacking.length > 0) return `refused: ${inWords(lacking)}`;
  if (first.complaints.length > 0) return `failed in the background: ${first.complaints[0]}`;
  if (first.rest && !first.rest.rests) return 'never comes to rest';
  if (first.rest) {
    const second = await runOnce(file, content);
    if (second.told !== first.told) return 'the second run gave other events than the first';
  }
  // What was refused, with the reason, was not read.
  if (!file.endsWith('.bpmn') || first.refused.length > 0) return undefined;
  const xml = content.toString('utf8');
  const lost = differences(xml, await written(xml));
  return lost.length > 0 ? `written otherwise than read: ${lost.slice(0, 5).join('; ')}` : undefined;
}

function inWords(problems: Problem[]): string {
  return problems
    .map(({ code, elementId, values }) => `${code} ${elementId ?? ''} ${JSON.stringify(values)}`)
    .slice(0, 3)
    .join('; ');
}

function note(what: string, counts: Map<string, number>, report: Report): void {
  const list = [...counts].sort(([, a], [, b]) => b - a).map(([name, times]) => `${name} ${times}`);
  report.note(`${what}: ${list.join(', ') || 'none'}`);
}
