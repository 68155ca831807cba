// Creates the first administrator of an empty database, with a password that works until the first sign-in.
import type { Store } from '../store/store.ts';
import { hashPassword } from './password.ts';
import { insertPerson } from './people.ts';
import { newPassword } from './secret.ts';

export interface FirstAdministrator {
  username: string;
  /** To be printed once; only its hash is kept. */
  password: string;
}

/** Undefined when somebody is an administrator already. */
export async function ensureAdministrator(
  store: Store,
  now: () => number,
): Promise<FirstAdministrator | undefined> {
  const existing = () =>
    store
      .reader('cauce_role_assignments')
      .where({ tenant_id: store.tenant, role: 'admin' })
      .first('username');
  if (await existing()) return undefined;
  const administrator = { username: 'admin', password: newPassword() };
  const passwordHash = await hashPassword(administrator.password);
  const created = await store.write((db) =>
    insertPerson(
      db,
      store.tenant,
      now(),
      { username: 'admin', name: 'Administrador', mustChangePassword: true, roles: ['admin'], passwordHash },
      'system',
    ),
  );
  return created ? administrator : undefined;
}
