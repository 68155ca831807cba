// camunda7: scenarios of Camunda 7's own engine tests, step by step, over their models with `camunda:` attributes.
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { createPlayer } from '../player.ts';
import type { ConformanceSource, Report } from '../source.ts';
import { incidentsOf } from '../trace.ts';
import { createDesk, type Desk, type Step } from './camunda7Desk.ts';
import { act, verify } from './camunda7Steps.ts';

interface Scenario {
  test: string;
  resources: string[];
  steps: Step[];
}

const CONTINUATION =
  "judges that an activity has not begun until Camunda 7's job executor runs, a transaction boundary that BPMN does not have";

/** Scenarios about what only Camunda 7's own interface has. */
const NOT_APPLICABLE: { [test: string]: string } = {
  'api.runtime.message.MessageCorrelationTest#testTwoMatchingProcessInstancesCorrelation':
    'judges that an API call which names a message only is refused where two instances wait; a message has a correlation key here',
  'api.runtime.message.MessageCorrelationTest#testCorrelationByBusinessKeyAndNullVariableUsingFluentCorrelateAll':
    'judges the refusal of a null as the name of a variable, which JSON does not have',
  'api.runtime.message.MessageCorrelationTest#testCorrelationByBusinessKeyAndNullVariableEqualsUsingFluentCorrelateAll':
    'judges the refusal of a null as the name of a variable, which JSON does not have',
  'bpmn.async.AsyncAfterTest#testAsyncAfterBoundaryEvent': CONTINUATION,
  'bpmn.async.AsyncAfterTest#testAsyncBeforeBoundaryEvent': CONTINUATION,
  'bpmn.async.AsyncStartEventTest#testAsyncStartEvent': CONTINUATION,
  'standalone.scripting.ScriptBeanAccessTest#testConfigurationBeanAccess':
    'judges that an expression reads an object of the Java program around Camunda 7',
};

/** Whom a test signs in before its first step; the steps leave that out. */
const STARTERS: { [test: string]: string } = {
  'bpmn.event.error.BoundaryErrorEventTest#testReviewSalesLeadProcess': 'kermit',
};

/** Whom the set-up of a class of tests puts into which groups; the steps leave that out, too. */
const GROUPS = { kermit: ['accountancy'], gonzo: ['management', 'accountancy', 'sales'] };

export const camunda7: ConformanceSource = {
  name: 'camunda7',
  async run(folder, report) {
    const { scenarios } = JSON.parse(readFileSync(join(folder, 'expected-scenarios.json'), 'utf8')) as {
      scenarios: Scenario[];
    };
    for (const scenario of scenarios) {
      const reason = NOT_APPLICABLE[scenario.test];
      if (reason !== undefined) report.notApplicable(scenario.test, reason);
      else await runScenario(scenario, folder, report);
    }
  },
};

async function runScenario(
  { test, resources, steps }: Scenario,
  folder: string,
  report: Report,
): Promise<void> {
  const files = resources.map((name) => ({
    name: basename(name),
    content: readFileSync(join(folder, name), 'utf8'),
  }));
  const player = await createPlayer();
  try {
    const { ok, problems, models } = await player.deploy(files);
    const refused = problems.filter(({ severity }) => severity === 'error');
    const codes = refused.map(({ code, values }) => (values.tag ? `${code}(${values.tag})` : code));
    if (!ok) return report.failed(test, `refused: ${[...new Set(codes)].join(' ')}`);
    const isAsync = files.some(({ content }) => /:async(Before|After)?="true"/.test(content));
    const desk = createDesk(player, models, {
      isAsync,
      starter: STARTERS[test],
      groupsOf: test.startsWith('bpmn.usertask.TaskCandidateTest#') ? GROUPS : {},
    });
    const why = await follow(desk, steps);
    if (why === undefined) return report.passed(test);
    const incidents = incidentsOf(player.told).map(({ element, code }) => `${code} at ${element}`);
    report.failed(test, `${why}${incidents.length > 0 ? ` (${incidents.join(', ')})` : ''}`);
  } finally {
    await player.close();
  }
}

async function follow(desk: Desk, steps: Step[]): Promise<string | undefined> {
  for (const [at, step] of steps.entries()) {
    const why = step.op.startsWith('expect') ? verify(desk, step) : await act(desk, step);
    if (why !== undefined) return `step ${at + 1}, ${step.op}: ${why}`;
  }
  return undefined;
}
