// What is no element's own doing: somebody moves the case by hand; a join is seen to wait for what cannot come.
import { add, note, ownerAt, type Takers } from './fold.ts';

export const foreseenTakers: Takers<'instanceModified' | 'starvingForeseen'> = {
  instanceModified(fold, { activate, terminate, reason }) {
    const [root] = fold.elementOf.keys();
    const of = root === undefined ? undefined : ownerAt(fold, root);
    if (!of) return;
    const left = terminate.flatMap((key) => fold.elementOf.get(key)?.element ?? []);
    add(fold, 'modified', of, reason === undefined ? {} : { detail: reason });
    if (activate.length > 0) note(fold, 'putAt', of, { elements: activate });
    if (left.length > 0) note(fold, 'takenFrom', of, { elements: left });
  },
  starvingForeseen: (fold, { scope, joins }) =>
    note(fold, 'starving', ownerAt(fold, scope), { elements: joins }),
};
