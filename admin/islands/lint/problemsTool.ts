// The drawer's check: judges the draft while one draws, lists what was found, mends it, and plays what goes wrong.
import '../../styles/lint.css';
import { part } from '../modeler/deskFrame.ts';
import type { Desk, DeskTool, OpenTool } from '../modeler/tool.ts';
import type { Say } from '../words.ts';
import { applyFix, treeOf } from './applyFix.ts';
import { calledOf } from './called.ts';
import { createCanvasMarks } from './canvasMarks.ts';
import { createChecker } from './checker.ts';
import type { CheckReply, Finding } from './finding.ts';
import { createFindingList } from './findingList.ts';
import type { Fix } from './fixes/change.ts';
import { fixesOf } from './fixes/index.ts';
import { lintWords } from './lintWords.ts';
import { openPlayer, type Player } from './player.ts';

export const problemsTool: DeskTool = {
  async open(desk, pane) {
    return openProblems(desk, pane, await lintWords(desk.lang));
  },
};

function openProblems(desk: Desk, pane: HTMLElement, say: Say): OpenTool {
  const status = part('p', 'lint-status');
  status.setAttribute('role', 'status');
  const stage = part('div', 'lint-stage');
  const body = part('div', 'lint-body');
  body.append(status, stage);
  pane.classList.add('lint');
  pane.replaceChildren(body);
  let player: Player | undefined;
  let known: { xml: string; findings: readonly Finding[] } = { xml: '', findings: [] };

  const acts = {
    reveal: ({ elementId }: Finding) => {
      if (elementId !== undefined) desk.reveal(elementId);
    },
    called: ({ elementId = '', elementName }: Finding) =>
      elementName ?? calledOf(desk.modeler.get('elementRegistry').get(elementId), elementId, desk.lang),
    mend: (_: Finding, fix: Fix, answer: string) => {
      player?.close();
      applyFix(desk.modeler, fix.changes(answer));
    },
    play: (finding: Finding) => {
      player?.close();
      marks.clear();
      const closed = () => {
        player = undefined;
        marks.show(known.findings);
      };
      player = openPlayer(stage, finding, { desk, say, closed });
    },
  };
  const marks = createCanvasMarks(desk, say, (id) => list.focus(id));
  const list = createFindingList(body, {
    say,
    acts,
    fixesOf: (finding) =>
      desk.isReadOnly || finding.resource !== desk.fileName ? [] : fixesOf(finding, treeOf(desk.modeler)),
    filtered: (findings) => {
      if (!player) marks.show(findings);
    },
  });
  body.append(part('p', 'quiet lint-keys', say('lint.keys')));
  const checker = createChecker({ fileName: desk.fileName, lang: desk.lang, told });

  function told(reply: CheckReply | undefined): void {
    if (!reply) {
      status.textContent = say('lint.gaveUp');
      return;
    }
    // Soundness is asked for again at each change; until it is known, what was known of it stays.
    const before = reply.stage === 'read' ? known.findings.filter(({ group }) => group === 'soundness') : [];
    known = { ...known, findings: [...reply.findings, ...before] };
    list.show(known.findings);
    pane.dataset.stage = reply.stage;
    status.textContent =
      reply.stage === 'read' ? say('lint.soundnessRuns') : said(known.findings, reply.milliseconds);
  }

  function said(findings: readonly Finding[], milliseconds: number): string {
    const seconds = (milliseconds / 1000).toLocaleString(desk.lang, { maximumFractionDigits: 1 });
    return findings.length === 0
      ? say('lint.clean', { seconds })
      : say('lint.found', { count: findings.length, seconds });
  }

  async function check(): Promise<void> {
    const files = await desk.files();
    const xml = files.find(({ name }) => name === desk.fileName)?.text ?? '';
    if (xml === known.xml) return;
    known = { ...known, xml };
    pane.dataset.stage = 'checking';
    if (!player) status.textContent = say('lint.checking');
    checker.check(files);
  }

  const run = () => {
    check().catch((problem: unknown) => {
      console.error(problem);
      status.textContent = say('lint.unread');
    });
  };
  let isShown = true;
  desk.modeler.get('canvas').getContainer().closest('cauce-modeler')?.addEventListener('keydown', onKey);
  function onKey(pressed: KeyboardEvent): void {
    if (pressed.key !== 'F8' || !isShown) return;
    pressed.preventDefault();
    list.next(pressed.shiftKey ? -1 : 1);
  }
  run();
  return {
    changed: run,
    shown() {
      isShown = true;
      marks.show(known.findings);
      run();
    },
    hidden() {
      isShown = false;
      player?.close();
      marks.clear();
    },
  };
}
