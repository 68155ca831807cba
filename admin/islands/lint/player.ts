// Plays a counter-example on the drawing: tokens fly along flows, what waits is marked, and each step is said in words.
import { button } from '../modeler/deskFrame.ts';
import type { Desk } from '../modeler/tool.ts';
import type { Say } from '../words/speak.ts';
import { calledOf } from './called.ts';
import type { Finding } from './finding.ts';
import { type Step, standingAfter, stepsOf } from './playback.ts';
import { flyToken } from './tokenFlight.ts';

export interface Player {
  close(): void;
}

const PAUSE_MS = 350;
const MARKS = { active: 'lint-active', done: 'lint-done', taken: 'lint-taken', culprit: 'lint-culprit' };

export function openPlayer(
  host: HTMLElement,
  finding: Finding,
  { desk, say, closed }: { desk: Desk; say: Say; closed(): void },
): Player {
  const steps = stepsOf(finding.counterExample?.trace ?? []);
  let at = 0;
  /** Each run of the film has a number; one that is not the newest stops. */
  let run = 0;
  let isPlaying = false;
  let unmark: (() => void)[] = [];
  const { box, status, play, slider } = frame();
  host.replaceChildren(box);
  void go();
  play.focus();
  return { close };

  function close(): void {
    run += 1;
    for (const each of unmark) each();
    box.remove();
    closed();
  }

  function told({ kind, element: id }: Step): string {
    const element = desk.modeler.get('elementRegistry').get(id);
    if (kind !== 'travels') return say(`lint.step.${kind}`, { name: calledOf(element, id, desk.lang) });
    const answer = String(element?.businessObject?.name ?? '').trim();
    const target = calledOf(element?.target, element?.target?.id ?? id, desk.lang);
    return say(answer === '' ? 'lint.step.goesOn' : 'lint.step.travels', { answer, target });
  }

  function show(): void {
    for (const each of unmark) each();
    const { active, done, taken } = standingAfter(steps, at);
    const isEnd = at >= steps.length;
    unmark = [
      desk.mark([...done], MARKS.done),
      desk.mark([...taken], MARKS.taken),
      desk.mark([...active.keys()], MARKS.active),
      ...(isEnd && finding.elementId !== undefined ? [desk.mark([finding.elementId], MARKS.culprit)] : []),
    ];
    slider.value = String(at);
    const last = steps[at - 1];
    const now = last ? told(last) : say('lint.step.begins');
    const step = say('lint.stepOf', { at, of: steps.length });
    const end = isEnd ? ` ${finding.message}` : '';
    status.textContent = `${step} ${now}${end}`;
    slider.setAttribute('aria-valuetext', `${step} ${now}`);
  }

  function setPlaying(value: boolean): void {
    isPlaying = value;
    play.textContent = say(value ? 'lint.pause' : at >= steps.length ? 'lint.again' : 'lint.play');
  }

  /** A film of which a part is out of sight tells nothing. */
  function seeAll(): void {
    const canvas = desk.modeler.get('canvas');
    const { x, y, width, height } = canvas.viewbox();
    const isOut = steps.some(({ element: id }) => {
      const box = desk.modeler.get('elementRegistry').get(id);
      if (box?.x === undefined) return false;
      return box.x < x || box.y < y || box.x + box.width > x + width || box.y + box.height > y + height;
    });
    if (isOut) canvas.zoom('fit-viewport', 'auto');
  }

  async function go(): Promise<void> {
    run += 1;
    const own = run;
    const isStopped = () => own !== run;
    if (at >= steps.length) at = 0;
    seeAll();
    setPlaying(true);
    show();
    while (at < steps.length && !isStopped()) {
      const step = steps[at] as Step;
      if (step.kind === 'travels') await flyToken(desk.modeler, step.element, isStopped);
      else if (step.kind === 'arrives') await new Promise((later) => setTimeout(later, PAUSE_MS));
      if (isStopped()) return;
      at += 1;
      show();
    }
    if (!isStopped()) setPlaying(false);
  }

  function move(to: number): void {
    run += 1;
    at = Math.max(0, Math.min(steps.length, to));
    setPlaying(false);
    show();
    const element = steps[at - 1]?.element;
    const drawn = element && desk.modeler.get('elementRegistry').get(element);
    if (drawn) desk.modeler.get('canvas').scrollToElement(drawn, 60);
  }

  function frame() {
    const made = document.createElement('section');
    made.className = 'lint-player';
    made.setAttribute('aria-label', say('lint.player'));
    const text = document.createElement('p');
    text.setAttribute('role', 'status');
    const first = button(
      say('lint.play'),
      () => {
        if (isPlaying) move(at);
        else void go();
      },
      'button',
    );
    const range = document.createElement('input');
    range.type = 'range';
    range.min = '0';
    range.max = String(steps.length);
    range.setAttribute('aria-label', say('lint.player'));
    range.addEventListener('input', () => move(Number(range.value)));
    const controls = document.createElement('div');
    controls.className = 'lint-controls';
    controls.append(
      first,
      button(say('lint.back'), () => move(at - 1), 'button plain'),
      button(say('lint.forward'), () => move(at + 1), 'button plain'),
      range,
      button(say('lint.close'), close, 'button plain'),
    );
    made.append(controls, text);
    made.addEventListener('keydown', (pressed) => {
      if (pressed.key === 'Escape') close();
    });
    return { box: made, status: text, play: first, slider: range };
  }
}
