// The searches of one store: what was committed is in the full text before that is asked.
import type { Knex } from 'knex';
import { find, search, searchOpenTasks } from './search.ts';
import type { Store } from './store.ts';
import type { Texts } from './texts/openTexts.ts';
import type { TextIndex } from './texts/textIndex.ts';
import { asksForText } from './texts/textSearch.ts';

export function searching(
  reader: Knex,
  tenant: string,
  index: TextIndex | undefined,
  texts: Texts | undefined,
): Pick<Store, 'search' | 'openTasks' | 'find'> {
  return {
    async search(projection, query) {
      if (asksForText(query)) await texts?.catchUp();
      return search(reader, tenant, projection, query, index);
    },
    async openTasks(query) {
      if (asksForText(query)) await texts?.catchUp();
      return searchOpenTasks(reader, tenant, query, index);
    },
    find: (projection, where) => find(reader, tenant, projection, where),
  };
}
