// Changes between two versions as sentences by file, and as marks on their diagrams.
import { type Change, changeText } from '../engine.ts';
import type { Visit } from '../visit.ts';

/** More sentences than that are no longer read: their number is told. */
const MOST_SENTENCES = 400;
const FEW = 12;

export const isDrawingName = (name: string): boolean => /\.(bpmn|bpmn20\.xml|xml)$/i.test(name);

/** Ids of the diagram with what happened to them; `own` is what only this diagram shows. */
export function marksOf(changes: readonly Change[], own: Change['change'][]): string {
  const marks: { [id: string]: string } = {};
  for (const { change, file, id, from } of changes) {
    if (!isDrawingName(file) || change === 'redrawn') continue;
    const isHere = own.includes(change) || (change !== 'added' && change !== 'removed');
    const there = change === 'identified' && own.includes('removed') ? (from ?? id) : id;
    if (isHere) marks[there] ??= own.includes(change) ? change : 'changed';
  }
  return JSON.stringify(marks);
}

export function changeSentences(visit: Visit, changes: readonly Change[]) {
  const said = changes.filter(({ change }) => change !== 'redrawn');
  const shown = said.slice(0, MOST_SENTENCES);
  const files = [...new Set(shown.map(({ file }) => file))];
  return {
    files: files.map((file) => ({
      file,
      changes: shown
        .filter((change) => change.file === file)
        .map((change) => ({
          kind: change.change === 'added' || change.change === 'removed' ? change.change : 'changed',
          text: changeText(change, visit.lang),
          element: isDrawingName(file) ? change.id : undefined,
        })),
    })),
    counts: {
      added: said.filter(({ change }) => change === 'added').length,
      removed: said.filter(({ change }) => change === 'removed').length,
      changed: said.filter(({ change }) => change !== 'added' && change !== 'removed').length,
      redrawn: changes.length - said.length,
    },
    left: said.length - shown.length,
    /** So few that they are read at one glance. */
    open: shown.length <= FEW,
    same: said.length === 0,
  };
}
