// zeebe-spec: declarative cases in YAML, instruction by instruction, over the models that lie beside them.
import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { parse } from 'yaml';
import { type Json, type ProcessModel, type Variables, values } from '../../../engine/core/index.ts';
import { createPlayer, type Player } from '../player.ts';
import type { ConformanceSource, Report } from '../source.ts';
import { incidentsOf, stepsOf, variablesOf } from '../trace.ts';

interface Instruction {
  action?: string;
  verification?: string;
  args: { [name: string]: string };
}

interface Case {
  name: string;
  description?: string;
  instructions?: Instruction[];
  actions?: Instruction[];
  verifications?: Instruction[];
}

/** Cases that show what a verification looks like when it does not hold: they pass when it does not. */
const MUST_NOT_HOLD = new Set([
  'demo/has variable from task',
  'demo-fail-verification/fail-verification',
  // Nothing in it ends the second instance other than completing it.
  'demo2/complete process',
]);

export const zeebeSpec: ConformanceSource = {
  name: 'zeebe-spec',
  async run(folder, report) {
    const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
      name.endsWith('.yaml'),
    );
    for (const file of names.sort()) {
      const { testCases } = parse(readFileSync(join(folder, file), 'utf8')) as { testCases: Case[] };
      for (const each of testCases) {
        const name = `${basename(file, '.yaml')}/${each.name}`;
        await runCase(
          each,
          join(folder, file),
          `${file.split('/')[0]}/${name}`,
          MUST_NOT_HOLD.has(name),
          report,
        );
      }
    }
  },
};

async function runCase(each: Case, file: string, id: string, mustNotHold: boolean, report: Report) {
  const player = await createPlayer();
  const run: Run = { player, models: [], aliases: new Map(), workers: new Map() };
  try {
    const why = (await deploy(run, file)) ?? (await follow(run, each));
    if ((why !== undefined) === mustNotHold) report.passed(id);
    else report.failed(id, why ?? 'expected a verification not to hold, but all hold');
  } finally {
    await player.close();
  }
}

interface Run {
  player: Player;
  models: ProcessModel[];
  aliases: Map<string, number>;
  /** Workers stay open once an action asks for one. */
  workers: Map<string, { variables: (given: Variables) => Variables } | { code: string }>;
}

/** Models of the folder, and of the one above where that has none of its own. */
async function deploy(run: Run, file: string): Promise<string | undefined> {
  let folder = dirname(file);
  const drawings = () => readdirSync(folder).filter((name) => name.endsWith('.bpmn'));
  if (drawings().length === 0) folder = dirname(folder);
  for (const name of drawings()) {
    const { ok, problems, models } = await run.player.deploy([
      { name, content: readFileSync(join(folder, name)) },
    ]);
    if (!ok) return `${name} refused: ${problems.map(({ code }) => code).join(' ')}`;
    run.models.push(...models);
  }
  return undefined;
}

async function follow(run: Run, { instructions = [], actions = [], verifications = [] }: Case) {
  // The external worker of the set's own tests adds one to x.
  run.workers.set('external-worker', { variables: ({ x }) => ({ x: Number(x) + 1 }) });
  for (const { action, verification, args } of [...instructions, ...actions, ...verifications]) {
    const why = action === undefined ? verify(run, verification ?? '', args) : await act(run, action, args);
    if (why !== undefined) return `${action ?? verification} ${JSON.stringify(args)}: ${why}`;
  }
  return undefined;
}

