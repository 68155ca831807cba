// The drawer's trial: runs the draft in a worker on the real core, and shows on the drawing where it stands.
import { html, nothing, render } from 'lit';
import '../../styles/trial.css';
import { createTrialClient } from '../engine/client.ts';
import type { Desk, DeskTool, OpenTool } from '../modeler/tool.ts';
import type { Say } from '../words/speak.ts';
import { createActs } from './acts.ts';
import { offersList } from './offersList.ts';
import { createOnDrawing } from './onDrawing.ts';
import { startPanel } from './startPanel.ts';
import { storyList } from './storyList.ts';
import { type Goal, trialBar } from './trialBar.ts';
import type { TrialUi } from './trialState.ts';
import { trialWords } from './trialWords.ts';
import { valuesPanel } from './valuesPanel.ts';

export const trialTool: DeskTool = {
  async open(desk, pane) {
    return openTrial(desk, pane, await trialWords(desk.lang));
  },
};

function openTrial(desk: Desk, pane: HTMLElement, say: Say): OpenTool {
  const ui: TrialUi = {
    lang: desk.lang,
    say,
    fileName: desk.fileName,
    phase: 'reading',
    opened: undefined,
    choice: {
      start: 0,
      sample: -1,
      now: Math.floor(Date.now() / 60_000) * 60_000,
      asksConnectors: false,
      beginsPartners: true,
    },
    state: undefined,
    open: undefined,
    news: undefined,
    isBehind: false,
    isBusy: false,
    isPlaying: false,
    stopsAtEach: false,
    saving: undefined,
    editing: undefined,
  };
  const drawing = createOnDrawing(desk, () => ui.opened);
  const acts = createActs({ desk, ui, drawing, client: createTrialClient(), draw });
  pane.classList.add('trial');
  pane.addEventListener('keydown', (event) => {
    const moment = ui.state?.view.moment;
    if (moment === undefined || !event.altKey) return;
    if (event.key === 'PageDown') acts.next();
    else if (event.key === 'PageUp') acts.goTo(moment - 1);
    else return;
    event.preventDefault();
  });
  void acts.read();

  function draw(): void {
    pane.dataset.phase = ui.phase;
    const done = String(ui.state?.steps.length ?? '');
    const isOther = pane.dataset.acts !== done;
    pane.dataset.acts = done;
    pane.dataset.moment = String(ui.state?.view.moment ?? '');
    pane.setAttribute('aria-busy', String(ui.isBusy));
    render(paneOf(), pane);
    // What comes next stands at the top of its list.
    if (isOther) pane.querySelector('.trial-next')?.scrollTo({ top: 0 });
    const here = pane.querySelector<HTMLElement>('[aria-current="step"]');
    const list = here?.closest<HTMLElement>('.trial-story');
    // Only the list scrolls: the page must not move under who steps.
    if (here && list) list.scrollTop = here.offsetTop - list.clientHeight / 2;
  }

  function paneOf(): unknown {
    const news = html`<p class=${ui.news?.isWrong ? 'trial-news trial-wrong' : 'trial-news'} role="status">${ui.phase === 'reading' ? say('trial.reading') : (ui.news?.text ?? nothing)}</p>`;
    if (ui.phase !== 'running') return html`${news}${ui.phase === 'start' ? startPanel(ui, acts) : nothing}`;
    return html`${trialBar(ui, acts, goalsIn(desk, ui))}${news}
      ${ui.isBehind ? html`<p class="trial-behind">${say('trial.behind')} <button type="button" class="button plain" @click=${() => acts.follow()}>${say('trial.follow')}</button></p>` : nothing}
      <div class="trial-columns">
        <section class="trial-next" aria-label=${say('trial.next')}>${offersList(ui, acts)}</section>
        <section class="trial-story" aria-label=${say('trial.storyLabel')} tabindex="0">${storyList(ui, acts)}</section>
        <section class="trial-values" aria-label=${say('trial.values')} tabindex="0">${valuesPanel(ui, acts)}</section>
      </div>`;
  }

  return {
    changed() {
      acts.drawingChanged();
    },
    shown() {
      const { state } = ui;
      if (state) drawing.show(state.view, state.story[state.view.moment - 1]);
    },
    hidden() {
      acts.stop();
      drawing.clear();
    },
  };
}

/** Elements of the drawn processes, by their names. */
function goalsIn(desk: Desk, ui: TrialUi): Goal[] {
  const registry = desk.modeler.get('elementRegistry');
  const processes = (ui.opened?.processes ?? []).filter(({ file }) => file === desk.fileName);
  const goals = processes.flatMap(({ element: process, elements }) =>
    elements
      .filter(({ element }) => registry.get(element))
      .map(({ element, name }) => ({ element, process, label: name || element })),
  );
  return goals.sort((a, b) => a.label.localeCompare(b.label, ui.lang));
}
