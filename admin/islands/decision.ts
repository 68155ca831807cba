// Decisions of a draft: dmn-js in the page's language and colors, saved while it is edited, with the rows that try them out.

import { blankDecision } from '../../engine/exchange/blankDecision.ts';
import { announceDraftFile } from './content/announce.ts';
import { decisionWords } from './decision/decisionWords.ts';
import { createDmnEditor, type DmnEditor } from './decision/dmnEditor.ts';
import { createRowsPart } from './decision/rowsPart.ts';
import { createRuleMarks } from './decision/ruleMarks.ts';
import { createSourceEditor } from './decision/sourceEditor.ts';
import { rowsFileOf } from './decision/testRows.ts';
import { createTrying } from './decision/trial.ts';
import { createViewTabs } from './decision/viewTabs.ts';
import { type DraftFile, openDraftFile } from './draft/draftFile.ts';
import { translateModule } from './translations/translate.ts';
import { pageLanguage, type Say } from './words/speak.ts';
import { tellFailed } from './words/tellFailed.ts';

/** What tools take for an id, from a file's name. */
const plainId = (name: string): string =>
  name.replace(/[^\w]+/g, '_').replace(/^[^A-Za-z_]/, '_$&') || 'decision';

class Decision extends HTMLElement {
  connectedCallback(): void {
    if (this.dataset.open !== undefined) return;
    this.dataset.open = '';
    this.begin().catch(tellFailed(this, 'notice wrong'));
  }

  private async begin(): Promise<void> {
    const { base = '', draft: draftKey = '', file: fileName = '', csrf = '', trial = '' } = this.dataset;
    const lang = pageLanguage();
    const address = { base, draftKey, csrf };
    const title = fileName.replace(/^.*\//, '').replace(/\.dmn$/i, '');
    const [say, translate, file, rowsFile] = await Promise.all([
      decisionWords(lang),
      translateModule('decision', lang),
      openDraftFile({ ...address, fileName }),
      openDraftFile({ ...address, fileName: rowsFileOf(fileName) }),
    ]);
    announceDraftFile(file);
    const xml = file.text.trim() === '' ? blankDecision(plainId(title), title) : file.text;
    this.build(say, translate, { file, rowsFile, xml, trial, csrf });
  }

  private build(
    say: Say,
    translate: object,
    {
      file,
      rowsFile,
      xml,
      trial,
      csrf,
    }: { file: DraftFile; rowsFile: DraftFile; xml: string } & {
      [name in 'trial' | 'csrf']: string;
    },
  ): void {
    let editor: DmnEditor | undefined;
    const marks = createRuleMarks();
    const rows = createRowsPart(say, createTrying(trial, csrf), {
      changed: (text) => rowsFile.changed(text),
      unmet: (rules) => marks.show(rules),
    });
    const tabs = createViewTabs(() => editor, say);
    const canvas = document.createElement('div');
    canvas.className = 'dmn-canvas';
    const keep = (text: string) => {
      file.changed(text);
      rows.run(text);
    };
    const moved = () => {
      tabs.update();
      const view = editor?.activeView();
      canvas.dataset.view = view?.type ?? '';
      rows.show(view && view.type !== 'drd' && view.type !== 'boxedExpression' ? view.id : undefined);
    };
    const source = createSourceEditor(say, (text) => {
      keep(text);
      void open(text);
    });
    this.append(tabs.element, canvas, source.element, rows.element);
    rows.read(rowsFile.text);
    rows.tell(rowsFile);
    const open = async (text: string): Promise<void> => {
      editor ??= createDmnEditor(canvas, translate, { changed: keep, moved });
      try {
        const lost = await editor.open(text);
        source.hide();
        if (lost.length > 0) source.warn(lost);
        canvas.hidden = false;
      } catch (problem) {
        canvas.hidden = true;
        source.show(text, (problem as Error).message);
      }
      moved();
    };
    void open(xml).then(() => {
      rows.run(xml);
      this.dataset.ready = 'yes';
    });
  }
}

customElements.define('cauce-decision', Decision);
