// A run kept as a scenario: what was done, and what came of it, so that a later version has to do the same.
import type { Json, Variables } from '../../../engine/core/index.ts';
import { withoutAccents } from '../../../engine/core/withoutAccents.ts';
import { completions, openIncidents, variablesOf } from '../../../engine/testing/told.ts';
import type { Session, TestStep, TrialSetup } from './session.ts';

const STATES = {
  active: 'IS_ACTIVE',
  completed: 'IS_COMPLETED',
  terminated: 'IS_TERMINATED',
  none: undefined,
} as const;

/** Longer values would make a test of things that nobody meant to keep. */
const LONGEST_VALUE = 2_000;

export function scenarioOf(
  session: Session,
  setup: TrialSetup,
  name: string,
): { file: string; text: string } {
  const steps = session.acts.map(({ step }) => step);
  const test = {
    name,
    now: new Date(setup.now).toISOString(),
    ...(setup.asked.length > 0 && { asked: setup.asked }),
    instructions: [...steps, ...assertionsOn(session)],
  };
  return {
    file: `scenarios/${fileNameOf(name)}.test.json`,
    text: `${JSON.stringify({ testCases: [test] }, null, 2)}\n`,
  };
}

function assertionsOn(session: Session): TestStep[] {
  const { runtime, told } = session.rehearsal;
  const counts = new Map<string, number>();
  const incidents = openIncidents(told);
  return runtime.instances().flatMap((key): TestStep[] => {
    const { processId, status, parent } = runtime.state(key);
    const instance = (counts.get(processId) ?? 0) + 1;
    counts.set(processId, instance);
    const processInstanceSelector: { [name: string]: Json } = {
      processDefinitionId: processId,
      ...(instance > 1 && { instance }),
    };
    const hasActiveIncidents = incidents.some((each) => each.instanceKey === key);
    const state = STATES[status];
    const path = completions(told, key).filter((element) => element !== processId && element !== '');
    const asserted: TestStep[] = [
      {
        type: 'ASSERT_PROCESS_INSTANCE',
        processInstanceSelector,
        ...(state !== undefined && { state }),
        hasActiveIncidents,
      },
    ];
    if (path.length > 0)
      asserted.push({
        type: 'ASSERT_ELEMENT_INSTANCES',
        processInstanceSelector,
        elementSelectors: path.map((elementId) => ({ elementId })),
        state: 'IS_COMPLETED_IN_ORDER',
      });
    const variables = kept(variablesOf(told, key));
    // What a called process was given and gave back is seen in who called it.
    if (parent === undefined && Object.keys(variables).length > 0)
      asserted.push({ type: 'ASSERT_VARIABLES', processInstanceSelector, variables });
    return asserted;
  });
}

function kept(variables: Variables): Variables {
  return Object.fromEntries(
    Object.entries(variables).filter(([, value]) => JSON.stringify(value).length <= LONGEST_VALUE),
  );
}

/** A name that every file system takes. */
export function fileNameOf(name: string): string {
  const plain = withoutAccents(name)
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 60)
    .replace(/-$/, '');
  return plain === '' ? 'trial' : plain;
}
