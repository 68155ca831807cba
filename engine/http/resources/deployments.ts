// Deployments: a set of resources, taken whole or refused whole with every problem at once.
import { z } from 'zod';
import type { DeployOutcome, Problem, Resource } from '../../runtime/engine.ts';
import { hashOf, once } from '../idempotency.ts';
import type { HttpOptions } from '../options.ts';
import { resourceName } from '../plainName.ts';
import { type Refusal, refusal } from '../problem.ts';
import { type Locale, problemTextOf } from '../problemText.ts';
import { type Call, type Route, refuse, route } from '../route.ts';
import { tenantShape } from '../shapes.ts';
import { deploymentAnswer, deploymentShape } from './deploymentAnswer.ts';

function problemsIn(problems: Problem[], locale: Locale) {
  return problems.map((problem) => ({
    severity: problem.severity,
    code: problem.code,
    resource: problem.resource ?? null,
    elementId: problem.elementId ?? null,
    elementName: problem.elementName ?? null,
    message: problemTextOf(problem, locale),
  }));
}

function resourcesOf(call: Call<unknown>): Resource[] | Refusal {
  const resources: Resource[] = [];
  for (const file of call.files) {
    if (file.field !== 'resources') continue;
    const name = resourceName(file.name);
    if (name === undefined) return refusal('RESOURCE_NAME_INVALID', { name: file.name.slice(0, 100) });
    resources.push({ name, content: file.content });
  }
  return resources.length > 0 ? resources : refusal('FILES_MISSING', { name: 'resources' });
}

const answer = deploymentShape.extend({
  /** Warnings; ours, beyond that API. */
  problems: z.array(z.looseObject({ code: z.string(), message: z.string() })),
});

/** Answers of deployments under a key, so that a repeat within this process's life is the same to the letter. */
async function deploy(call: Call<unknown>, resources: Resource[]): Promise<DeployOutcome | Refusal> {
  let outcome: DeployOutcome | undefined;
  const hash = hashOf(...resources.flatMap(({ name, content }) => [name, content]));
  const run = async () => {
    outcome = await call.engine.deploy(resources, call.principal);
    return outcome.ok ? `deployment:${outcome.deploymentKey}` : '';
  };
  const made = await once(call, hash, async () => (await run()) || refusal('DEPLOYMENT_REFUSED'));
  if (typeof made !== 'string') return outcome ?? made;
  // Identical bytes keep their versions, so deploying them again tells what the first time told.
  outcome ??= await call.engine.deploy(resources, call.principal);
  if (outcome.ok) outcome.deploymentKey = Number(made.slice('deployment:'.length));
  return outcome;
}

const create = (options: HttpOptions): Route =>
  route({
    method: 'post',
    path: '/deployments',
    policy: { action: 'deployment:create' },
    request: z.strictObject({ tenantId: tenantShape }),
    multipart: {
      files: options.filesLimit,
      fileLimit: options.resourceLimit,
      bodyLimit: options.deploymentLimit,
    },
    response: answer,
    summary: 'Deploy resources: diagrams, decisions, forms and what belongs to them',
    async handler(call) {
      const resources = resourcesOf(call);
      if (!Array.isArray(resources)) return refuse(resources);
      const outcome = await deploy(call, resources);
      if ('code' in outcome) return refuse(outcome);
      const problems = problemsIn(outcome.problems, call.locale);
      if (!outcome.ok) return refuse(refusal('DEPLOYMENT_REFUSED', {}, { problems }));
      return {
        ...(await deploymentAnswer(call.store, outcome.deploymentKey, outcome.definitions)),
        problems,
      };
    },
  });

export const deploymentRoutes = (options: HttpOptions): Route[] => [create(options)];
