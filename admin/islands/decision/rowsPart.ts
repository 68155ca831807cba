// Below the editor: the rows that try the decision shown, kept in a file of the draft, and the rules that none of them meets.
import type { DraftFile } from '../draft/draftFile.ts';
import type { Say } from '../words/speak.ts';
import { createRowsTable } from './rowsTable.ts';
import { readRows, type TestRow, type TestRows, writeRows } from './testRows.ts';
import type { Trial, TriedDecision, Trying } from './trial.ts';

export interface RowsPart {
  element: HTMLElement;
  /** What the rows' file holds, at first or after somebody else changed it. */
  read(text: string): void;
  /** Shows the rows of that decision; undefined: of none. */
  show(decision: string | undefined): void;
  /** Says of the rows' file, too, whether it is saved. */
  tell(file: DraftFile): void;
  /** Evaluates every row of the file by these decisions. */
  run(xml: string): void;
}

interface Told {
  /** The rows' file as it should be from now on. */
  changed(text: string): void;
  /** Ids of the rules of the decision shown that no row meets; none before there are rows. */
  unmet(rules: readonly string[]): void;
}

const PAUSE_MS = 250;

export function createRowsPart(say: Say, trying: Trying, told: Told): RowsPart {
  const element = document.createElement('section');
  element.className = 'section dmn-rows';
  const heading = document.createElement('h2');
  heading.textContent = say('decision.rows');
  const lead = paragraph('quiet small', say('decision.rowsLead'));
  const problems = document.createElement('ul');
  problems.className = 'content-problems';
  problems.setAttribute('aria-live', 'polite');
  const report = paragraph('dmn-report', '');
  report.setAttribute('role', 'status');
  const add = document.createElement('button');
  add.type = 'button';
  add.className = 'button plain';
  add.textContent = say('decision.addRow');
  let held: TestRows | undefined = { rows: [], others: [] };
  let shown: string | undefined;
  let xml = '';
  let trial: Trial | undefined;
  let ran: TestRow[] = [];
  let drawn = '';
  let pause: ReturnType<typeof setTimeout> | undefined;
  const table = createRowsTable(say, {
    changed: save,
    remove(row) {
      if (held) held.rows = held.rows.filter((each) => each !== row);
      save();
      draw();
      add.focus();
    },
  });
  element.append(heading, lead, problems, table.element, add, report);
  add.addEventListener('click', () => {
    if (!held || shown === undefined) return;
    const number = held.rows.filter(({ decision }) => decision === shown).length + 1;
    held.rows.push({ name: say('decision.newRow', { number }), decision: shown, variables: {} });
    save();
    draw();
    table.element.querySelector<HTMLInputElement>('tbody tr:last-child td:nth-child(2) input')?.focus();
  });
  return {
    element,
    read(text) {
      held = readRows(text);
      ran = [];
      draw();
      if (xml !== '') later();
    },
    tell(file) {
      // Begun after the head's, which hears of the decision's own file.
      void customElements.whenDefined('cauce-draft-state').then(() => {
        const state = document.createElement('cauce-draft-state');
        Object.assign(state, { file });
        heading.after(state);
      });
    },
    show(decision) {
      shown = decision;
      draw();
    },
    run(next) {
      xml = next;
      later();
    },
  };

  function save(): void {
    if (!held) return;
    told.changed(writeRows(held));
    later();
  }

  function later(): void {
    clearTimeout(pause);
    pause = setTimeout(ask, PAUSE_MS);
  }

  async function ask(): Promise<void> {
    const rows = held?.rows ?? [];
    const answer = await trying.ask(xml, rows);
    if (!answer) return;
    trial = answer;
    ran = [...rows];
    problems.replaceChildren(
      ...answer.problems.map(({ text, isError }) => {
        const item = document.createElement('li');
        item.className = isError ? 'state incident' : 'state atRisk';
        item.textContent = text;
        return item;
      }),
    );
    draw();
  }

  function draw(): void {
    const decision = trial?.decisions.find(({ id }) => id === shown);
    element.hidden = shown === undefined;
    add.hidden = !held || !decision;
    const rows = (held?.rows ?? []).filter((row) => row.decision === shown);
    lead.textContent = say(held ? 'decision.rowsLead' : 'decision.rowsUnreadable');
    const columns = decision?.variables ?? [];
    // Inputs keep their focus: the table is drawn anew only where its rows or columns are others.
    const picture = `${shown}\n${JSON.stringify(columns)}\n${rows.map((row) => held?.rows.indexOf(row)).join()}`;
    if (picture !== drawn || rows.length === 0) {
      drawn = picture;
      table.show(rows, columns);
    }
    table.element.hidden = rows.length === 0;
    table.tell(rows.map((row) => trial?.outcomes[ran.indexOf(row)] ?? { rules: [] }));
    tellReport(decision, rows.length);
  }

  function tellReport(decision: TriedDecision | undefined, count: number): void {
    const unmet = (decision?.rules ?? []).flatMap(({ id, matched }, at) =>
      matched === 0 ? [{ id, at }] : [],
    );
    const isTold = count > 0 && decision !== undefined && decision.rules.length > 0;
    told.unmet(isTold ? unmet.map(({ id }) => id) : []);
    report.hidden = !isTold;
    const rules = unmet.map(({ at }) => at + 1).join(', ');
    report.textContent = !isTold
      ? ''
      : unmet.length === 0
        ? say('decision.everyRuleMet', { count: decision.rules.length })
        : say('decision.unmet', { count: unmet.length, rules });
  }
}

function paragraph(className: string, text: string): HTMLElement {
  const made = document.createElement('p');
  made.className = className;
  made.textContent = text;
  return made;
}
