// Brings an earlier version back: its files are deployed again, byte for byte, as the newest version.
import type { Engine, Principal, Rejection } from '../runtime/engine.ts';
import { insertPublication, newestDeploymentOf, readDeployedFiles } from '../store/publications.ts';
import { type Published, Refused } from './publish.ts';

export interface Rollback {
  /** Of the deployment that comes back. */
  name: string;
  /** Files of the deployment that comes back. */
  files: { name: string; content: Buffer }[];
  processes: string[];
  /** What is there now. */
  present: { key: number; at: number; by: string; files: { name: string; content: Buffer }[] };
}

/** Undefined where there is no such deployment. */
export async function rollbackTo(engine: Engine, deploymentKey: number): Promise<Rollback | undefined> {
  const { reader, tenant } = engine.store;
  const members: { id: string }[] = await reader('cauce_deployment_members as m')
    .join('cauce_deployments as d', 'd.key', 'm.deployment_key')
    .where({ 'd.tenant_id': tenant, 'm.deployment_key': deploymentKey, 'm.kind': 'process' })
    .select('m.id');
  const processes = members.map(({ id }) => id);
  const newest = await newestDeploymentOf(reader, tenant, processes);
  if (!newest) return undefined;
  const row = await reader('cauce_deployments')
    .where({ tenant_id: tenant, key: deploymentKey })
    .first('name');
  const files = await readDeployedFiles(reader, deploymentKey);
  return {
    name: row?.name ?? '',
    files,
    processes,
    present: { ...newest, files: await readDeployedFiles(reader, newest.key) },
  };
}

/** Whether what would come back is there already. */
export function isSame({ files, present }: Rollback): boolean {
  const others = new Map(present.files.map(({ name, content }) => [name, content]));
  return (
    files.length === others.size && files.every(({ name, content }) => others.get(name)?.equals(content))
  );
}

/** `seen`: the deployment that its author saw as the present one. */
export async function rollBack(
  engine: Engine,
  deploymentKey: number,
  by: Principal,
  { note, seen }: { note: string; seen: number },
): Promise<Published> {
  const rollback = await rollbackTo(engine, deploymentKey);
  const rejections: Rejection[] = [];
  if (!rollback || isSame(rollback)) rejections.push({ code: 'ROLLBACK_TO_PRESENT', values: {} });
  else if (rollback.present.key !== seen)
    rejections.push({ code: 'PUBLISH_OVERTAKEN', values: { by: rollback.present.by } });
  if (note.trim() === '') rejections.push({ code: 'PUBLISH_NOTE_MISSING', values: {} });
  if (!rollback || rejections.length > 0) return { ok: false, rejections };
  const { tenant } = engine.store;
  const outcome = await engine
    .deploy(rollback.files, by, rollback.name, {
      // In the single writer's turn: of two who press at once, the second is told.
      async before(db) {
        const newest = await newestDeploymentOf(db, tenant, rollback.processes);
        if (newest?.key !== seen) throw new Refused('PUBLISH_OVERTAKEN', { by: newest?.by ?? '' });
      },
      after: (db, key) =>
        insertPublication(db, tenant, {
          kind: 'rollback',
          deploymentKey: key,
          replacesKey: rollback.present.key,
          restoresKey: deploymentKey,
          draftKey: null,
          note: note.trim(),
          at: engine.now(),
          by: by.username,
          checks: {},
          approvals: [],
        }),
    })
    .catch((error: unknown) => {
      if (error instanceof Refused) return error;
      throw error;
    });
  if (outcome instanceof Refused) return { ok: false, rejections: [outcome.rejection] };
  if (outcome.ok) return outcome;
  const count = outcome.problems.filter(({ severity }) => severity === 'error').length;
  return { ok: false, rejections: [{ code: 'PUBLISH_ERRORS', values: { count } }] };
}
