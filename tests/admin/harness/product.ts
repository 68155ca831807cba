// Starts the whole product on a fresh database, with the PQRS flow deployed and people to sign in as.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createPerson } from '../../../engine/access/people.ts';
import { type Cauce, type CauceOptions, createCauce } from '../../../engine/index.ts';
import type { Role } from '../../../engine/runtime/engine.ts';

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

const processes = fileURLToPath(new URL('../../../processes/pqrs', import.meta.url));

export async function startProduct(options: Partial<CauceOptions> = {}): Promise<Product> {
  const folder = mkdtempSync(join(tmpdir(), 'cauce-pages-'));
  const cauce = await createCauce({
    database: join(folder, 'cauce.db'),
    publicLimit: 10_000,
    access: { attempts: { windowMs: 60_000, perAddress: 10_000, perUser: 10_000 } },
    ...options,
  });
  const deployed = await cauce.deployFolder(processes);
  if (!deployed.ok) throw new Error(`Expected the flow to deploy, but: ${JSON.stringify(deployed.problems)}`);
  for (const [username, name, roles, groups] of people) {
    await createPerson(cauce.engine.store, Date.now(), { username, name, roles, groups, password }, 'test');
  }
  const { url } = await cauce.listen(0);
  return {
    cauce,
    url,
    async close() {
      await cauce.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
