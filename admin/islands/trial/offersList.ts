// What can happen next, each with what can be done with it; below the one that is opened, its form.
import { html, nothing } from 'lit';
import type { Offer } from '../engine/offers.ts';
import { answerForm } from './answerForm.ts';
import type { OpenOffer, TrialActs, TrialUi } from './trialState.ts';
import { instantText } from './trialWords.ts';

export function offersList(ui: TrialUi, acts: TrialActs): unknown {
  const { say, state } = ui;
  if (!state) return nothing;
  const begins = (offer: Offer) => offer.kind === 'start' || ('begins' in offer && offer.begins);
  const next = state.offers.filter((offer) => !begins(offer));
  const beginnings = state.offers.filter(begins);
  const isLast = ui.isPlaying || state.view.moment === state.view.of;
  return html`<h2 class="trial-title">${say('trial.next')}</h2>
    ${isLast ? nothing : html`<p class="trial-hint quiet">${say('trial.doneAfter')}</p>`}
    ${next.length === 0 ? html`<p class="quiet">${say(state.view.tokens.length > 0 ? 'trial.nothingMoves' : 'trial.ended')}</p>` : nothing}
    <ul class="trial-offers">${next.map((offer) => offerItem(ui, acts, offer))}</ul>
    <details class="trial-beginnings" ?open=${beginnings.some((offer) => isOpen(ui.open, offer))}>
      <summary>${say('trial.beginOther')}</summary>
      <ul class="trial-offers">${beginnings.map((offer) => offerItem(ui, acts, offer))}</ul>
    </details>`;
}

export function isOpen(open: OpenOffer | undefined, offer: Offer): boolean {
  return open !== undefined && idOf(open.offer) === idOf(offer);
}

function idOf(offer: Offer): string {
  const { kind } = offer;
  if (offer.kind === 'timer') return kind;
  const more = 'occurrence' in offer ? offer.occurrence : '';
  const name = 'message' in offer ? `${offer.message} ${offer.correlationKey}` : '';
  const type = 'jobType' in offer ? offer.jobType : '';
  return `${kind} ${offer.process} ${offer.element} ${more} ${name} ${type}`;
}

function offerItem(ui: TrialUi, acts: TrialActs, offer: Offer): unknown {
  const opened = isOpen(ui.open, offer) ? ui.open : undefined;
  return html`<li class="trial-offer trial-offer-${offer.kind}">
    <div class="trial-offer-head">
      <span class="trial-offer-kind">${ui.say(`trial.kind.${offer.kind}`)}</span>
      ${nameOf(ui, acts, offer)}
      <span class="trial-offer-acts">${actsOn(ui, acts, offer, opened)}</span>
    </div>
    ${about(ui, offer)}
    ${opened ? answerForm(ui, acts, opened) : nothing}
  </li>`;
}

function nameOf({ say, lang }: TrialUi, acts: TrialActs, offer: Offer): unknown {
  if (offer.kind === 'timer') return html`<strong>${instantText(offer.dueAt, lang)}</strong>`;
  const name = offer.name || offer.element;
  return html`<button type="button" class="trial-link" title=${say('trial.reveal')} @click=${() => acts.reveal(offer.element, offer.process)}>${name}</button>${'occurrence' in offer && offer.occurrence > 1 ? html` <span class="quiet">×${offer.occurrence}</span>` : nothing}`;
}

function about({ say, lang, opened }: TrialUi, offer: Offer): unknown {
  const line = (text: string) => html`<p class="trial-about">${text}</p>`;
  switch (offer.kind) {
    case 'task': {
      const who = offer.groups.length > 0 ? offer.groups.join(', ') : say('trial.anybody');
      const due =
        offer.dueAt === undefined ? '' : ` · ${say('trial.due', { at: instantText(offer.dueAt, lang) })}`;
      const why = offer.because === undefined ? '' : ` · ${say(`trial.because.${offer.because}`)}`;
      return line(`${who}${due}${why}`);
    }
    case 'job':
      return line(say(offer.listens ? 'trial.listener' : 'trial.worker', { type: offer.jobType }));
    case 'message':
      return line(
        offer.correlationKey === ''
          ? say('trial.messageNamed', { name: offer.message })
          : say('trial.messageFor', { name: offer.message, key: offer.correlationKey }),
      );
    case 'signal':
      return line(say('trial.signalNamed', { name: offer.signal }));
    case 'incident':
      return line(offer.text ?? offer.code);
    case 'timer': {
      const names = offer.fires.map(({ name, element, clock }) =>
        clock === undefined ? name || element : say('trial.clockOf', { name: clock }),
      );
      return line(names.length > 0 ? names.join(', ') : say('trial.startsByTime'));
    }
    case 'start': {
      const process = opened?.processes.find(({ element }) => element === offer.process);
      return offer.startElement === undefined ? nothing : line(process?.name ?? offer.process);
    }
  }
}

function actsOn(
  { say, isBusy }: TrialUi,
  acts: TrialActs,
  offer: Offer,
  opened: OpenOffer | undefined,
): unknown {
  const act = (label: string, run: () => void, isMain = false, expanded?: boolean) =>
    html`<button type="button" class=${isMain ? 'button' : 'button plain'} ?disabled=${isBusy}
      aria-expanded=${expanded ?? nothing} @click=${run}>${label}</button>`;
  const toggle = (label: string, what: OpenOffer['what'], isMain = false) => {
    const isThis = opened?.what === what;
    return act(label, () => (isThis ? acts.closeOffer() : acts.openOffer(offer, what)), isMain, isThis);
  };
  switch (offer.kind) {
    case 'task':
      return html`${toggle(say('trial.fill'), 'answer', true)}${act(say('trial.byExample'), () => acts.actByExample(offer))}${toggle(say('trial.throwError'), 'error')}`;
    case 'job':
      return html`${toggle(say('trial.complete'), 'answer', true)}${act(say('trial.byExample'), () => acts.actByExample(offer))}${toggle(say('trial.throwError'), 'error')}${toggle(say('trial.fail'), 'failure')}`;
    case 'message':
    case 'signal':
      return html`${act(say(offer.kind === 'message' ? 'trial.messageComes' : 'trial.signalComes'), () => acts.actByExample(offer), true)}${toggle(say('trial.withValues'), 'answer')}`;
    case 'timer':
      return act(say('trial.wait'), () => acts.fastForward(), true);
    case 'incident':
      return act(say('trial.resolve'), () => acts.act(offer, {}), true);
    case 'start':
      return toggle(say('trial.beginThis'), 'answer');
  }
}
