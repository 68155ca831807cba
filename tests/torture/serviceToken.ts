// Who asks: a service that starts cases and does tasks, and a person who reads; made before the server starts.
import { createPerson } from '../../engine/access/people.ts';
import { createCauce } from '../../engine/index.ts';

export async function serviceToken(database: string): Promise<string> {
  return (await peopleOf(database)).service;
}

/** Bearer tokens. What the person reads of a case is recorded. */
export async function peopleOf(database: string): Promise<{ service: string; person: string }> {
  const cauce = await createCauce({ database });
  try {
    const { store, now } = cauce.engine;
    await createPerson(store, now(), { username: 'load', name: 'Load', roles: ['service'] }, 'test');
    await createPerson(
      store,
      now(),
      { username: 'reader', name: 'Reader', roles: ['admin', 'auditor', 'leader'] },
      'test',
    );
    const { tokens } = cauce.access;
    const service = await tokens.create('load', 'load', 'test');
    return { service, person: await tokens.create('reader', 'reader', 'test') };
  } finally {
    await cauce.close();
  }
}