async function act(run: Run, action: string, args: Instruction['args']): Promise<string | undefined> {
  const { player, aliases, workers } = run;
  const variables = JSON.parse(args.variables ?? '{}') as Variables;
  if (action === 'create-instance') {
    const started = await player.start(args.bpmn_process_id ?? '', variables);
    if (!started.ok) return started.rejection.code;
    aliases.set(args.process_instance_alias ?? `instance-${aliases.size}`, started.instanceKey);
  } else if (action === 'complete-task') workers.set(args.job_type ?? '', { variables: () => variables });
  else if (action === 'throw-error') workers.set(args.job_type ?? '', { code: args.error_code ?? '' });
  else if (action === 'publish-message')
    await player.publish({
      name: args.message_name ?? '',
      correlationKey: args.correlation_key ?? '',
      variables,
      timeToLive: 60_000,
    });
  else if (action === 'await-element-instance-state') return elementIn(run, args);
  else return 'no such action';
  await work(run);
  return undefined;
}

async function work({ player, workers }: Run): Promise<void> {
  for (;;) {
    const open = [...player.states()].flatMap(([instance, state]) =>
      values(state.jobs).flatMap((job) => {
        const worker = workers.get(job.jobType);
        return worker && job.retries > 0 ? [{ instance, job, worker }] : [];
      }),
    );
    const next = open[0];
    if (!next) return;
    const { instance, job, worker } = next;
    const given = variablesOf(player.told, instance) as Variables;
    await player.submit(
      instance,
      'code' in worker
        ? { type: 'throwJobError', job: job.key, code: worker.code, variables: {} }
        : { type: 'completeJob', job: job.key, variables: worker.variables(given) },
    );
  }
}

function verify(run: Run, verification: string, args: Instruction['args']): string | undefined {
  const instance = instanceOf(run, args);
  const { player } = run;
  switch (verification) {
    case 'process-instance-state': {
      const status = player.states().get(instance)?.status;
      const found = status === 'active' ? 'activated' : status;
      return found === args.state ? undefined : `expected ${args.state}, but found ${found}`;
    }
    case 'element-instance-state':
      return elementIn(run, args);
    case 'process-instance-variable': {
      const found = variablesOf(player.told, instance)[args.name ?? ''] as Json | undefined;
      return JSON.stringify(found) === args.value ? undefined : `found ${JSON.stringify(found)}`;
    }
    case 'no-process-instance-variable': {
      const scopes = keysOf(run, args);
      const has = player.told.some(
        ({ event }) =>
          event.type === 'variablesSet' &&
          scopes.includes(event.scope) &&
          Object.hasOwn(event.variables, args.name ?? ''),
      );
      return has ? 'it is there' : undefined;
    }
    case 'incident-state': {
      const element = elementId(run, args);
      const found = incidentsOf(player.told).filter((each) => each.element === element);
      // Its message is worded as another product words it; which kind it is, and where, is what counts.
      const isKind = found.some(({ code }) => /^(FEEL_|CORRELATION_KEY_)/.test(code));
      return isKind ? undefined : `found ${JSON.stringify(found)}`;
    }
    default:
      return 'no such verification';
  }
}

function instanceOf({ aliases }: Run, args: Instruction['args']): number {
  const alias = args.process_instance ?? args['process-instance'];
  return (alias === undefined ? [...aliases.values()][0] : aliases.get(alias)) ?? 0;
}

function elementId(run: Run, args: Instruction['args']): string {
  const processId = run.player.states().get(instanceOf(run, args))?.processId;
  const elements = run.models.find(({ id }) => id === processId)?.elements ?? [];
  return args.element_id ?? elements.find(({ name }) => name === args.element_name)?.id ?? '';
}

function elementIn(run: Run, args: Instruction['args']): string | undefined {
  const element = elementId(run, args);
  const instance = instanceOf(run, args);
  const steps = stepsOf(run.player.told).filter(
    (each) => each.element === element && each.instanceKey === instance,
  );
  const found = steps.at(-1)?.what;
  return found === args.state ? undefined : `expected ${args.state}, but found ${found ?? 'nothing'}`;
}

/** Keys of the element's instances. */
function keysOf(run: Run, args: Instruction['args']): number[] {
  const element = elementId(run, args);
  return run.player.told.flatMap(({ event }) =>
    event.type === 'elementActivated' && event.element === element ? [event.key] : [],
  );
}
