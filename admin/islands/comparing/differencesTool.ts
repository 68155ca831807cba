// What the draft changes, told while one draws: every difference to the version that it began from, each leading to its
// element.
import '../../styles/comparing.css';
import { type Change, changeText, type VersionFile } from '../../../engine/compare/index.ts';
import { part } from '../elements/part.ts';
import type { Desk, DeskTool, OpenTool } from '../modeler/tool.ts';
import type { Say } from '../words/speak.ts';
import type { CompareReply, CompareRequest } from './compareWorker.ts';
import { comparingWords } from './comparingWords.ts';

/** More are told on the page that compares. */
const MOST_SHOWN = 300;

interface Published {
  label: string;
  files: VersionFile[];
}

async function published({ base, draftKey }: Desk): Promise<Published | undefined> {
  const response = await fetch(`${base}/borradores/${draftKey}/publicado`, { credentials: 'same-origin' });
  if (response.status === 404) return undefined;
  if (!response.ok)
    throw new Error(`Expected the published files, but the server answered ${response.status}.`);
  return response.json();
}

/** The latest question alone is answered. */
function openComparer(answered: (changes: Change[]) => void) {
  const worker = new Worker(new URL('./compareWorker.ts', import.meta.url), { type: 'module' });
  let number = 0;
  worker.addEventListener('message', ({ data }: MessageEvent<CompareReply>) => {
    if (data.number === number) answered(data.changes);
  });
  return (before: VersionFile[], after: VersionFile[]) => {
    number += 1;
    worker.postMessage({ number, before, after } satisfies CompareRequest);
  };
}

async function open(desk: Desk, pane: HTMLElement): Promise<OpenTool> {
  const say = await comparingWords();
  const before = await published(desk);
  if (!before) {
    pane.replaceChildren(part('p', 'quiet', say('comparingTool.nothingPublished')));
    return {};
  }
  const head = part('div', 'comparing-head');
  const counted = part('p', 'comparing-count');
  counted.setAttribute('role', 'status');
  const link = part('a', '', say('comparingTool.sideBySide'));
  link.href = `${desk.base}/borradores/${desk.draftKey}/comparar?dibujo=${encodeURIComponent(desk.fileName)}`;
  head.append(counted, part('span', 'quiet', say('comparingTool.to', { label: before.label })), link);
  const list = part('div', 'comparing-list');
  pane.replaceChildren(head, list);
  let unmark = () => {};
  let isShown = true;
  const compare = openComparer((changes) => {
    counted.textContent = say('comparingTool.count', { count: changes.length });
    list.replaceChildren(...filesOf(changes, desk, say));
    unmark();
    unmark = isShown ? marked(changes, desk) : () => {};
  });
  const changed = async () => compare(before.files, await desk.files());
  await changed();
  return {
    changed: () => void changed(),
    shown() {
      isShown = true;
      void changed();
    },
    hidden() {
      isShown = false;
      unmark();
      unmark = () => {};
    },
  };
}

function marked(changes: readonly Change[], desk: Desk): () => void {
  const here = changes.filter(({ file, change }) => file === desk.fileName && change !== 'removed');
  const added = new Set(here.flatMap(({ change, id }) => (change === 'added' ? [id] : [])));
  const changed = new Set(here.flatMap(({ id }) => (added.has(id) ? [] : [id])));
  const ends = [desk.mark([...added], 'added'), desk.mark([...changed], 'changed')];
  return () => {
    for (const end of ends) end();
  };
}

/** This drawing first. */
function filesOf(changes: readonly Change[], desk: Desk, say: Say): HTMLElement[] {
  if (changes.length === 0) return [part('p', 'quiet', say('comparingTool.none'))];
  const names = [...new Set(changes.map(({ file }) => file))];
  names.sort((a, b) => Number(b === desk.fileName) - Number(a === desk.fileName) || a.localeCompare(b));
  const left = changes.length - MOST_SHOWN;
  let room = MOST_SHOWN;
  const made = names.flatMap((name): HTMLElement[] => {
    const own = changes.filter(({ file }) => file === name).slice(0, Math.max(0, room));
    room -= own.length;
    if (own.length === 0) return [];
    const list = part('ul', 'changes');
    list.append(...own.map((change) => itemOf(change, desk)));
    return [part('h3', 'comparing-file', name), list];
  });
  return left > 0 ? [...made, part('p', 'quiet', say('comparingTool.left', { count: left }))] : made;
}

function itemOf(change: Change, desk: Desk): HTMLElement {
  const kind = change.change === 'added' || change.change === 'removed' ? change.change : 'changed';
  const item = part('li', `change ${kind}`);
  const text = changeText(change, desk.lang);
  if (change.file !== desk.fileName || kind === 'removed') item.textContent = text;
  else {
    const lead = part('button', 'link comparing-change', text);
    lead.type = 'button';
    lead.addEventListener('click', () => desk.reveal(change.id));
    item.append(lead);
  }
  return item;
}

export const differencesTool: DeskTool = { open };
