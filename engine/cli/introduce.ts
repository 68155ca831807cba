// Says how to sign in: once for the first administrator, and at each start for demonstration people.
import { createDemoPeople } from '../access/demoPeople.ts';
import { ensureAdministrator } from '../access/firstStart.ts';
import type { Cauce } from '../index.ts';
import type { Terminal } from './command.ts';
import { demoLanes } from './demoLanes.ts';

export interface Introduction {
  /** Folder whose `roles.json` files name the demonstration people. */
  processes: string;
  demo: boolean;
  json: boolean;
}

const DEMO_PASSWORD = 'cauce-demo';

export async function introduce(
  { engine }: Cauce,
  { processes, demo, json }: Introduction,
  { print, locale }: Terminal,
): Promise<void> {
  const { store, now } = engine;
  const say = (facts: object, es: string, en: string) =>
    print(json ? JSON.stringify(facts) : locale === 'es' ? es : en);
  const administrator = await ensureAdministrator(store, now);
  if (administrator) {
    const { username, password } = administrator;
    say(
      { administrator: { username, password } },
      `Administrador: usuario ${username}, clave de un solo uso ${password} (se cambia al entrar)`,
      `Administrator: user ${username}, one-time password ${password} (changed at sign-in)`,
    );
  }
  if (!demo) return;
  const { password, people } = await createDemoPeople(store, now, await demoLanes(processes), DEMO_PASSWORD);
  const names = people.map(({ username }) => username);
  say(
    { demo: { password, people: names } },
    `Demostración (--demo), clave ${password}: ${names.join(', ')}`,
    `Demonstration (--demo), password ${password}: ${names.join(', ')}`,
  );
}
