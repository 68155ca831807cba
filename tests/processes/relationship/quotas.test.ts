// What is counted across cases: the month's sample of subsidy claims, and one mailbox round per site and day.
import { expect, test } from 'vitest';
import type { Variables } from '../../../engine/core/index.ts';
import { createPorts } from '../../../engine/expressions/index.ts';
import { resolver } from '../../../engine/runtime/folderLookups.ts';
import { runTrial } from '../../../engine/simulation/trial.ts';
import { type Diagram, diagrams } from '../facts.ts';
import { filesOf, functions, modelOf } from '../shipped.ts';

const diagram = diagrams.find(({ process }) => process === 'relationship_asis') as Diagram;

interface Filed {
  round_repeated?: unknown;
  waiting: string[];
}

/** Cases one after another that share what is counted, as they do in one database. */
async function office() {
  const resolve = resolver(await filesOf('relationship'));
  const models = [await modelOf(diagram)];
  const ports = createPorts({ functions });
  return (now: string, answers: { [element: string]: Variables }): Filed => {
    const outcome = runTrial({
      models,
      ports,
      resolve,
      processId: diagram.process,
      now: Date.parse(now),
      until: Date.parse(now),
      variables: {},
      answers,
      messages: [],
      auto: false,
    });
    if (!outcome.ok) throw new Error(`Expected the case to run, but ${JSON.stringify(outcome)}`);
    expect(outcome.incidents).toEqual([]);
    return { ...outcome.variables, waiting: outcome.waiting.map(({ element }) => element) };
  };
}

const claim = {
  t01_submit_pqrsl: { channel: 'telefono' },
  t12_register_pqrsl: { service: 'subsidios' },
  t19_analyze_request: { request_type: 'reclamo' },
  t27_request_information: {},
  t28_analyze_case: {},
  t29_build_send_response: {},
  t30_route_to_apprentice: { subsidy_sampled: true },
};

test('a month checks a hundred claims of subsidies, of complaints all', async () => {
  const file = await office();
  const waiting = Array.from({ length: 101 }, () => file('2026-03-31T10:00:00-05:00', claim).waiting[0]);
  expect(waiting.slice(0, 100).every((element) => element === 't32_verify_satisfaction')).toBe(true);
  expect(waiting[100]).toBe('t33_close_case');
  const complaint = { ...claim, t19_analyze_request: { request_type: 'queja' } };
  expect(file('2026-03-31T10:00:00-05:00', complaint).waiting).toEqual(['t32_verify_satisfaction']);
  expect(file('2026-04-01T08:00:00-05:00', claim).waiting).toEqual(['t32_verify_satisfaction']);
});

test('who is not marked takes no place in the sample', async () => {
  const file = await office();
  const unmarked = { ...claim, t30_route_to_apprentice: { subsidy_sampled: false } };
  for (let count = 0; count < 100; count++) file('2026-03-31T10:00:00-05:00', unmarked);
  expect(file('2026-03-31T10:00:00-05:00', claim).waiting).toEqual(['t32_verify_satisfaction']);
});

test('a site has one round a day: a second warns and does not count', async () => {
  const file = await office();
  const round = (site: string, collected_at: string) =>
    file('2026-03-31T17:00:00-05:00', {
      t01_submit_pqrsl: { channel: 'buzon_fisico' },
      t14_open_collect_count: { site, collected_at, forms_count: 3 },
    });
  expect(round('San Marcel', '2026-03-30T08:00:00-05:00')).toMatchObject({
    round_date: '2026-03-30',
    round_repeated: false,
    waiting: ['t15_scan_upload_drive'],
  });
  // Another paper of the same round.
  expect(round('San Marcel', '2026-03-30T08:00:00-05:00').round_repeated).toBe(false);
  expect(round('San Marcel', '2026-03-30T15:00:00-05:00').round_repeated).toBe(true);
  expect(round('Versalles', '2026-03-30T15:00:00-05:00').round_repeated).toBe(false);
  expect(round('San Marcel', '2026-03-31T08:00:00-05:00').round_repeated).toBe(false);
});
