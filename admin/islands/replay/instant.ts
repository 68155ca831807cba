// The state after a step, beside the list: what differs from the marked instant, where it is, by what and why, all values.
import { html, nothing, render } from 'lit';
import { compareFrames } from '../../replay/compareFrames.ts';
import type { Frame } from '../../replay/frame.ts';
import type { ReplayData } from '../../replay/replayData.ts';
import { fill } from '../diagram/drawFrame.ts';

export interface Instant {
  step: number;
  frame: Frame;
  /** The marked one that it is compared with. */
  other?: { step: number; frame: Frame };
}

export function showInstant(place: HTMLElement, data: ReplayData, instant: Instant): void {
  const { words } = data;
  render(
    html`${comparison(data, instant)}
      <h2>${words.where}</h2>
      ${where(data, instant.frame)}
      <h2>${words.grounds}</h2>
      ${grounds(data, instant.step)}
      <h2>${words.values}</h2>
      ${values(data, instant.frame)}`,
    place,
  );
}

const nameOf = ({ names }: ReplayData, element: string): string => names[element] ?? element;

function where(data: ReplayData, { active, waiting }: Frame): unknown {
  const places: [string, number][] = [
    ...active,
    ...[...waiting.values()].map(({ flow, tokens }): [string, number] => [flow, tokens]),
  ];
  if (places.length === 0) return html`<p class="quiet">${data.words.nowhere}</p>`;
  return html`<ul class="replay-where">${places.map(
    ([element, tokens]) => html`<li>${nameOf(data, element)}${tokens > 1 ? ` ×${tokens}` : ''}</li>`,
  )}</ul>`;
}

function grounds({ words, versions, lines }: ReplayData, step: number): unknown {
  const version = versions.findLast(({ from }) => from <= Math.max(1, step)) ?? versions[0];
  const facts = lines[step - 1]?.facts ?? [];
  return html`<dl class="facts"><dt>${words.version}</dt><dd>${version?.text}</dd>${facts.map(
    ([label, text]) => html`<dt>${label}</dt><dd>${text}</dd>`,
  )}</dl>`;
}

function values({ words }: ReplayData, frame: Frame): unknown {
  if (frame.values.length === 0) return html`<p class="quiet">${words.noValues}</p>`;
  const changedFirst = frame.values.toSorted((one, other) => Number(other.changed) - Number(one.changed));
  return html`<dl class="facts">${changedFirst.map(({ name, value, changed, before }) => {
    const was = changed && before !== undefined ? html` <del>${textOf(before)}</del>` : nothing;
    return html`<dt>${name}</dt><dd>${changed ? html`<mark>${textOf(value)}</mark>` : textOf(value)}${was}</dd>`;
  })}</dl>`;
}

function comparison(data: ReplayData, { step, frame, other }: Instant): unknown {
  if (!other) return nothing;
  const { words, lines } = data;
  const found = other.step > step ? compareFrames(frame, other.frame) : compareFrames(other.frame, frame);
  const heading = fill(words.compared, {
    step: other.step,
    at: lines[Math.max(0, other.step - 1)]?.when ?? '',
  });
  const isSame = found.values.length + found.touched.length === 0;
  const named = (elements: string[]) => elements.map((element) => html`<dd>${nameOf(data, element)}</dd>`);
  const part = (label: string, elements: string[]) =>
    elements.length > 0 ? html`<dt>${label}</dt>${named(elements)}` : nothing;
  return html`<h2>${heading}</h2>
    ${isSame ? html`<p class="quiet">${words.same}</p>` : nothing}
    <dl class="facts">${part(words.left, found.left)}${part(words.reached, found.reached)}${
      found.touched.length > 0
        ? html`<dt>${words.touched}</dt><dd>${found.touched.map((element) => nameOf(data, element)).join(', ')}</dd>`
        : nothing
    }${found.values.map(
      ({ name, before, after }) =>
        html`<dt>${name}</dt><dd>${before === undefined ? html`<span class="quiet">${words.newValue}</span>` : html`<del>${textOf(before)}</del>`}
          ${after === undefined ? html`<span class="quiet">${words.goneValue}</span>` : html`<mark>${textOf(after)}</mark>`}</dd>`,
    )}</dl>`;
}

export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
