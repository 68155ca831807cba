// Two people saved one file: what each of them changed beside the other, a question for what contradicts, and one text of
// both.
import '../../styles/comparing.css';
import { changeText, compareFiles } from '../../../engine/compare/index.ts';
import { type Conflict, mergeTexts, type Side } from '../../../engine/merge/index.ts';
import { button, part } from '../elements/part.ts';
import { pageLanguage, type Say } from '../words/speak.ts';
import { comparingWords } from './comparingWords.ts';

export interface Merging {
  fileName: string;
  /** Undefined: not known any more. */
  base: string | undefined;
  mine: string;
  theirs: string;
  theirName: string;
  apply(text: string): Promise<void>;
}

/** More are not read before deciding. */
const MOST_SHOWN = 80;

export async function openMerge(merging: Merging): Promise<void> {
  const say = await comparingWords();
  const dialog = part('dialog', 'merge-dialog');
  const title = part('h2', '', say('merge.title', { file: merging.fileName }));
  title.id = 'merge-title';
  dialog.setAttribute('aria-labelledby', title.id);
  const { conflicts } = mergeTexts(merging.fileName, merging);
  const form = part('form');
  form.method = 'dialog';
  const left = part('p', 'quiet', '');
  left.setAttribute('role', 'status');
  form.append(...conflicts.map((conflict, at) => questionOf(conflict, at, merging, say)));
  const merge = button(say('merge.merge'), 'button', () => {
    const choices = chosenIn(form, conflicts);
    const missing = conflicts.length - choices.size;
    if (missing === 0) {
      dialog.close();
      void merging.apply(mergeTexts(merging.fileName, merging, choices).text);
    } else {
      left.textContent = say('merge.undecided', { count: missing });
      form.querySelector<HTMLInputElement>('fieldset:not(:has(:checked)) input')?.focus();
    }
  });
  const actions = part('div', 'actions');
  actions.append(
    merge,
    button(say('merge.later'), 'button plain', () => dialog.close()),
  );
  const lead = conflicts.length === 0 ? say('merge.compatible') : say('merge.lead');
  dialog.append(title, part('p', 'lead', lead), sidesOf(merging, say), form, left, actions);
  dialog.addEventListener('close', () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}

function chosenIn(form: HTMLFormElement, conflicts: readonly Conflict[]): Map<string, Side> {
  const given = new FormData(form);
  return new Map(
    conflicts.flatMap(({ id }, at) => {
      const side = given.get(`conflict-${at}`);
      return side === 'mine' || side === 'theirs' ? [[id, side] as const] : [];
    }),
  );
}

function sidesOf({ fileName, base, mine, theirs, theirName }: Merging, say: Say): HTMLElement {
  const sides = part('div', 'merge-sides');
  for (const [label, text] of [
    [say('merge.mine'), mine],
    [theirName, theirs],
  ] as const) {
    const side = part('div');
    side.append(part('h3', '', label), changesIn(fileName, base, text, say));
    sides.append(side);
  }
  return sides;
}

function changesIn(name: string, base: string | undefined, text: string, say: Say): HTMLElement {
  if (base === undefined) return part('p', 'quiet', say('merge.baseUnknown'));
  const all = compareFiles([{ name, text: base }], [{ name, text }]);
  const changes = all.filter(({ change }) => change !== 'redrawn');
  const moved = all.length - changes.length;
  if (changes.length === 0) return part('p', 'quiet', say(moved > 0 ? 'merge.onlyMoved' : 'merge.untouched'));
  const list = part('ul', 'changes');
  for (const change of changes.slice(0, MOST_SHOWN)) {
    const kind = change.change === 'added' || change.change === 'removed' ? change.change : 'changed';
    list.append(part('li', `change ${kind}`, changeText(change, pageLanguage())));
  }
  if (changes.length > MOST_SHOWN)
    list.append(part('li', 'quiet', say('comparingTool.left', { count: changes.length - MOST_SHOWN })));
  return list;
}

function questionOf(conflict: Conflict, at: number, { theirName }: Merging, say: Say): HTMLElement {
  const { kind, name, property, base } = conflict;
  const box = part('fieldset', 'merge-question');
  const words =
    kind === 'file'
      ? say('merge.whole')
      : property === 'name'
        ? say('merge.nameOf', { name: base ?? name })
        : property
          ? say('merge.property', { name, property })
          : say('merge.removed', { name });
  box.append(part('legend', '', words));
  if (base !== undefined && kind !== 'file')
    box.append(part('p', 'quiet small', say('merge.was', { value: base })));
  for (const [side, label] of [
    ['mine', say('merge.mine')],
    ['theirs', theirName],
  ] as const) {
    const value = kind === 'file' ? '' : (conflict[side] ?? say('merge.gone'));
    const choice = part('label', 'check');
    const input = part('input');
    input.type = 'radio';
    input.name = `conflict-${at}`;
    input.value = side;
    choice.append(input, part('span', '', value === '' ? label : `${label}: ${value}`));
    box.append(choice);
  }
  return box;
}
