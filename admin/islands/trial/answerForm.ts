// What an offer is answered with: its form, as the work list shows it, values by their names, an error's code, or a failure.
import { html, nothing } from 'lit';
import { unsafeHTML } from 'lit/directives/unsafe-html.js';
import type { OpenOffer, TrialActs, TrialUi } from './trialState.ts';
import { valueText } from './trialWords.ts';

/** Empty rows below the values that are known. */
const MORE_ROWS = 2;

export function answerForm(ui: TrialUi, acts: TrialActs, open: OpenOffer): unknown {
  const { say } = ui;
  const isForm = open.html !== undefined;
  return html`<form class="trial-answer" novalidate
    @submit=${(event: SubmitEvent) => {
      event.preventDefault();
      acts.submit(event.target as HTMLFormElement, event.submitter);
    }}
    @change=${(event: Event) => {
      const form = event.currentTarget as HTMLFormElement;
      if (form.querySelector('button[name="_form"][value="refresh"]')) acts.refresh(form);
    }}>
    ${isForm ? html`<div class="trial-form">${unsafeHTML(open.html)}</div>` : fieldsFor(ui, open)}
    <div class="trial-actions">
      <button class="button" name="_form" value="submit" ?disabled=${ui.isBusy}>${say(`trial.do.${open.what}`)}</button>
      ${isForm ? html`<button type="button" class="button plain" ?disabled=${ui.isBusy} @click=${() => acts.fillExample()}>${say('trial.fillExample')}</button>` : nothing}
      <button type="button" class="button plain" @click=${() => acts.closeOffer()}>${say('trial.cancel')}</button>
    </div>
  </form>`;
}

function fieldsFor(ui: TrialUi, open: OpenOffer): unknown {
  const { say } = ui;
  if (open.what === 'failure')
    return html`<label>${say('trial.failureWhy')} <input name="failure" value=${say('trial.failureExample')} /></label>`;
  if (open.what === 'error') {
    const codes = 'errors' in open.offer ? open.offer.errors.filter(Boolean) : [];
    return html`<label>${say('trial.errorCode')} <input name="error" required list="trial-errors" value=${codes[0] ?? ''} /></label>
      <datalist id="trial-errors">${codes.map((code) => html`<option value=${code}></option>`)}</datalist>
      ${codes.length === 0 ? html`<p class="quiet">${say('trial.nobodyCatches')}</p>` : nothing}`;
  }
  const rows = [
    ...Object.entries(open.values ?? {}),
    ...Array.from({ length: MORE_ROWS }, () => ['', ''] as const),
  ];
  return html`<table class="trial-rows"><thead><tr><th scope="col">${say('trial.valueName')}</th><th scope="col">${say('trial.value')}</th></tr></thead>
    <tbody>${rows.map(
      ([
        name,
        value,
      ]) => html`<tr><td><input name="name" aria-label=${say('trial.valueName')} value=${name} /></td>
        <td><input name="value" aria-label=${say('trial.value')} value=${valueText(value).whole} /></td></tr>`,
    )}</tbody></table><p class="quiet">${say('trial.valuesHint')}</p>`;
}
