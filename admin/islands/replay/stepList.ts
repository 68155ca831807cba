// The list of steps beside the replay: the part of it around the shown step, each row as the server writes it.
import { html, nothing, render } from 'lit';
import type { ReplayData } from '../../replay/replayData.ts';
import { textOf } from './instant.ts';

const PAGE = 100;

export interface StepList {
  /** Marks the step and brings it into sight. */
  show(step: number): void;
}

/** Undefined where the page has no list. */
export function openStepList(data: ReplayData, goTo: (step: number) => void): StepList | undefined {
  const box = document.getElementById('steps');
  const body = box?.querySelector('tbody');
  if (!box || !body) return undefined;
  const listed = data.matches ?? data.steps.map(({ number }) => number);
  const labels = [...box.querySelectorAll('thead th')].map((head) => head.textContent ?? '');
  document.getElementById('step-pages')?.remove();
  let shownFrom = -1;
  let marked: HTMLElement | null = null;
  box.addEventListener('click', (event) => {
    const link = (event.target as Element).closest<HTMLElement>('[data-go]');
    if (!link || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    goTo(Number(link.dataset.go));
  });

  function showPage(from: number): void {
    if (from === shownFrom || !body) return;
    if (shownFrom < 0) body.replaceChildren();
    shownFrom = from;
    const rows = listed.slice(from, from + PAGE).map((number) => row(data, number, labels));
    render(html`${rows}`, body);
  }

  return {
    show(step) {
      const at = Math.max(
        0,
        listed.findLastIndex((number) => number <= step),
      );
      showPage(Math.floor(at / PAGE) * PAGE);
      marked?.removeAttribute('aria-current');
      marked = document.getElementById(`paso-${step}`);
      marked?.setAttribute('aria-current', 'step');
      const near = marked ?? document.getElementById(`paso-${listed[at]}`);
      // Only the list scrolls: the page must not move under who drags the slider.
      if (near) box.scrollTo({ top: near.offsetTop - 48 });
    },
  };
}

function row({ steps, lines }: ReplayData, number: number, labels: string[]): unknown {
  const step = steps[number - 1];
  const line = lines[number - 1];
  if (!step || !line) return nothing;
  const address = new URL(location.href);
  address.searchParams.set('paso', String(number));
  address.searchParams.delete('lote');
  return html`<tr id="paso-${number}" data-step=${number}><td><a href=${address.href} data-go=${number}>${number}</a></td>
    <td data-label=${labels[1] ?? ''}>${line.what}${line.notes ? html`<span class="under">${line.notes}</span>` : nothing}${line.facts.map(
      ([label, text]) => html`<span class="under">${label}: ${text}</span>`,
    )}${line.link ? html`<a class="under" href=${line.link.href}>${line.link.label}</a>` : nothing}</td>
    <td data-label=${labels[2] ?? ''}>${line.who}</td>
    <td data-label=${labels[3] ?? ''}><time datetime=${new Date(step.at).toISOString()}>${line.when}</time>${line.length ? html`<span class="under">${line.length}</span>` : nothing}</td>
    <td class="values" data-label=${labels[4] ?? ''}>${step.changes.map(
      ({ name, before, after }) =>
        html`<div><span class="quiet">${name}</span> ${before === undefined ? nothing : html`<del>${textOf(before)}</del> → `}<mark>${textOf(after)}</mark></div>`,
    )}</td></tr>`;
}
