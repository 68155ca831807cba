// The controls of the replay, and the shown step in words below them.
import { html, nothing } from 'lit';
import type { ReplayData } from '../../replay/replayData.ts';
import { fill } from '../diagram/drawFrame.ts';
import type { Moves } from './keys.ts';

const speeds = [0.5, 1, 2, 5, 20];

export interface Bar {
  step: number;
  isMarked: boolean;
  isPlaying: boolean;
  speed: number;
  moves: Moves;
  goTo(step: number): void;
  setSpeed(speed: number): void;
  /** Marks the shown step, or takes the mark away. */
  mark(): void;
  whole(): void;
}

export function replayBar({ words, steps, matches }: ReplayData, bar: Bar): unknown {
  const { step, moves, isPlaying } = bar;
  const button = (label: string, sign: string, act: () => void, off: boolean, keys: string) =>
    html`<button type="button" class="button plain" title="${label} (${keys})" aria-label=${label} ?disabled=${off} @click=${act}>${sign}</button>`;
  const at = matches?.filter((number) => number <= step).length ?? 0;
  const listed = matches && fill(words.matching, { step: at, count: matches.length });
  const numberOf = (event: Event) => Number((event.target as HTMLInputElement | HTMLSelectElement).value);
  const isLast = step === steps.length;
  return html`<div class="replay-bar">
    ${button(words.first, '«', moves.first, step === 0, 'Home')}
    ${button(words.previous, '‹', moves.previous, step === 0, '←')}
    <button type="button" class="button" @click=${moves.play}>${isPlaying ? words.pause : words.play}</button>
    ${button(words.next, '›', moves.next, isLast, '→')} ${button(words.last, '»', moves.last, isLast, 'End')}
    <input type="range" min="0" max=${steps.length} .value=${String(step)} aria-label=${words.slider}
      @input=${(event: Event) => bar.goTo(numberOf(event))} />
    <output>${fill(words.position, { step, count: steps.length })}${listed ? html` <span class="quiet">${listed}</span>` : nothing}</output>
    <label class="small">${words.speed} <select @change=${(event: Event) => bar.setSpeed(numberOf(event))}>
      ${speeds.map((each) => html`<option value=${each} ?selected=${each === bar.speed}>${each}×</option>`)}
    </select></label>
    <button type="button" class="button plain" aria-pressed=${bar.isMarked} @click=${bar.mark}>${bar.isMarked ? words.unmark : words.mark}</button>
    <button type="button" class="button plain" @click=${bar.whole}>${words.whole}</button>
  </div>`;
}

export function replayLine({ lines }: ReplayData, step: number): unknown {
  const line = lines[step - 1];
  if (!line) return nothing;
  const when = [line.who, line.when, line.length].filter(Boolean).join(' · ');
  return html`<p><strong>${line.what}</strong> <span class="quiet">${when}</span>${
    line.notes ? html`<br /><span class="under">${line.notes}</span>` : nothing
  }${line.link ? html` <a href=${line.link.href}>${line.link.label}</a>` : nothing}</p>`;
}
