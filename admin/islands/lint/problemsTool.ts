// The drawer's check: judges the draft while one draws, lists what was found, mends it, and plays what goes wrong.
import '../../styles/lint.css';
import { part } from '../elements/part.ts';
import type { Desk, DeskTool, OpenTool } from '../modeler/tool.ts';
import type { Say } from '../words/speak.ts';
import { applyFix, treeOf } from './applyFix.ts';
import { calledOf } from './called.ts';
import { createCanvasMarks } from './canvasMarks.ts';
import { watchDraft } from './draftWatch.ts';
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
  const top = part('div', 'lint-top');
  top.append(status);
  body.append(top, stage);
  pane.classList.add('lint');
  pane.replaceChildren(body);
  let player: Player | undefined;
  let findings: readonly Finding[] = [];
  let filtered: readonly Finding[] = [];

  /** While the drawer shows something else, matters of style wait for it. */
  const mark = () => {
    if (!player) marks.show(pane.hidden ? findings.filter(({ group }) => group !== 'style') : filtered);
  };
  const acts = {
    reveal: ({ elementId }: Finding) => {
      if (elementId !== undefined) desk.reveal(elementId);
    },
    called: ({ elementId = '', elementName }: Finding) =>
      elementName ?? calledOf(desk.modeler.get('elementRegistry').get(elementId), elementId, desk.lang),
    mend: (_: Finding, fix: Fix, answer: string) => {
      player?.close();
      try {
        applyFix(desk.modeler, fix.changes(answer));
      } catch (problem) {
        console.error(problem);
        status.textContent = say('lint.notMended');
      }
    },
    play: (finding: Finding) => {
      player?.close();
      marks.clear();
      const closed = () => {
        player = undefined;
        mark();
      };
      player = openPlayer(stage, finding, { desk, say, closed });
      stage.scrollIntoView({ block: 'nearest' });
    },
  };
  const marks = createCanvasMarks(desk, say, (id) => {
    if (pane.hidden) tabOf(pane)?.click();
    list.focus(id);
  });
  const list = createFindingList(
    { top, body },
    {
      say,
      acts,
      fixesOf: (finding) =>
        desk.isReadOnly || finding.resource !== desk.fileName ? [] : fixesOf(finding, treeOf(desk.modeler)),
      filtered(left) {
        filtered = left;
        mark();
      },
    },
  );
  body.append(part('p', 'quiet lint-keys', say('lint.keys')));

  function told(reply: CheckReply | undefined): void {
    if (!reply) {
      status.textContent = say('lint.gaveUp');
      return;
    }
    // Soundness is asked for again at each change; until it is known, what was known of it stays.
    const before = reply.stage === 'read' ? findings.filter(({ group }) => group === 'soundness') : [];
    findings = [...reply.findings, ...before];
    list.show(findings);
    pane.dataset.stage = reply.stage;
    status.textContent =
      reply.stage === 'read' ? say('lint.soundnessRuns') : said(findings, reply.milliseconds, desk, say);
    countOnTab(pane, findings, say);
  }

  const watch = watchDraft(desk, {
    told,
    checking() {
      pane.dataset.stage = 'checking';
      status.textContent = say('lint.checking');
    },
    failed() {
      status.textContent = say('lint.unread');
    },
  });
  const gone = new AbortController();
  desk.modeler.on('diagram.destroy', () => gone.abort());
  const onKey = (pressed: KeyboardEvent): void => {
    if (pressed.key !== 'F8') return;
    pressed.preventDefault();
    if (pane.hidden) tabOf(pane)?.click();
    list.next(pressed.shiftKey ? -1 : 1);
  };
  document.addEventListener('keydown', onKey, { signal: gone.signal });
  return {
    shown() {
      watch.check(true);
      mark();
    },
    hidden() {
      player?.close();
      mark();
    },
  };
}

function said(findings: readonly Finding[], milliseconds: number, { lang }: Desk, say: Say): string {
  const seconds = Math.max(0.1, milliseconds / 1000).toLocaleString(lang, { maximumFractionDigits: 1 });
  return findings.length === 0
    ? say('lint.clean', { seconds })
    : say('lint.found', { count: findings.length, seconds });
}

const tabOf = (pane: HTMLElement): HTMLElement | null =>
  document.querySelector(`[aria-controls="${CSS.escape(pane.id)}"]`);

/** How many there are is seen without opening the drawer. */
function countOnTab(pane: HTMLElement, findings: readonly Finding[], say: Say): void {
  const tab = tabOf(pane);
  if (!tab) return;
  const badge = tab.querySelector('.lint-count') ?? tab.appendChild(part('span', 'lint-count'));
  badge.textContent = findings.length === 0 ? '' : String(findings.length);
  badge.classList.toggle(
    'lint-count-error',
    findings.some(({ severity }) => severity === 'error'),
  );
  if (findings.length === 0) badge.removeAttribute('title');
  else badge.setAttribute('title', say('lint.badge', { count: findings.length }));
}
