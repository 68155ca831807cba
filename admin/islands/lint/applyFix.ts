// Applies a repair to the modeler as one command, so that one undo takes all of it back.

import { drawChange } from './drawChange.ts';
import { fileChange } from './fileChange.ts';
import type { Change, FixTree } from './fixes/change.ts';
import type { Node } from './fixes/tree.ts';
import { idOf, within } from './fixes/tree.ts';
import type { Services } from './services.ts';

const COMMAND = 'cauce.mend';

type Modeler = Untyped;

/** The tree that is drawn now. */
export function treeOf(modeler: Modeler): FixTree {
  return {
    find(id) {
      const drawn = modeler.get('elementRegistry').get(id)?.businessObject as Node | undefined;
      if (drawn && idOf(drawn) === id) return drawn;
      for (const node of within(modeler.getDefinitions())) if (idOf(node) === id) return node;
      return undefined;
    },
  };
}

export function applyFix(modeler: Modeler, changes: readonly Change[]): void {
  const stack = modeler.get('commandStack');
  if (!modeler.cauceMends) {
    const services = servicesOf(modeler);
    stack.register(COMMAND, {
      preExecute({ changes: all }: { changes: readonly Change[] }) {
        for (const change of all) {
          if (!drawChange(change, services)) fileChange(change, services);
        }
      },
    });
    modeler.cauceMends = true;
  }
  stack.execute(COMMAND, { changes });
}

function servicesOf(modeler: Modeler): Services {
  return {
    get: (name) => modeler.get(name),
    definitions: () => modeler.getDefinitions(),
    find: (id) => treeOf(modeler).find(id),
  };
}
