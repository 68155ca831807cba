// The form as people will have it, drawn by the product's own renderer at the width of a telephone or a desk; it can be
// filled in and sent, which goes nowhere and shows what the task would be completed with.
import type { Json, Variables } from '../../../engine/core/json.ts';
import { part } from '../elements/part.ts';
import type { Say } from '../words/speak.ts';
import type { FormWorker } from './client.ts';
import { choice } from './parts.ts';
import { previewForm } from './previewForm.ts';
import type { Drawn } from './protocol.ts';
import { type SampleData, sampleData } from './sampleData.ts';

export interface Preview {
  element: HTMLElement;
  /** The form as it stands now; drawn after a moment, and never twice at once. */
  show(schema: Json): void;
}

export interface PreviewOptions {
  worker: FormWorker;
  say: Say;
  lang: 'es' | 'en';
  name: string;
  /** Where the example data is kept in this browser. */
  keep: string;
  resized?: (width: Width) => void;
}

export type Width = 'phone' | 'desk';
type Mode = 'edit' | 'read';
type Body = { [name: string]: string | string[] };

/** Somebody who types sees the form follow, not flicker. */
const PAUSE = 120;

export function createPreview({ worker, say, lang, name, keep, resized }: PreviewOptions): Preview {
  const element = part('section', 'form-preview');
  element.setAttribute('aria-label', say('formEditor.preview'));
  const paper = part('div', 'form-preview-paper');
  paper.dataset.width = 'phone';
  const problems = part('ul', 'form-preview-problems');
  const outcome = part('div', 'form-preview-outcome');
  outcome.setAttribute('role', 'status');
  let schema: Json | undefined;
  let mode: Mode = 'edit';
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isDrawing = false;
  let waits = false;

  const form = previewForm(say('formEditor.send'), (body) => void draw(body));
  const samples: SampleData = sampleData(say, keep, {
    changed: () => void draw(),
    example: () => (schema === undefined ? Promise.resolve({}) : worker.call('example', schema, lang)),
  });
  const head = part('div', 'form-preview-head');
  const widths = choice<Width>(
    say('formEditor.width'),
    [
      { value: 'phone', label: say('formEditor.phone') },
      { value: 'desk', label: say('formEditor.desk') },
    ],
    'phone',
    (width) => {
      paper.dataset.width = width;
      element.dataset.width = width;
      resized?.(width);
    },
  );
  widths.classList.add('form-preview-width');
  head.append(
    part('h2', '', say('formEditor.preview')),
    widths,
    choice<Mode>(
      say('formEditor.mode'),
      [
        { value: 'edit', label: say('formEditor.filling') },
        { value: 'read', label: say('formEditor.reading') },
      ],
      'edit',
      (chosen) => {
        mode = chosen;
        void draw();
      },
    ),
  );
  paper.append(form.element);
  element.append(head, problems, paper, outcome, samples.element);

  async function draw(body?: Body): Promise<void> {
    if (schema === undefined) return;
    if (isDrawing) {
      waits = true;
      return;
    }
    isDrawing = true;
    const data: Variables = samples.data();
    const request = { name, schema, data, isReadOnly: mode === 'read', lang, ...(body && { body }) };
    try {
      tell(await worker.call('draw', request), body);
    } catch (problem) {
      console.error(problem);
      form.show(undefined);
      problems.replaceChildren(part('li', 'wrong', say('formEditor.notDrawn')));
    }
    isDrawing = false;
    if (!waits) return;
    waits = false;
    await draw();
  }

  function tell(drawn: Drawn, body: Body | undefined): void {
    form.show(drawn.html === '' ? undefined : drawn.html, drawn.isRefused);
    problems.replaceChildren(
      ...drawn.problems.map(({ text, isError }) => part('li', isError ? 'wrong' : 'at-risk', text)),
    );
    outcome.replaceChildren();
    if (!body || !drawn.variables) return;
    const made = part('pre', 'mono', JSON.stringify(drawn.variables, null, 2));
    made.tabIndex = 0;
    outcome.append(part('p', '', say('formEditor.outcome')), made);
  }

  return {
    element,
    show(given) {
      schema = given;
      clearTimeout(timer);
      timer = setTimeout(() => void draw(), PAUSE);
    },
  };
}
