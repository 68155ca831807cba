// What people write about the case or something in it is a step of its own.
import { add, type Fold, type Owned, ownerAt, type Takers } from './fold.ts';

export const annotationTakers: Takers<'annotated'> = {
  annotated(fold, { kind, text, about }) {
    const of = subjectOf(fold, about);
    if (of)
      add(fold, 'annotated', { element: of.element, owner: of.owner }, { detail: text, noteKind: kind });
  },
};

/** An element, a task or an incident; what is not known any more is the case. */
function subjectOf(fold: Fold, about: number | undefined): Owned | undefined {
  const [root] = fold.elementOf.keys();
  const found =
    about === undefined
      ? undefined
      : (ownerAt(fold, about) ?? fold.ownerOfTask.get(about) ?? fold.ownerOfIncident.get(about));
  return found ?? (root === undefined ? undefined : ownerAt(fold, root));
}
