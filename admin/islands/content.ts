// A file that goes with a process, edited as what it is: table, mail, calendar, settings or text; saved while one types.
import './content/content.css';
import { announceDraftFile } from './content/announce.ts';
import { createChecking } from './content/checking.ts';
import { contentWords } from './content/contentWords.ts';
import { type ContentEditor, type ContentTold, editorOf } from './content/editors.ts';
import { createHistory } from './content/history.ts';
import { createProblemList } from './content/problemList.ts';
import { textEditor } from './content/textEditor.ts';
import { type DraftFile, openDraftFile } from './draft/draftFile.ts';
import { pageLanguage, type Say } from './words/speak.ts';
import { tellFailed } from './words/tellFailed.ts';

class Content extends HTMLElement {
  connectedCallback(): void {
    if (this.dataset.open !== undefined) return;
    this.dataset.open = '';
    this.begin().catch(tellFailed(this, 'notice wrong'));
  }

  private async begin(): Promise<void> {
    const { base = '', draft: draftKey = '', file: fileName = '', csrf = '' } = this.dataset;
    const [say, file] = await Promise.all([
      contentWords(pageLanguage()),
      openDraftFile({ base, draftKey, fileName, csrf }),
    ]);
    await this.build(say, file, csrf);
    this.dataset.ready = 'yes';
  }

  private async build(say: Say, file: DraftFile, csrf: string): Promise<void> {
    const { kind = 'other', check = '', draft = '' } = this.dataset;
    const checking = createChecking(check, csrf);
    const problems = createProblemList(say);
    const history = createHistory(say, (text) => void show(text));
    const bar = document.createElement('div');
    bar.className = 'content-bar';
    const place = document.createElement('div');
    const switching = document.createElement('button');
    switching.type = 'button';
    switching.className = 'button plain';
    bar.append(history.element, switching);
    this.append(bar, place, problems.element);
    const told: ContentTold = {
      say,
      csrf,
      host: this,
      checking,
      storageName: `cauce:samples:${draft}:${file.fileName}`,
      isReadOnly: this.dataset.readOnly !== undefined,
      changed(text) {
        file.changed(text);
        history.push(text);
        judge(text);
      },
      tell: (found) => problems.show(found),
    };
    const own = await editorOf(kind, told);
    const plain = textEditor(told);
    let shown: ContentEditor = own ?? plain;
    announceDraftFile(file, () => shown.flush?.());
    switching.addEventListener('click', async () => {
      shown.flush?.();
      const wanted = shown === plain && own ? own : plain;
      if (await wanted.read(history.now())) put(wanted);
      else problems.show([{ text: say('content.notReadable'), isError: true }]);
    });
    function put(editor: ContentEditor): void {
      shown = editor;
      place.replaceChildren(editor.element);
      switching.textContent = say(shown === plain ? 'content.asForm' : 'content.asText');
    }
    async function show(text: string): Promise<void> {
      file.changed(text);
      if (!(await shown.read(text))) {
        plain.read(text);
        put(plain);
      }
      judge(text);
    }
    function judge(text: string): void {
      // Nobody has written anything yet.
      if (shown.judgesItself || text.trim() === '') return;
      void checking.ask(text).then((answer) => answer && tellProblems(answer.problems));
    }
    function tellProblems(found: Parameters<ContentTold['tell']>[0]): void {
      problems.show(found);
      shown.mark?.(found);
    }
    switching.hidden = !own;
    history.begin(file.text);
    const fits = (await own?.read(file.text)) === true;
    if (!fits) plain.read(file.text);
    put(own && fits ? own : plain);
    judge(file.text);
  }
}

customElements.define('cauce-content', Content);
