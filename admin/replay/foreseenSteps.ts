// What is no element's own doing: somebody moves the case by hand; a join is seen to wait for what cannot come.
import { add, note, ownerAt, type Takers } from './fold.ts';

export const foreseenTakers: Takers<
  'instanceModified' | 'instanceMigrated' | 'instanceReopened' | 'starvingForeseen'
> = {
  instanceModified(fold, { activate, terminate, reason }) {
    const [root] = fold.elementOf.keys();
    const of = root === undefined ? undefined : ownerAt(fold, root);
    if (!of) return;
    const left = terminate.flatMap((key) => fold.elementOf.get(key)?.element ?? []);
    add(fold, 'modified', of, reason === undefined ? {} : { detail: reason });
    if (activate.length > 0) note(fold, 'putAt', of, { elements: activate });
    if (left.length > 0) note(fold, 'takenFrom', of, { elements: left });
  },
  instanceReopened(fold, { key, reason }) {
    const of = ownerAt(fold, key);
    if (of) add(fold, 'caseReopened', of, reason === undefined ? {} : { detail: reason });
  },
  /** What ran is called as in the other version from here on. */
  instanceMigrated(fold, { elements, incidents, jobs, subscriptions, userTasks, reason }) {
    const rename = (known: Map<number, { element: string }>, list: [number, string][]) => {
      for (const [key, element] of list) {
        const found = known.get(key);
        if (found) known.set(key, { ...found, element });
      }
    };
    rename(fold.elementOf, elements);
    rename(fold.ownerOfIncident, incidents);
    rename(fold.ownerOfJob, jobs);
    rename(fold.ownerOfSubscription, subscriptions);
    rename(fold.ownerOfTask, userTasks);
    const [root] = fold.elementOf.keys();
    const of = root === undefined ? undefined : ownerAt(fold, root);
    if (of) add(fold, 'migrated', of, reason === undefined ? {} : { detail: reason });
  },
  starvingForeseen: (fold, { scope, joins }) =>
    note(fold, 'starving', ownerAt(fold, scope), { elements: joins }),
};
