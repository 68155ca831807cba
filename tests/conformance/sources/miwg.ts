// The reference models of the BPMN Model Interchange Working Group: every one deploys, runs to an end with generated
// forms, and is written as it was read, valid by the schemas of BPMN.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { bringToRest } from '../bringToRest.ts';
import { createPlayer } from '../player.ts';
import { differences, invalid, written } from '../roundTrip.ts';
import type { ConformanceSource } from '../source.ts';

export const miwg: ConformanceSource = {
  name: 'miwg',
  async run(folder, report) {
    const names = readdirSync(folder).filter((name) => name.endsWith('.bpmn'));
    const copies: { name: string; xml: string }[] = [];
    for (const name of names.sort()) {
      const xml = readFileSync(join(folder, name), 'utf8');
      const copy = await written(xml);
      copies.push({ name, xml: copy });
      const lost = differences(xml, copy);
      if (lost.length === 0) report.passed(`${name} round trip`);
      else report.failed(`${name} round trip`, `${lost.length}: ${lost.slice(0, 4).join('; ')}`);
      const why = await runToEnd(folder, name);
      if (why === undefined) report.passed(`${name} runs`);
      else report.failed(`${name} runs`, why);
    }
    const complaints = await invalid(copies, join(folder, '../xsd/bpmn20'));
    for (const { name } of copies) {
      const wrong = complaints.get(name) ?? [];
      if (wrong.length === 0) report.passed(`${name} schema`);
      else report.failed(`${name} schema`, `${wrong.length}: ${wrong.slice(0, 2).join('; ')}`);
    }
  },
};

/** These three call each other, and the last begins with what its caller gives it. */
const TOGETHER = ['C.9.0.bpmn', 'C.9.1.bpmn', 'C.9.2.bpmn'];
const GIVEN = {
  documentReferenceId: 'reference',
  fraudSuspectedId: 'suspicion',
  documents: ['first', 'second'],
};

async function runToEnd(folder: string, name: string): Promise<string | undefined> {
  const player = await createPlayer();
  const names = TOGETHER.includes(name) ? [name, ...TOGETHER.filter((each) => each !== name)] : [name];
  try {
    const { ok, problems, models } = await player.deploy(
      names.map((each) => ({ name: each, content: readFileSync(join(folder, each)) })),
    );
    if (!ok) {
      const errors = problems.filter(({ severity }) => severity === 'error');
      return `refused: ${errors.map(({ code, elementId, values }) => `${code} ${elementId ?? ''} ${JSON.stringify(values)}`).join('; ')}`;
    }
    const xml = readFileSync(join(folder, name), 'utf8');
    const own = models.filter(({ id }) => xml.includes(`process id="${id}"`) || names.length === 1);
    const { rests, state, waiting, incidents } = await bringToRest(player, models, {
      everyEvent: true,
      starting: Object.fromEntries(own.map(({ id }) => [id, names.length === 1 ? {} : GIVEN])),
    });
    if (!rests) return 'never comes to rest';
    if (state === 'completed') return undefined;
    return `${state}: ${[...waiting, ...incidents.map(({ element, code, values }) => `${code} at ${element} ${values}`)].join('; ')}`;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  } finally {
    await player.close();
  }
}
