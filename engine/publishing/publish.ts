// Publishes a draft: its whole folder in one transaction with the record of who, why, on what grounds, and instead of what.
import type { Json } from '../core/index.ts';
import type { DeployedDefinition, Engine, Principal, Problem, Rejection } from '../runtime/engine.ts';
import { lockDraft, updateDraft } from '../store/drafts.ts';
import { insertPublication, newestDeploymentOf } from '../store/publications.ts';
import type { Db } from '../store/store.ts';
import { type Asked, type Gate, gateOf, refusalsOf } from './gate.ts';

export type Published =
  | { ok: true; deploymentKey: number; definitions: DeployedDefinition[]; problems: Problem[] }
  | { ok: false; rejections: Rejection[] };

/** Thrown inside the transaction, so that nothing of it stays. */
export class Refused extends Error {
  readonly rejection: Rejection;
  constructor(code: string, values: { [name: string]: Json }) {
    super(code);
    this.rejection = { code, values };
  }
}

export async function publishDraft(
  engine: Engine,
  draftKey: number,
  by: Principal,
  asked: Omit<Asked, 'by'>,
): Promise<Published> {
  const draft = await engine.drafts.find(draftKey);
  if (!draft || draft.discardedAt !== null) return refusal('DRAFT_GONE', { draft: draftKey });
  const gate = await gateOf(engine, draft);
  const rejections = refusalsOf(gate, { ...asked, by: by.username });
  if (rejections.length > 0) return { ok: false, rejections };
  return deployOf(engine, gate, by, asked);
}

async function deployOf(
  engine: Engine,
  gate: Gate,
  principal: Principal,
  { note, waiver }: Omit<Asked, 'by'>,
): Promise<Published> {
  const { tenant } = engine.store;
  const { draft, replaces, approvals } = gate;
  const by = principal.username;
  const resources = gate.files.map(({ name, content }) => ({ name, content }));
  try {
    const outcome = await engine.deploy(resources, principal, draft.name, {
      before: (db) => refuseOvertaken(db, tenant, gate),
      async after(db, deploymentKey) {
        const at = engine.now();
        await insertPublication(db, tenant, {
          kind: 'publish',
          deploymentKey,
          replacesKey: replaces?.key ?? null,
          restoresKey: null,
          draftKey: draft.key,
          note: note.trim(),
          at,
          by,
          checks: checksOf(gate, waiver),
          approvals: approvals.filter((one) => one.by !== by),
        });
        const changes = { basedOn: deploymentKey, publishedAt: at, changedAt: at, changedBy: by };
        await updateDraft(db, tenant, draft.key, changes);
      },
    });
    if (outcome.ok) return outcome;
    const count = outcome.problems.filter(({ severity }) => severity === 'error').length;
    return refusal('PUBLISH_ERRORS', { count });
  } catch (error) {
    if (error instanceof Refused) return { ok: false, rejections: [error.rejection] };
    throw error;
  }
}

/** In the single writer's turn: of two who publish at once, the second is told. */
async function refuseOvertaken(db: Db, tenant: string, { draft, processes }: Gate): Promise<void> {
  // The button pressed twice, too: what has no process takes nobody's place by which it could be told.
  const now = await lockDraft(db, tenant, draft.key);
  if (!now || now.discardedAt !== null) throw new Refused('DRAFT_GONE', { draft: draft.key });
  if (now.basedOn !== draft.basedOn) throw new Refused('PUBLISH_OVERTAKEN', { by: now.changedBy });
  const newest = await newestDeploymentOf(db, tenant, processes);
  if (newest && newest.key > (draft.basedOn ?? 0)) throw new Refused('PUBLISH_OVERTAKEN', { by: newest.by });
}

function checksOf(gate: Gate, waiver: string): { [name: string]: Json } {
  const count = (severity: Problem['severity']) =>
    gate.problems.filter((problem) => problem.severity === severity).length;
  return {
    digest: gate.digest,
    errors: count('error'),
    warnings: count('warning'),
    unsound: gate.unsound.length,
    style: gate.style.length,
    tests: gate.tests.length,
    ...(gate.unsound.length > 0 && { waiver: waiver.trim() }),
  };
}

const refusal = (code: string, values: { [name: string]: Json }): Published => ({
  ok: false,
  rejections: [{ code, values }],
});
