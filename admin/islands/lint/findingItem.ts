// One finding of the list: what, where, why it matters, and what can be done about it by one click.
import { part } from '../elements/part.ts';
import { button } from '../modeler/deskFrame.ts';
import type { Say } from '../words/speak.ts';
import type { Finding } from './finding.ts';
import type { Fix } from './fixes/change.ts';

export interface FindingActs {
  reveal(finding: Finding): void;
  /** Its element, as the drawing calls it. */
  called(finding: Finding): string;
  mend(finding: Finding, fix: Fix, answer: string): void;
  play(finding: Finding): void;
}

export interface FindingItem {
  item: HTMLElement;
  /** Presses the button of its first repair; false where it has none. */
  mendFirst(): boolean;
  /** The same row with repairs for the drawing as it is now; false where those are others. */
  renew(fixes: readonly Fix[]): boolean;
}

export function findingItem(
  finding: Finding,
  fixes: readonly Fix[],
  { say, acts }: { say: Say; acts: FindingActs },
): FindingItem {
  const item = document.createElement('li');
  item.className = `lint-finding lint-${finding.severity}`;
  item.dataset.code = finding.code;
  item.dataset.key = finding.key;
  item.tabIndex = -1;
  const head = part('p', 'lint-head');
  const kind = finding.group === 'execution' ? finding.severity : finding.group;
  head.append(part('span', `lint-kind lint-kind-${kind}`, say(`lint.kind.${kind}`)), ' ');
  head.append(placeOf(finding, say, acts));
  const said = part('div', 'lint-said');
  said.append(part('p', 'lint-message', finding.message));
  if (finding.explanation !== undefined) {
    const why = document.createElement('details');
    why.append(part('summary', '', say('lint.why')), part('p', '', finding.explanation));
    said.append(why);
  }
  item.append(head, said);
  const buttons = part('div', 'lint-acts');
  let present = fixes;
  for (const [at, fix] of fixes.entries())
    buttons.append(
      fixButton(finding, () => present[at] ?? fix, { say, acts, look: at === 0 ? 'button' : 'button plain' }),
    );
  if (finding.counterExample)
    buttons.append(button(say('lint.showRun'), () => acts.play(finding), 'button plain'));
  if (buttons.childElementCount > 0) item.append(buttons);
  return {
    item,
    mendFirst() {
      const first = buttons.querySelector<HTMLButtonElement>('button[data-fix]');
      first?.click();
      return first !== null;
    },
    renew(now) {
      if (looksOf(now) !== looksOf(present)) return false;
      present = now;
      return true;
    },
  };
}

const looksOf = (fixes: readonly Fix[]) =>
  JSON.stringify(fixes.map(({ label, values, ask }) => [label, values, ask]));

function placeOf(finding: Finding, say: Say, acts: FindingActs): HTMLElement {
  const { elementId } = finding;
  if (elementId === undefined) return part('span', 'quiet', finding.resource || say('lint.wholeFile'));
  const name = acts.called(finding);
  const place = button(name, () => acts.reveal(finding), 'button link');
  place.setAttribute('aria-label', say('lint.reveal', { name }));
  return place;
}

/** What only a person knows is asked in place, in the row of the button. */
function fixButton(
  finding: Finding,
  fixNow: () => Fix,
  { say, acts, look }: { say: Say; acts: FindingActs; look: string },
): HTMLElement {
  const { label, values } = fixNow();
  const press = () => {
    const fix = fixNow();
    if (!fix.ask) acts.mend(finding, fix, '');
    else act.replaceWith(askFor(finding, fix, { say, acts, back: act }));
  };
  const act = button(say(label, values), press, look);
  act.dataset.fix = label;
  return act;
}

function askFor(
  finding: Finding,
  fix: Fix,
  { say, acts, back }: { say: Say; acts: FindingActs; back: HTMLElement },
): HTMLElement {
  const form = document.createElement('form');
  form.className = 'lint-ask';
  const label = part('label', '', `${say(fix.ask?.label ?? 'lint.ask.name')} `);
  const field = document.createElement('input');
  field.type = 'text';
  field.required = true;
  field.value = fix.ask?.initial ?? '';
  label.append(field);
  const leave = () => {
    form.replaceWith(back);
    back.focus();
  };
  form.append(label, submitButton(say('lint.apply')), button(say('lint.cancel'), leave, 'button plain'));
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const answer = field.value.trim();
    if (answer !== '') acts.mend(finding, fix, answer);
  });
  form.addEventListener('keydown', (pressed) => {
    pressed.stopPropagation();
    if (pressed.key === 'Escape') leave();
  });
  requestAnimationFrame(() => {
    field.focus();
    const at = fix.ask?.at ?? field.value.length;
    field.setSelectionRange(at, at);
  });
  return form;
}

function submitButton(label: string): HTMLButtonElement {
  const made = button(label, () => {}, 'button');
  made.type = 'submit';
  return made;
}
