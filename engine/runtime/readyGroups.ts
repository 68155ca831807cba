// Groups on a store that several nodes write which need nothing of their transaction but its locks: they are executed on
// the way, and written and committed at once.
import type { Bound } from '../store/dialects/dialect.ts';
import type { GroupView } from '../store/store.ts';
import { execute, finish, type Group, type GroupOptions, newGroup } from './groupExecution.ts';
import type { InstanceCache } from './instanceCache.ts';
import { NumberNeeded } from './lookups.ts';
import type { Work } from './work.ts';

/** Executes on what the locks show, and gives what is to be written; asked again where a transaction is tried again. */
type Ready = (view: GroupView) => Promise<readonly Bound[] | undefined>;

export interface ReadyGroups {
  /** `write` commits. Undefined: it has to be executed in its transaction; nothing of it was done. */
  commit(
    options: GroupOptions,
    works: Work[],
    write: (ready: Ready) => Promise<void>,
  ): Promise<Group | undefined>;
}

export function createReadyGroups(cache: Pick<InstanceCache, 'peek'>): ReadyGroups {
  /** Keys of the definitions that took a number once: they will again. */
  const numbered = new Set<number>();

  function isNumbered({ target }: Work): boolean {
    const definition =
      target.kind === 'new'
        ? target.definition
        : target.kind === 'instance'
          ? cache.peek(target.key)?.definition
          : undefined;
    return definition !== undefined && numbered.has(definition.key);
  }

  return {
    async commit(options, works, write) {
      if (works.some((work) => needsTransaction(work) || work.onCommit || isNumbered(work))) return undefined;
      try {
        return await executeReady(options, works, write);
      } catch (error) {
        if (!(error instanceof NumberNeeded)) throw error;
        numbered.add(error.definitionKey);
        return undefined;
      }
    },
  };
}

async function executeReady(
  options: GroupOptions,
  works: Work[],
  write: (ready: Ready) => Promise<void>,
): Promise<Group> {
  let group = newGroup(options, {});
  await write(async (view) => {
    group = newGroup(options, {});
    await execute(options, works, group, { view });
    return (await finish(options, group))?.statements;
  });
  return group;
}

/** A guard that names what it reads looks at that instance alone. */
export function needsTransaction({ guard, reads, guardsInMemory }: Work): boolean {
  return guard !== undefined && reads === undefined && !guardsInMemory;
}
