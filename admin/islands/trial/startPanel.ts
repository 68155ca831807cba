// Before a run: which process, with which sample case, from when on, and whether connectors wait for an answer.
import { html, nothing } from 'lit';
import { partnersOf, samplesFor, startsIn, type TrialActs, type TrialUi } from './trialState.ts';
import { instantOfInput, localInput } from './trialWords.ts';

export function startPanel(ui: TrialUi, acts: TrialActs): unknown {
  const { say, opened, choice } = ui;
  const starts = startsIn(ui);
  const errors = (opened?.problems ?? []).filter(({ severity }) => severity === 'error');
  if (starts.length === 0) return nothingRuns(ui, errors);
  const samples = samplesFor(ui);
  const sample = samples[choice.sample];
  const partners = partnersOf(ui);
  return html`<form class="trial-start" @submit=${(event: SubmitEvent) => {
    event.preventDefault();
    acts.begin((event.submitter as HTMLButtonElement | null)?.value === 'whole');
  }}>
    <p class="trial-lead">${say('trial.lead')}</p>
    ${errors.length > 0 ? problemList(ui, errors) : nothing}
    <div class="trial-fields">
      <label>${say('trial.process')}
        <select @change=${(event: Event) => acts.choose({ start: Number(chosenIn(event)), sample: -1 })}>
          ${starts.map(({ label, kind }, at) => html`<option value=${at} ?selected=${at === choice.start}>${label}${kind === 'plain' ? '' : ` (${say(`trial.start.${kind}`)})`}</option>`)}
        </select></label>
      <label>${say('trial.sample')}
        <select @change=${(event: Event) => acts.choose({ sample: Number(chosenIn(event)) })}>
          <option value="-1" ?selected=${choice.sample < 0}>${say('trial.noSample')}</option>
          ${samples.map(({ name }, at) => html`<option value=${at} ?selected=${at === choice.sample}>${name}</option>`)}
        </select></label>
      <label>${say('trial.clockStart')}
        <input type="datetime-local" required .value=${localInput(choice.now)}
          @change=${(event: Event) => {
            const now = instantOfInput(chosenIn(event));
            if (now !== undefined) acts.choose({ now });
          }} /></label>
      ${
        (opened?.connectors.length ?? 0) > 0
          ? html`<label class="trial-check"><input type="checkbox" .checked=${choice.asksConnectors}
              @change=${(event: Event) => acts.choose({ asksConnectors: (event.target as HTMLInputElement).checked })} />
              ${say('trial.asksConnectors', { names: opened?.connectors.join(', ') })}</label>`
          : nothing
      }
      ${
        partners.length > 0 && !sample
          ? html`<label class="trial-check"><input type="checkbox" .checked=${choice.beginsPartners}
              @change=${(event: Event) => acts.choose({ beginsPartners: (event.target as HTMLInputElement).checked })} />
              ${say('trial.beginsPartners', { names: partners.map(({ label }) => label).join(', ') })}</label>`
          : nothing
      }
    </div>
    <div class="trial-actions">
      <button class="button" ?disabled=${ui.isBusy}>${say('trial.begin')}</button>
      ${(sample?.steps.length ?? 0) > 1 ? html`<button class="button plain" value="whole" ?disabled=${ui.isBusy}>${say('trial.beginWhole')}</button>` : nothing}
    </div>
  </form>`;
}

type Problems = NonNullable<TrialUi['opened']>['problems'];

function nothingRuns(ui: TrialUi, errors: Problems): unknown {
  const { say } = ui;
  return html`<div class="trial-start"><p class="trial-lead">${say(errors.length > 0 ? 'trial.hasErrors' : 'trial.nothingRuns')}</p>${problemList(ui, errors)}</div>`;
}

function problemList({ say }: TrialUi, errors: Problems): unknown {
  if (errors.length === 0) return nothing;
  return html`<details class="trial-problems" ?open=${errors.length < 4}>
    <summary>${say('trial.errors', { count: errors.length })}</summary>
    <ul>${errors.map(({ resource, text }) => html`<li>${resource ? html`<strong>${resource}</strong> ` : nothing}${text}</li>`)}</ul>
  </details>`;
}

function chosenIn(event: Event): string {
  return (event.target as HTMLInputElement | HTMLSelectElement).value;
}
