// The auditor's replay: the diagram as it stood after each step, with play, slider and keyboard, and the values then.
import { html, LitElement, nothing, type PropertyValues, render } from 'lit';
import { type Frame, frameAt } from '../replay/frame.ts';
import type { ReplayData } from '../replay/replayData.ts';
import { drawFrame, shownAt } from './diagram/drawFrame.ts';
import { showElement, showWhole } from './diagram/look.ts';
import { openDiagram } from './diagram/openDiagram.ts';

const playMs = 900;

class CaseReplay extends LitElement {
  static override properties = { step: { state: true }, loaded: { state: true }, failed: { state: true } };
  declare step: number;
  declare loaded: ReplayData | undefined;
  declare failed: boolean;
  private viewer: Awaited<ReturnType<typeof openDiagram>> | undefined;
  private resizes: ResizeObserver | undefined;
  private timer: ReturnType<typeof setInterval> | undefined;

  constructor() {
    super();
    this.step = 0;
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
    this.resizes?.disconnect();
    this.viewer?.destroy();
  }

  private async load(): Promise<void> {
    const response = await fetch(this.getAttribute('data') ?? '', { credentials: 'same-origin' });
    if (!response.ok) throw new Error(`Expected the history but the server answered ${response.status}.`);
    const loaded = (await response.json()) as ReplayData;
    this.loaded = loaded;
    this.step = loaded.steps.length;
    await this.updateComplete;
    const canvas = this.querySelector<HTMLElement>('.canvas');
    if (!canvas) return;
    this.viewer = await openDiagram(canvas, this.getAttribute('diagram') ?? '');
    this.draw();
    this.followSize(canvas);
  }

  override updated(changed: PropertyValues): void {
    if (changed.has('step')) this.draw();
  }

  private draw(): void {
    const { loaded, viewer } = this;
    if (!loaded) return;
    const frame = frameAt(loaded.steps, this.step);
    this.showValues(loaded, frame);
    if (viewer) drawFrame(viewer, loaded, frame, loaded.steps[this.step - 1]);
    for (const row of document.querySelectorAll<HTMLElement>('[data-step]')) {
      const isHere = row.dataset.step === String(this.step);
      row.toggleAttribute('aria-current', isHere);
      // Only the list scrolls: the page must not move under who drags the slider.
      if (isHere) row.closest('.steps')?.scrollTo({ top: row.offsetTop - 48 });
    }
  }

  private goTo(step: number): void {
    this.step = Math.min(Math.max(step, 0), this.loaded?.steps.length ?? 0);
    const here = this.loaded?.steps[this.step - 1]?.element;
    if (this.viewer && this.loaded && here) showElement(this.viewer, shownAt(this.viewer, this.loaded, here));
  }

  /** A telephone that is turned keeps the step in sight. */
  private followSize(canvas: HTMLElement): void {
    let width = canvas.clientWidth;
    this.resizes = new ResizeObserver(() => {
      if (canvas.clientWidth === width) return;
      width = canvas.clientWidth;
      this.viewer?.get('canvas').resized();
      this.goTo(this.step);
      this.draw();
    });
    this.resizes.observe(canvas);
  }

  private pause(): void {
    clearInterval(this.timer);
    this.timer = undefined;
    this.requestUpdate();
  }

  private toggle(): void {
    if (this.timer) return this.pause();
    const count = this.loaded?.steps.length ?? 0;
    if (this.step === count) this.step = 0;
    this.timer = setInterval(() => {
      this.goTo(this.step + 1);
      if (this.step === count) this.pause();
    }, playMs);
    this.requestUpdate();
  }

  override render(): unknown {
    const { loaded } = this;
    if (this.failed) return html`<p class="quiet">${this.getAttribute('failed')}</p>`;
    if (!loaded) return html`<p class="quiet">${this.getAttribute('loading')}</p>`;
    return html`<div class="canvas" role="group" aria-label=${loaded.words.label}></div>
      ${this.bar(loaded)}
      <div class="replay-now" aria-live="polite">${this.now(loaded)}</div>`;
  }

  private bar({ words, steps }: ReplayData): unknown {
    const button = (label: string, sign: string, step: number, off: boolean) =>
      html`<button type="button" class="button plain" title=${label} aria-label=${label} ?disabled=${off} @click=${() => this.goTo(step)}>${sign}</button>`;
    const { step } = this;
    return html`<div class="replay-bar">
      ${button(words.first, '«', 0, step === 0)} ${button(words.previous, '‹', step - 1, step === 0)}
      <button type="button" class="button" @click=${() => this.toggle()}>${this.timer ? words.pause : words.play}</button>
      ${button(words.next, '›', step + 1, step === steps.length)}
      ${button(words.last, '»', steps.length, step === steps.length)}
      <button type="button" class="button plain" @click=${() => this.viewer && showWhole(this.viewer)}>${words.whole}</button>
      <input type="range" min="0" max=${steps.length} .value=${String(step)} aria-label=${words.slider}
        @input=${(event: Event) => this.goTo(Number((event.target as HTMLInputElement).value))} />
      <output>${words.position.replace('{step}', String(step)).replace('{count}', String(steps.length))}</output>
    </div>`;
  }

  private now({ lines }: ReplayData): unknown {
    const line = lines[this.step - 1];
    if (!line) return nothing;
    return html`<p><strong>${line.what}</strong> <span class="quiet">${line.who} · ${line.when}${line.length ? ` · ${line.length}` : ''}</span>${line.notes ? html`<br /><span class="under">${line.notes}</span>` : nothing}</p>`;
  }

  /** Beside the list of steps, which the server wrote: both are seen together. */
  private showValues({ words }: ReplayData, { values }: Frame): void {
    const place = document.getElementById('replay-values');
    if (!place) return;
    const changedFirst = [...values].sort((a, b) => Number(b.changed) - Number(a.changed));
    const rows = changedFirst.map(({ name, value, changed, before }) => {
      const was = changed && before !== undefined ? html` <del>${wordsOf(before)}</del>` : nothing;
      return html`<dt>${name}</dt><dd>${changed ? html`<mark>${wordsOf(value)}</mark>` : wordsOf(value)}${was}</dd>`;
    });
    const list =
      values.length > 0 ? html`<dl class="facts">${rows}</dl>` : html`<p class="quiet">${words.noValues}</p>`;
    render(html`<h2>${words.values}</h2>${list}`, place);
  }
}

function wordsOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

customElements.define('cauce-replay', CaseReplay);
