import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createDemoPeople, usernameOf } from '../../../engine/access/demoPeople.ts';
import { ensureAdministrator } from '../../../engine/access/firstStart.ts';
import { createPerson, findPerson, groupsWithoutMembers } from '../../../engine/access/people.ts';
import { type AccessUnderTest, openAccess } from './openAccess.ts';

let here: AccessUnderTest;
beforeEach(async () => {
  here = await openAccess();
});
afterEach(() => here.close());

const now = () => here.clock.now;

describe('the first start', () => {
  it('creates an administrator whose password must be changed, once', async () => {
    const first = await ensureAdministrator(here.store, now);
    expect(first?.username).toBe('admin');
    expect(await ensureAdministrator(here.store, now)).toBeUndefined();
    const outcome = await here.access.signIn({
      username: 'admin',
      password: first!.password,
      address: '::1',
    });
    expect(outcome).toMatchObject({ ok: true, mustChangePassword: true });
    expect(await findPerson(here.store, 'admin')).toMatchObject({
      roles: ['admin'],
      mustChangePassword: true,
    });
  });
});

describe('demonstration people', () => {
  const lanes = [
    { id: 'Profesional Juridico (Secretaría General)' },
    { id: 'Líder del servicio', roles: ['leader' as const, 'staff' as const] },
    { id: 'Servicio' },
    { id: 'Servicio' },
  ];

  it('are one for each lane, in a group of exactly that name', async () => {
    const demo = await createDemoPeople(here.store, now, lanes);
    expect(demo.people.map((person) => person.username)).toEqual([
      'profesional.juridico',
      'lider.del.servicio',
      'servicio',
      'auditoria',
      'diseno',
    ]);
    expect(await findPerson(here.store, 'profesional.juridico')).toMatchObject({
      groups: ['Profesional Juridico (Secretaría General)'],
      roles: ['staff'],
    });
    expect((await findPerson(here.store, 'lider.del.servicio'))?.roles.sort()).toEqual(['leader', 'staff']);
  });

  it('sign in with the password that the last start printed', async () => {
    const first = await createDemoPeople(here.store, now, lanes);
    const second = await createDemoPeople(here.store, now, lanes);
    const signIn = (password: string) =>
      here.access.signIn({ username: 'servicio', password, address: '::1' });
    expect(await signIn(second.password)).toMatchObject({ ok: true, mustChangePassword: false });
    expect(await signIn(first.password)).toMatchObject({ ok: false });
  });

  it('have names in plain small letters, two lanes never the same', async () => {
    expect(usernameOf('Coordinador Marketing Estrategico (Relaciones Corporativas)')).toBe(
      'coordinador.marketing.estrategico',
    );
    const demo = await createDemoPeople(here.store, now, [{ id: 'Auxiliar (A)' }, { id: 'Auxiliar (B)' }]);
    expect(demo.people.slice(0, 2).map((person) => person.username)).toEqual(['auxiliar', 'auxiliar.2']);
  });
});

describe('people', () => {
  it('have names that are taken once', async () => {
    expect(await createPerson(here.store, now(), { username: 'ana' }, 'admin')).toBe(true);
    expect(await createPerson(here.store, now(), { username: 'ana' }, 'admin')).toBe(false);
  });

  it('leave a group without members when the last one turns inactive', async () => {
    await createPerson(here.store, now(), { username: 'ana', groups: ['Uno'] }, 'admin');
    expect(await groupsWithoutMembers(here.store, ['Uno', 'Dos'])).toEqual(['Dos']);
    await here.store.write((db) => db('cauce_users').update({ active: 0 }));
    expect(await groupsWithoutMembers(here.store, ['Uno', 'Dos'])).toEqual(['Uno', 'Dos']);
  });

  it('reading a case is on record before it is shown, however many read at once', async () => {
    const reads = Array.from({ length: 250 }, (_, number) =>
      here.access.reads.record([{ caseKey: number, username: 'ana', action: 'case:read' }]),
    );
    await Promise.all(reads);
    const [row] = await here.store.reader('cauce_case_reads').count({ rows: '*' });
    expect(row).toEqual({ rows: 250 });
  });
});
