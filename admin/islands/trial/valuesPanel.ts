// The values of a run at the moment looked at, those that it wrote marked, and what its service level clocks say then.
import { html, nothing } from 'lit';
import type { ClockView } from '../engine/clocks.ts';
import type { ValueView } from '../engine/values.ts';
import type { TrialActs, TrialUi } from './trialState.ts';
import { instantText, valueText } from './trialWords.ts';

export function valuesPanel(ui: TrialUi, acts: TrialActs): unknown {
  const { say, state } = ui;
  if (!state) return nothing;
  const { values, clocks } = state.view;
  return html`${clocks.length > 0 ? html`<h2 class="trial-title">${say('trial.clocks')}</h2><ul class="trial-clocks">${clocks.map((clock) => clockItem(ui, clock))}</ul>` : nothing}
    <h2 class="trial-title">${say('trial.values')}</h2>
    ${values.length === 0 ? html`<p class="quiet">${say('trial.noValues')}</p>` : html`<dl class="trial-values-list">${values.map((value) => valueItem(ui, acts, value))}</dl>`}`;
}

const SIGNS: { readonly [state in ClockView['state']]: string } = {
  running: '●',
  paused: '‖',
  met: '✓',
  breached: '■',
  missed: '■',
  cancelled: '○',
};

function clockItem(ui: TrialUi, clock: ClockView): unknown {
  const { say, lang } = ui;
  const { state, progress, left, dueAt, why } = clock;
  const isLate = state === 'breached' || state === 'missed';
  const isRisky = state === 'running' && progress >= 0.75;
  const look = isLate ? 'late' : isRisky ? 'risky' : state;
  const count = Math.abs(Math.round(left.count * 10) / 10);
  const isOpen = state === 'running' || state === 'breached';
  const text = isOpen ? say(`trial.left.${left.count < 0 ? 'over' : 'in'}.${left.unit}`, { count }) : '';
  return html`<li class="trial-sla trial-sla-${look}">
    <span class="trial-sla-name"><span aria-hidden="true">${isRisky ? '▲' : SIGNS[state]}</span> ${clock.name || clock.holder.name}</span>
    <span>${say(isRisky ? 'trial.sla.risky' : `trial.sla.${state}`)}${text ? `: ${text}` : ''}</span>
    <meter min="0" max="1" .value=${Math.min(1, Math.max(0, progress))} aria-label=${say('trial.slaUsed')}></meter>
    ${dueAt === undefined ? nothing : html`<span class="quiet">${say('trial.due', { at: instantText(dueAt, lang) })}</span>`}
    <details><summary>${say('trial.why')}</summary><p>${why[lang]}</p></details>
  </li>`;
}

function valueItem(ui: TrialUi, acts: TrialActs, value: ValueView): unknown {
  const { say, editing, state } = ui;
  const { short, whole } = valueText(value.value);
  const former = value.before === undefined ? undefined : valueText(value.before).short;
  const instance = instanceOf(ui, value);
  const isEdited =
    editing?.name === value.name && editing.process === value.holder.process && editing.instance === instance;
  const where = value.isLocal || (state?.view.instances.length ?? 0) > 1;
  return html`<dt class=${value.changed ? 'trial-changed' : ''}>${value.name}${where ? html` <span class="quiet">${value.holder.name || value.holder.element}</span>` : nothing}</dt>
    <dd>${
      isEdited
        ? html`<form class="trial-edit" @submit=${(event: SubmitEvent) => {
            event.preventDefault();
            acts.writeValue(String(new FormData(event.target as HTMLFormElement).get('value') ?? ''));
          }}><input name="value" aria-label=${value.name} .value=${editing?.text ?? ''} />
            <button class="button">${say('trial.write')}</button>
            <button type="button" class="button plain" @click=${() => acts.editValue(undefined)}>${say('trial.cancel')}</button></form>`
        : html`<span title=${whole}>${value.changed ? html`<mark>${short}</mark>` : short}</span>${former === undefined ? nothing : html` <del>${former}</del>`}
          ${
            value.isLocal
              ? nothing
              : html`<button type="button" class="trial-small" aria-label=${say('trial.editValue', { name: value.name })} title=${say('trial.editValue', { name: value.name })}
                @click=${() => acts.editValue({ name: value.name, process: value.holder.process, instance, text: whole })}>✎</button>`
          }`
    }</dd>`;
}

/** Which of the instances of its process, from 1. */
function instanceOf({ state }: TrialUi, { instanceKey, holder }: ValueView): number {
  const own = (state?.view.instances ?? []).filter(({ process }) => process === holder.process);
  return own.findIndex(({ key }) => key === instanceKey) + 1;
}
