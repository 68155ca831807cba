// Every folder holds one trap of the semantics: a drawing, the steps that assert the decisive facts, and the journal.
// UPDATE_JOURNALS=1 writes the journals anew; what changes in them has to be right by the specification.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { runTests, type TestOutcome } from '../../engine/index.ts';
import { stopWorker } from '../../engine/model/index.ts';

const root = fileURLToPath(new URL('.', import.meta.url));
const folders = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('scenario.json'))
  .map((name) => dirname(name).split(sep).join('/'))
  .sort();

afterAll(stopWorker);

describe('traps of the semantics', () => {
  test.each(folders)('%s', async (folder) => {
    const outcomes = await runTests(join(root, folder));
    expect(outcomes.flatMap(({ problems }) => problems)).toEqual([]);
    const tests = outcomes.flatMap(({ tests: each }) => each);
    expect(tests.length).toBeGreaterThan(0);
    expect(tests.flatMap(({ name, failure }) => (failure ? [{ name, failure }] : []))).toEqual([]);
    const journal = journalOf(tests);
    const file = join(root, folder, 'journal.json');
    if (process.env.UPDATE_JOURNALS === '1') writeFileSync(file, journal);
    expect(existsSync(file), `${relative(root, file)} is missing: UPDATE_JOURNALS=1 writes it`).toBe(true);
    expect(journal).toBe(readFileSync(file, 'utf8'));
  });

  test('have drawings with a layout: a shape for every element, a line with waypoints for every flow', () => {
    for (const folder of folders) {
      for (const name of readdirSync(join(root, folder)).filter((each) => each.endsWith('.bpmn'))) {
        const xml = readFileSync(join(root, folder, name), 'utf8');
        const ids = (pattern: RegExp) => [...xml.matchAll(pattern)].map(([, id]) => id).sort();
        const nodes = ids(
          /<bpmn:(?:\w*[eE]vent|\w*[tT]ask|\w*Gateway|\w*[sS]ubProcess|transaction|callActivity|participant) id="([^"]+)"/g,
        );
        expect(ids(/<bpmndi:BPMNShape [^>]*bpmnElement="([^"]+)"/g), `${folder}/${name}`).toEqual(nodes);
        const flows = ids(/<bpmn:(?:sequenceFlow|association|messageFlow) id="([^"]+)"/g);
        const drawn = /<bpmndi:BPMNEdge [^>]*bpmnElement="([^"]+)">\s*(?:<di:waypoint [^>]*>\s*){2}/g;
        expect(ids(drawn), `${folder}/${name}`).toEqual(flows);
      }
    }
  });
});

/** The events of each instance's stream, one a line. */
function journalOf(tests: TestOutcome[]): string {
  const parts = tests.map(({ name, told }) => {
    const instances = [...new Set(told.map(({ instanceKey }) => instanceKey))];
    const streams = instances.map((instance) => {
      const lines = told
        .filter(({ instanceKey }) => instanceKey === instance)
        .map(({ at, event }) => `      ${JSON.stringify({ at: new Date(at).toISOString(), ...event })}`);
      return `    "instance:${instance}": [\n${lines.join(',\n')}\n    ]`;
    });
    return `  ${JSON.stringify(name)}: {\n${streams.join(',\n')}\n  }`;
  });
  return `{\n${parts.join(',\n')}\n}\n`;
}
