// Every drawing of the scenarios, which hold each element and event that there is, is explored to its end; whatever is
// found there comes with a run that shows it.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { createPorts } from '../../../../engine/expressions/index.ts';
import { parseProcesses } from '../../../../engine/model/index.ts';
import { checkFeel } from '../../../../engine/runtime/checkFeel.ts';
import { soundness } from '../../../../engine/simulation/soundness/index.ts';
import { NOW } from '../../../harness/play.ts';

const root = fileURLToPath(new URL('../../../scenarios', import.meta.url));
const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.bpmn'))
  .sort();

test('is found in the drawings of the scenarios, and shown, without a failure', async () => {
  const found = new Map<string, string[]>();
  const unshown: string[] = [];
  const options = { ports: createPorts(), now: NOW };
  for (const file of files) {
    const { processes } = await parseProcesses(readFileSync(join(root, file)), file, { checkFeel });
    for (const model of processes) {
      const judging = soundness(processes, model, options);
      let step = judging.next();
      while (!step.done) step = judging.next();
      for (const { code, elementId, counterExample } of step.value.problems) {
        found.set(file, [...(found.get(file) ?? []), `${code} ${elementId}`]);
        if (!counterExample) unshown.push(`${file}: ${code} ${elementId}`);
      }
    }
  }
  expect(files.length).toBeGreaterThan(200);
  expect(unshown).toEqual([]);
  expect(found.get('parallelJoin/exclusiveSplitIsDeadlock/main.bpmn')).toEqual(['SOUNDNESS_DEADLOCK join']);
  expect(found.get('smallPrint/loopWithoutWaitState/main.bpmn')).toEqual([
    'SOUNDNESS_LOOP_WITHOUT_WAIT count',
  ]);
  // Most scenarios are sound: what is said of a drawing has to mean something.
  expect(found.size).toBeLessThan(files.length / 8);
}, 120_000);
