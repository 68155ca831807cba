// The controls of a run: its clock, step by step and back, to the next timer, to an element, anew, and kept as a scenario.
import { html, nothing } from 'lit';
import type { TrialActs, TrialUi } from './trialState.ts';
import { instantText } from './trialWords.ts';

export interface Goal {
  element: string;
  process: string;
  label: string;
}

export function trialBar(ui: TrialUi, acts: TrialActs, goals: readonly Goal[]): unknown {
  const { say, state, isBusy, lang } = ui;
  if (!state) return nothing;
  const { moment, of, at } = state.view;
  const timer = state.offers.find(({ kind }) => kind === 'timer');
  const due = timer?.kind === 'timer' ? instantText(timer.dueAt, lang) : '';
  const move = (label: string, sign: string, to: () => void, isOff: boolean) =>
    html`<button type="button" class="button plain" title=${label} aria-label=${label} ?disabled=${isOff} @click=${to}>${sign}</button>`;
  return html`<div class="trial-bar" role="toolbar" aria-label=${say('trial.bar')}>
    <span class="trial-moves">
      ${move(say('trial.first'), '«', () => acts.goTo(0), moment === 0)}
      ${move(say('trial.back'), '‹', () => acts.goTo(moment - 1), moment === 0)}
      <button type="button" class="button trial-step" title=${say('trial.stepHint')} ?disabled=${isBusy} @click=${() => acts.next()}>${say('trial.step')}</button>
      ${move(say('trial.last'), '»', () => acts.goTo(of), moment === of)}
    </span>
    <output class="trial-clock" title=${say('trial.clockHint')}>${instantText(at, lang)}</output>
    <button type="button" class="button plain" ?disabled=${isBusy || !timer} title=${timer ? due : say('trial.noTimer')}
      @click=${() => acts.fastForward()}>${say('trial.fastForward')}</button>
    <span class="trial-goal">
      <select aria-label=${say('trial.goal')} ?disabled=${isBusy || goals.length === 0}
        @change=${(event: Event) => {
          const select = event.target as HTMLSelectElement;
          const { value } = select;
          const goal = goals[Number(value)];
          select.selectedIndex = 0;
          if (value === 'end') acts.runOn();
          else if (goal) acts.runTo(goal.element, goal.process);
        }}>
        <option value="-1">${say('trial.runTo')}</option>
        <option value="end">${say('trial.runToEnd')}</option>
        ${goals.map(({ label }, position) => html`<option value=${position}>${label}</option>`)}
      </select>
    </span>
    <label class="trial-check"><input type="checkbox" .checked=${ui.stopsAtEach}
      @change=${(event: Event) => acts.stopAtEach((event.target as HTMLInputElement).checked)} /> ${say('trial.stopsAtEach')}</label>
    <span class="trial-end">
      <button type="button" class="button plain" title=${say('trial.undoHint')} ?disabled=${isBusy || state.steps.length === 0} @click=${() => acts.undo()}>${say('trial.undo')}</button>
      <button type="button" class="button plain" ?disabled=${isBusy} @click=${() => acts.beginAnew()}>${say('trial.anew')}</button>
      <button type="button" class="button plain" ?disabled=${isBusy || state.steps.length === 0}
        aria-expanded=${ui.saving !== undefined} @click=${() => acts.askName(ui.saving === undefined ? '' : undefined)}>${say('trial.save')}</button>
    </span>
  </div>
  ${ui.saving === undefined ? nothing : saveForm(ui, acts)}`;
}

function saveForm({ say, saving, isBusy }: TrialUi, acts: TrialActs): unknown {
  return html`<form class="trial-save" @submit=${(event: SubmitEvent) => {
    event.preventDefault();
    const name = new FormData(event.target as HTMLFormElement).get('name');
    acts.save(String(name ?? '').trim());
  }}>
    <label>${say('trial.scenarioName')} <input name="name" required maxlength="120" .value=${saving ?? ''} /></label>
    <button class="button" ?disabled=${isBusy}>${say('trial.saveNow')}</button>
    <button type="button" class="button plain" @click=${() => acts.askName(undefined)}>${say('trial.cancel')}</button>
    <span class="quiet">${say('trial.saveHint')}</span>
  </form>`;
}
