// Says whether what is typed is saved, and who else is here; asks what to do where two people saved the same file.
import '../styles/draftState.css';
import type { Conflict, DraftFile, Present } from './draft/draftFile.ts';
import { part } from './elements/part.ts';
import { pageLanguage, type Say, speak } from './words/speak.ts';

/**
 * May be heard by an editor that shows both versions itself: it prevents the default, and gives `apply` the text that holds
 * from then on. Else they are merged here.
 */
export interface ConflictDetail {
  file: DraftFile;
  conflict: Conflict;
  apply(text: string): Promise<void>;
}

async function stateWords(): Promise<Say> {
  const words =
    pageLanguage() === 'en'
      ? await import('../locales/draftState/en.json')
      : await import('../locales/draftState/es.json');
  return speak(words.default);
}

/** Editors tell of the file that they opened by the event `cauce-draft-open` on the document, or set `file`. */
class DraftStateElement extends HTMLElement {
  private opened: DraftFile | undefined;
  private ends: (() => void)[] = [];
  private readonly words = stateWords();

  connectedCallback(): void {
    const heard = (event: Event) => {
      this.file = (event as CustomEvent<DraftFile>).detail;
    };
    document.addEventListener('cauce-draft-open', heard);
    this.ends.push(() => document.removeEventListener('cauce-draft-open', heard));
    if (this.opened) this.watch(this.opened);
  }

  disconnectedCallback(): void {
    for (const end of this.ends.splice(0)) end();
  }

  set file(file: DraftFile | undefined) {
    this.opened = file;
    if (file && this.isConnected) this.watch(file);
  }

  get file(): DraftFile | undefined {
    return this.opened;
  }

  private watch(file: DraftFile): void {
    const show = () => void this.show(file);
    this.ends.push(file.on('state', show), file.on('present', show));
    show();
  }

  private async show(file: DraftFile): Promise<void> {
    const say = await this.words;
    const line = part('span', 'draft-line');
    line.setAttribute('role', 'status');
    line.append(...this.stateParts(file, say), ...presenceParts(file, say));
    const { conflict } = file;
    const focused = this.contains(document.activeElement)
      ? document.activeElement?.getAttribute('name')
      : null;
    this.replaceChildren(line, ...(conflict ? [this.question(file, conflict, say)] : []));
    if (focused) this.querySelector<HTMLElement>(`[name="${focused}"]`)?.focus();
  }

  private stateParts(file: DraftFile, say: Say): HTMLElement[] {
    const { state, refusal, conflict, isRecovered, savedAt } = file;
    const recovered =
      isRecovered && savedAt === undefined ? [part('span', 'quiet', say('draftState.recovered'))] : [];
    if (state === 'saving') return [...recovered, part('span', 'quiet', say('draftState.saving'))];
    if (state === 'offline') return [part('span', 'state atRisk', say('draftState.offline'))];
    if (conflict) return [part('span', 'state overdue', headOf(conflict, say))];
    if (state === 'refused') {
      const message =
        refusal?.message ||
        (refusal?.status === 401 || refusal?.status === 400 ? say('draftState.signIn') : '');
      const text = part('span', 'state overdue', say('draftState.refused', { message }));
      return [text, button('retry', say('draftState.retry'), 'link', () => void file.flush())];
    }
    const time = savedAt && new Date(savedAt).toLocaleTimeString(pageLanguage(), { timeStyle: 'short' });
    const words = time ? say('draftState.savedAt', { time }) : say('draftState.saved');
    return [...recovered, part('span', 'quiet', words)];
  }

  private question(file: DraftFile, conflict: Conflict, say: Say): HTMLElement {
    const name = conflict.theirs.savedBy;
    const apply = async (text: string): Promise<void> => {
      // Mine is a state of the file first, so that nothing is lost whichever is taken.
      if (text !== conflict.mine && file.conflict) await file.settle(file.conflict.mine);
      await (file.conflict ? file.settle(text) : finish(file, text));
      location.reload();
    };
    const compare = (): void => {
      const detail: ConflictDetail = { file, conflict: file.conflict ?? conflict, apply };
      const event = new CustomEvent('cauce-draft-conflict', { detail, bubbles: true, cancelable: true });
      if (this.dispatchEvent(event)) void layBeside(detail);
    };
    const box = part('div', 'draft-conflict');
    box.setAttribute('role', 'alertdialog');
    box.setAttribute('aria-label', headOf(conflict, say));
    const actions = part('div', 'row');
    actions.append(
      ...(conflict.theirs.removed ? [] : [button('compare', say('draftState.compare'), '', compare)]),
      button(
        'mine',
        say('draftState.keepMine'),
        'plain',
        () => void apply(file.conflict?.mine ?? conflict.mine),
      ),
      ...(conflict.theirs.removed
        ? []
        : [
            button(
              'theirs',
              say('draftState.takeTheirs', { name }),
              'plain',
              () => void apply(conflict.theirs.text),
            ),
          ]),
    );
    box.append(part('p', 'small', say('draftState.conflictHint')), actions);
    return box;
  }
}

/** Loaded when two people really saved one file. */
async function layBeside({ file, conflict, apply }: ConflictDetail): Promise<void> {
  const { openMerge } = await import('./comparing/mergeDialog.ts');
  const { base, mine, theirs } = conflict;
  const given = { fileName: file.fileName, base, mine, theirs: theirs.text, theirName: theirs.savedBy };
  await openMerge({ ...given, apply });
}

async function finish(file: DraftFile, text: string): Promise<void> {
  file.changed(text);
  await file.flush();
}

function headOf({ theirs }: Conflict, say: Say): string {
  return say(theirs.removed ? 'draftState.conflictRemoved' : 'draftState.conflict', { name: theirs.savedBy });
}

function presenceParts(file: DraftFile, say: Say): HTMLElement[] {
  const others = file.present.filter(({ me }) => !me);
  const here = others.filter((each) => each.file === file.fileName);
  const seen = new Set(here.map(({ name }) => name));
  const elsewhere = others.filter(({ name }) => !seen.has(name));
  const words = (each: Present): string =>
    say(each.file === '' ? 'draftState.elsewherePage' : 'draftState.elsewhere', each as never);
  return [
    ...(here.length > 0
      ? [part('span', 'draft-here', say('draftState.here', { names: [...seen].join(', ') }))]
      : []),
    ...elsewhere.slice(0, 3).map((each) => part('span', 'draft-elsewhere quiet', words(each))),
  ];
}

function button(name: string, label: string, look: string, pressed: () => void): HTMLElement {
  const made = document.createElement('button');
  made.type = 'button';
  made.name = name;
  made.className = `button ${look}`.trim();
  made.textContent = label;
  made.addEventListener('click', pressed);
  return made;
}

customElements.define('cauce-draft-state', DraftStateElement);
