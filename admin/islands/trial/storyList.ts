// What happened so far, moment by moment, in words; a moment that is pressed is looked at.
import { html, nothing } from 'lit';
import type { Note } from '../engine/notes.ts';
import type { StoryLine } from '../engine/view.ts';
import type { TrialActs, TrialUi } from './trialState.ts';
import { instantText, valueText } from './trialWords.ts';

export function storyList(ui: TrialUi, acts: TrialActs): unknown {
  const { say, state } = ui;
  if (!state) return nothing;
  const { story, view } = state;
  const several = new Set(story.map(({ process }) => process)).size > 1;
  return html`<h2 class="trial-title">${say('trial.story', { count: story.length })}</h2>
    <ol class="trial-story-list">
      ${story.map((line, at) => {
        const isHere = at + 1 === view.moment;
        const changesTime = line.at !== story[at - 1]?.at;
        return html`<li class=${at + 1 > view.moment ? 'trial-later' : ''}>
          ${changesTime ? html`<p class="trial-time">${instantText(line.at, ui.lang)}</p>` : nothing}
          <button type="button" class="trial-moment trial-${line.kind}" aria-current=${isHere ? 'step' : nothing} @click=${() => acts.goTo(at + 1)}>
            <span>${lineText(ui, line, several)}</span>
            ${line.notes.map((note) => html`<span class="trial-note">${noteText(ui, note)}</span>`)}
          </button></li>`;
      })}
    </ol>`;
}

function lineText({ say, opened }: TrialUi, line: StoryLine, several: boolean): string {
  const name = line.name || line.element;
  const process = opened?.processes.find(({ element }) => element === line.process)?.name || line.process;
  const told = say(`trial.told.${line.kind}`, { name });
  return several && line.element !== line.process ? `${told} (${process})` : told;
}

function noteText({ say, lang, opened }: TrialUi, note: Note): string {
  switch (note.kind) {
    case 'decision':
      return say('trial.note.decision', { name: note.name, result: valueText(note.result).short });
    case 'timer':
      return say('trial.note.timer', { at: instantText(note.at, lang) });
    case 'awaited':
      return note.key === undefined
        ? say('trial.note.awaited', { name: note.name })
        : say('trial.note.awaitedBy', { name: note.name, key: note.key });
    case 'offered':
      return note.groups.length > 0
        ? say('trial.note.offered', { groups: note.groups.join(', ') })
        : say('trial.note.offeredToAll');
    case 'incident':
      return note.text ?? note.code;
    case 'called': {
      const name = opened?.processes.find(({ element }) => element === note.name)?.name || note.name;
      return say('trial.note.called', { name });
    }
    default:
      return say(`trial.note.${note.kind}`, { name: note.name });
  }
}
