// A mail template: subject and text beside what somebody would get, filled with sample values.
import type { CheckAnswer } from './checking.ts';
import { button, labeled } from './controls.ts';
import type { ContentEditor, ContentTold } from './editors.ts';
import { mailPreview } from './mailPreview.ts';
import { createSamples } from './mailSamples.ts';

/** As the engine reads it: a line with the subject, an empty line, the text. */
const MAIL = /^\uFEFF?Subject: *([^\r\n]*)\r?\n[ \t]*\r?\n([\s\S]*)$/i;

export function mailEditor({
  say,
  checking,
  changed,
  tell,
  storageName,
  isReadOnly,
}: ContentTold): ContentEditor {
  const element = document.createElement('div');
  element.className = 'mail-editor';
  const writing = document.createElement('div');
  const subject = document.createElement('input');
  subject.type = 'text';
  const body = document.createElement('textarea');
  body.rows = 18;
  body.className = 'mono content-text';
  for (const field of [subject, body]) {
    field.readOnly = isReadOnly;
    field.addEventListener('input', typed);
  }
  const names = document.createElement('div');
  names.className = 'content-bar mail-names';
  names.setAttribute('role', 'group');
  names.setAttribute('aria-label', say('content.mailNames'));
  writing.append(labeled(say('content.mailSubject'), subject), labeled(say('content.mailText'), body), names);
  const samples = createSamples(say, storageName, () => void look());
  const preview = mailPreview(say);
  const beside = document.createElement('div');
  beside.append(preview.element, samples.element);
  element.append(writing, beside);
  let last: HTMLInputElement | HTMLTextAreaElement = body;
  for (const field of [subject, body])
    field.addEventListener('focus', () => {
      last = field;
    });

  const text = () => `Subject: ${subject.value}\n\n${body.value}`;

  function typed(): void {
    changed(text());
    void look();
  }

  async function look(): Promise<void> {
    const answer = await checking.ask(text(), { samples: JSON.stringify(samples.values()) });
    if (!answer) return;
    tell(answer.problems);
    const isNew = samples.show(answer.names ?? []);
    showNames(answer);
    if (answer.subject !== undefined) preview.show(answer.subject, answer.text ?? '');
    // A name that was met for the first time has a sample only now.
    if (isNew) void look();
  }

  function showNames({ names: used = [] }: CheckAnswer): void {
    names.replaceChildren(
      ...used.map((name) => {
        const made = button(name, () => insert(`{{${name}}}`));
        made.classList.add('mono');
        made.title = say('content.mailInsert', { name });
        made.disabled = isReadOnly;
        return made;
      }),
    );
  }

  function insert(placeholder: string): void {
    const at = last.selectionStart ?? last.value.length;
    last.setRangeText(placeholder, at, last.selectionEnd ?? at, 'end');
    last.focus();
    typed();
  }

  return {
    element,
    judgesItself: true,
    read(given) {
      const match = given.trim() === '' ? ['', '', ''] : MAIL.exec(given);
      if (!match) return false;
      subject.value = match[1] ?? '';
      body.value = (match[2] ?? '').replace(/\r\n?/g, '\n');
      void look();
      return true;
    },
  };
}
