// The auditor's replay: the diagram as it stood after each step, with play, speed, slider and keyboard, and the state then.
import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { createFrames, type Frames } from '../replay/frames.ts';
import type { ReplayData } from '../replay/replayData.ts';
import { drawFrame, shownAt } from './diagram/drawFrame.ts';
import { showElement, showWhole } from './diagram/look.ts';
import { openDiagram } from './diagram/openDiagram.ts';
import { followForm, keepAddress } from './replay/address.ts';
import { replayBar, replayLine } from './replay/bar.ts';
import { showInstant } from './replay/instant.ts';
import { listenToKeys } from './replay/keys.ts';
import { openStepList, type StepList } from './replay/stepList.ts';

/** At the speed of one. */
const playMs = 900;

class CaseReplay extends LitElement {
  static override properties = {
    step: { state: true },
    marked: { state: true },
    loaded: { state: true },
    failed: { state: true },
  };
  declare step: number;
  declare marked: number | undefined;
  declare loaded: ReplayData | undefined;
  declare failed: boolean;
  private frames: Frames | undefined;
  private viewer: Awaited<ReturnType<typeof openDiagram>> | undefined;
  private list: StepList | undefined;
  private resizes: ResizeObserver | undefined;
  private timer: number | undefined;
  private speed = 1;
  private readonly keep = keepAddress();
  private deaf: (() => void) | undefined;

  constructor() {
    super();
    this.step = 0;
    this.marked = undefined;
    this.loaded = undefined;
    this.failed = false;
  }

  /** In the page itself: its styles, labels and tokens hold here too. */
  override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.load().catch((problem: unknown) => {
      console.error(problem);
      this.failed = true;
    });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.pause();
    this.deaf?.();
    this.resizes?.disconnect();
    this.viewer?.destroy();
  }

  private async load(): Promise<void> {
    const response = await fetch(this.getAttribute('data') ?? '', { credentials: 'same-origin' });
    if (!response.ok) throw new Error(`Expected the history but the server answered ${response.status}.`);
    const loaded = (await response.json()) as ReplayData;
    this.frames = createFrames(loaded.steps);
    this.step = Math.min(Number(this.getAttribute('step') ?? loaded.steps.length), loaded.steps.length);
    const marked = this.getAttribute('with') ?? '';
    this.marked = marked === '' ? undefined : Number(marked);
    this.loaded = loaded;
    this.list = openStepList(loaded, (step) => this.goTo(step));
    this.querySelector('.replay-plain')?.remove();
    followForm(
      (step) => this.goTo(step),
      (step) => this.mark(step),
    );
    this.deaf = listenToKeys({ ...this.moves(), play: () => this.toggle() });
    await this.updateComplete;
    const canvas = this.querySelector<HTMLElement>('.canvas');
    if (!canvas) return;
    this.viewer = await openDiagram(canvas, this.getAttribute('diagram') ?? '');
    this.draw();
    this.look();
    this.followSize(canvas);
  }

  override updated(changed: PropertyValues): void {
    if (changed.has('step') || changed.has('marked') || changed.has('loaded')) this.draw();
  }

  private draw(): void {
    const { loaded, frames, viewer, step, marked } = this;
    if (!loaded || !frames) return;
    const frame = frames.at(step);
    const place = document.getElementById('replay-values');
    const other = marked === undefined ? undefined : { step: marked, frame: frames.at(marked) };
    if (place) {
      // What the server wrote there is written anew.
      if (!place.dataset.live) place.replaceChildren();
      place.dataset.live = 'true';
      showInstant(place, loaded, { step, frame, ...(other && { other }) });
    }
    if (viewer) drawFrame(viewer, loaded, frame, loaded.steps[step - 1]);
    this.list?.show(step);
  }

  private goTo(step: number): void {
    this.step = Math.min(Math.max(Math.trunc(step) || 0, 0), this.loaded?.steps.length ?? 0);
    this.keep(this.step, this.marked);
    this.look();
  }

  private mark(step: number | undefined): void {
    this.marked = step === undefined ? undefined : Math.min(step, this.loaded?.steps.length ?? 0);
    this.keep(this.step, this.marked);
  }

  private look(): void {
    const here = this.loaded?.steps[this.step - 1]?.element;
    if (this.viewer && this.loaded && here) showElement(this.viewer, shownAt(this.viewer, this.loaded, here));
  }

  /** Among the listed steps where a filter leaves some out. */
  private moves() {
    const listed = () => this.loaded?.matches;
    const count = () => this.loaded?.steps.length ?? 0;
    return {
      first: () => this.goTo(0),
      previous: () =>
        this.goTo(listed()?.findLast((number) => number < this.step) ?? (listed() ? 0 : this.step - 1)),
      next: () =>
        this.goTo(listed() ? (listed()?.find((number) => number > this.step) ?? this.step) : this.step + 1),
      last: () => this.goTo(count()),
    };
  }

  /** A telephone that is turned keeps the step in sight. */
  private followSize(canvas: HTMLElement): void {
    let width = canvas.clientWidth;
    this.resizes = new ResizeObserver(() => {
      if (canvas.clientWidth === width) return;
      width = canvas.clientWidth;
      this.viewer?.get('canvas').resized();
      this.look();
      this.list?.show(this.step);
    });
    this.resizes.observe(canvas);
  }

  private pause(): void {
    window.clearTimeout(this.timer);
    this.timer = undefined;
    this.requestUpdate();
  }

  private toggle(): void {
    if (this.timer !== undefined) return this.pause();
    const last = this.loaded?.matches?.at(-1) ?? this.loaded?.steps.length ?? 0;
    if (this.step >= last) this.step = 0;
    const on = () => {
      this.moves().next();
      if (this.step >= last) this.pause();
      else this.timer = window.setTimeout(on, playMs / this.speed);
    };
    this.timer = window.setTimeout(on, playMs / this.speed);
    this.requestUpdate();
  }

  override render(): unknown {
    const { loaded } = this;
    if (this.failed) return html`<p class="quiet">${this.getAttribute('failed')}</p>`;
    if (!loaded) return nothing;
    const isPlaying = this.timer !== undefined;
    return html`<div class="canvas" role="group" aria-label=${loaded.words.label}></div>
      ${replayBar(loaded, {
        step: this.step,
        isMarked: this.marked !== undefined,
        isPlaying,
        speed: this.speed,
        moves: { ...this.moves(), play: () => this.toggle() },
        goTo: (step) => this.goTo(step),
        setSpeed: (speed) => {
          this.speed = speed;
        },
        mark: () => this.mark(this.marked === undefined ? this.step : undefined),
        whole: () => this.viewer && showWhole(this.viewer),
      })}
      <div class="replay-now" aria-live=${isPlaying ? 'off' : 'polite'}>${replayLine(loaded, this.step)}</div>`;
  }
}

customElements.define('cauce-replay', CaseReplay);
