// A service whose bearer token a load uses, made before the server starts.
import { createPerson } from '../../engine/access/people.ts';
import { createCauce } from '../../engine/index.ts';

export async function serviceToken(database: string): Promise<string> {
  const cauce = await createCauce({ database });
  try {
    const { store, now } = cauce.engine;
    await createPerson(store, now(), { username: 'load', name: 'Load', roles: ['service'] }, 'test');
    return await cauce.access.tokens.create('load', 'load', 'test');
  } finally {
    await cauce.close();
  }
}
