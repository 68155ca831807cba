// Starts the whole product on a fresh database, with the PQRS flow deployed and people to sign in as.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { insertPerson } from '../../../engine/access/people.ts';
import { type Cauce, type CauceOptions, createCauce } from '../../../engine/index.ts';
import type { Role } from '../../../engine/runtime/engine.ts';
import { quickHash } from '../../harness/quickHash.ts';
import { databaseIn } from '../../harness/testDatabase.ts';

export const password = 'una frase larga para entrar';

export const lanes = {
  desk: 'Auxiliar Tecnico Servicio Al Cliente (Relaciones Corporativas)',
  service: 'Servicio',
  legal: 'Profesional Juridico (Secretaría General)',
};

const people: [username: string, name: string, roles: Role[], groups: string[]][] = [
  ['adriana', 'Adriana Auxiliar', ['staff'], [lanes.desk]],
  ['bruno', 'Bruno Auxiliar', ['staff'], [lanes.desk]],
  ['samuel', 'Samuel Servicio', ['staff'], [lanes.service]],
  ['lucia', 'Lucía Líder', ['leader'], [lanes.desk]],
  ['aurora', 'Aurora Auditora', ['auditor'], []],
  ['diana', 'Diana Diseñadora', ['designer'], []],
  ['angela', 'Ángela Administradora', ['admin'], []],
];

export interface Product {
  cauce: Cauce;
  url: string;
  close(): Promise<void>;
}

/** Styles and islands come from the build, which is quick when nothing changed. */
export function buildPages(): void {
  const build = fileURLToPath(new URL('../../../admin/build.mjs', import.meta.url));
  const built = spawnSync(process.execPath, [build]);
  if (built.status !== 0) throw new Error(String(built.stderr));
}

const running = new Map<string, Product>();

/**
 * Resolves when the programs of the product at that address have done what they can do now: what they do next, a mail
 * that has to be written first for instance, stands on its pages.
 */
export async function quiet(url: string): Promise<void> {
  const engine = running.get(url)?.cauce.engine;
  if (!engine) return;
  for (;;) {
    await engine.settle(20_000);
    const waiting = await engine.store
      .reader('cauce_jobs')
      .whereLike('type', 'cauce:%')
      .whereIn('state', ['CREATED', 'FAILED'])
      .where('retries', '>', 0)
      .where('available_at', '<=', Date.now())
      .first('key');
    if (!waiting) return;
    await new Promise((resume) => setTimeout(resume, 5));
  }
}

const processes = fileURLToPath(new URL('../../../processes/pqrs', import.meta.url));

export async function startProduct(options: Partial<CauceOptions> = {}): Promise<Product> {
  const folder = mkdtempSync(join(tmpdir(), 'cauce-pages-'));
  const cauce = await createCauce({
    database: await databaseIn(folder),
    publicLimit: 10_000,
    access: { attempts: { windowMs: 60_000, perAddress: 10_000, perUser: 10_000 } },
    ...options,
  });
  const deployed = await cauce.deployFolder(processes);
  if (!deployed.ok) throw new Error(`Expected the flow to deploy, but: ${JSON.stringify(deployed.problems)}`);
  const { store } = cauce.engine;
  const passwordHash = quickHash(password);
  await store.write(async (db) => {
    for (const [username, name, roles, groups] of people)
      await insertPerson(
        db,
        store.tenant,
        Date.now(),
        { username, name, roles, groups, passwordHash },
        'test',
      );
  });
  const { url } = await cauce.listen(0);
  const product: Product = {
    cauce,
    url,
    async close() {
      running.delete(url);
      await cauce.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  running.set(url, product);
  return product;
}
