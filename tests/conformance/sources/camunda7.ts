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

/** Scenarios about what only Camunda 7's own interface has. */
const NOT_APPLICABLE: { [test: string]: string } = {
  'api.runtime.message.MessageCorrelationTest#testTwoMatchingProcessInstancesCorrelation':
    'judges that an API call which names a message only is refused where two instances wait; a message has a correlation key here',
  'api.runtime.message.MessageCorrelationTest#testCorrelationByBusinessKeyAndNullVariableUsingFluentCorrelateAll':
    'judges the refusal of a null as the name of a variable, which JSON does not have',
  'api.runtime.message.MessageCorrelationTest#testCorrelationByBusinessKeyAndNullVariableEqualsUsingFluentCorrelateAll':
    'judges the refusal of a null as the name of a variable, which JSON does not have',
};

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
    name: basename(name).replace(/(\.bpmn20\.xml|\.bpmn)$/, '.bpmn'),
    content: readFileSync(join(folder, name), 'utf8'),
  }));
  const player = await createPlayer();
  try {
    const { ok, problems, models } = await player.deploy(files);
    const refused = problems.filter(({ severity }) => severity === 'error');
    const codes = refused.map(({ code, values }) => (values.tag ? `${code}(${values.tag})` : code));
    if (!ok) return report.failed(test, `refused: ${[...new Set(codes)].join(' ')}`);
    const isAsync = files.some(({ content }) => /:async(Before|After)?="true"/.test(content));
    const desk = createDesk(player, models, isAsync);
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
