// One value of a file of settings as fields; what is inside it is drawn the same way.
import type { Say } from '../words/speak.ts';
import { button, labeled } from './controls.ts';
import { drawList } from './settingsList.ts';
import type { SettingsShape } from './settingsShape.ts';

export type Json = null | boolean | number | string | Json[] | { [name: string]: Json };
export type Fields = { [name: string]: Json };

export interface SettingsForm {
  say: Say;
  shape: SettingsShape;
  isReadOnly: boolean;
  changed(): void;
  redraw(): void;
}

/** `path` names places without their numbers: `groups[].profile`. */
export function drawValue(
  form: SettingsForm,
  value: Json,
  path: string,
  put: (next: Json) => void,
): HTMLElement {
  if (Array.isArray(value)) return drawList(form, value, path);
  if (typeof value === 'object' && value !== null) return drawFields(form, value, path);
  return drawScalar(form, value, path, put);
}

export function nameOf(path: string): string {
  return path.replace(/\[\]$/, '').replace(/^.*\./, '');
}

function drawFields(form: SettingsForm, value: Fields, path: string): HTMLElement {
  const { shape, say, isReadOnly } = form;
  const group = document.createElement('div');
  group.className = 'settings-fields';
  for (const [name, inner] of Object.entries(value)) {
    const at = path === '' ? name : `${path}.${name}`;
    const line = document.createElement('div');
    line.className = 'settings-line';
    const drawn = drawValue(form, inner, at, (next) => {
      value[name] = next;
    });
    if (typeof inner === 'object' && inner !== null) line.append(folded(form, at, name, inner, drawn));
    else line.append(drawn);
    if (shape.mayRemove(at)) {
      const remove = button('×', () => {
        delete value[name];
        form.changed();
        form.redraw();
      });
      remove.className = 'button link';
      remove.disabled = isReadOnly;
      remove.title = say('content.removeField', { name: shape.label(at) });
      remove.setAttribute('aria-label', remove.title);
      line.append(remove);
    }
    group.append(line);
  }
  if (!isReadOnly) group.append(...adding(form, value, path));
  return group;
}

/** Fields that may be there and are not; of a map, a name that somebody types. */
function adding(form: SettingsForm, value: Fields, path: string): HTMLElement[] {
  const { shape, say } = form;
  const add = (name: string, blank: Json) => {
    value[name] = blank;
    form.changed();
    form.redraw();
  };
  const missing = shape.fields(path).filter(({ name }) => !Object.hasOwn(value, name));
  const bar = document.createElement('div');
  bar.className = 'content-bar settings-adding';
  for (const { name, blank } of missing) {
    const at = path === '' ? name : `${path}.${name}`;
    bar.append(
      button(say('content.addField', { name: shape.label(at) }), () => add(name, structuredClone(blank))),
    );
  }
  if (shape.isMap(path)) {
    const input = document.createElement('input');
    input.type = 'text';
    input.className = 'mono';
    input.placeholder = say('content.newName');
    input.setAttribute('aria-label', say('content.newName'));
    const take = () => {
      const name = input.value.trim();
      if (name === '' || name === '__proto__' || Object.hasOwn(value, name)) return input.focus();
      add(name, shape.mapBlank(path, value));
    };
    input.addEventListener('keydown', ({ key }) => key === 'Enter' && take());
    bar.append(input, button(say('content.add'), take));
  }
  return bar.childElementCount > 0 ? [bar] : [];
}

export function folded(
  { shape }: SettingsForm,
  path: string,
  title: string,
  value: Json,
  drawn: HTMLElement,
): HTMLElement {
  const details = document.createElement('details');
  details.dataset.path = `${path} ${title}`;
  details.open = !path.includes('[]') && !Array.isArray(value);
  const summary = document.createElement('summary');
  summary.textContent = shape.label(path) === title || path.endsWith('[]') ? title : shape.label(path);
  if (Array.isArray(value)) {
    const count = document.createElement('span');
    count.className = 'quiet';
    count.textContent = ` ${value.length}`;
    summary.append(count);
    details.open = path.split(/[.[]/).length < 2;
  }
  details.append(summary, drawn);
  return details;
}

function drawScalar(form: SettingsForm, value: Json, path: string, put: (next: Json) => void): HTMLElement {
  const { shape, isReadOnly, changed } = form;
  const label = shape.label(path);
  const options = shape.options(path);
  const take = (next: Json) => {
    put(next);
    changed();
  };
  if (options) {
    const select = document.createElement('select');
    for (const option of options) select.append(new Option(option.label, option.value));
    if (!options.some((each) => each.value === value))
      select.append(new Option(String(value), String(value)));
    select.value = String(value);
    select.disabled = isReadOnly;
    select.addEventListener('change', () => take(select.value));
    return labeled(label, select);
  }
  if (typeof value === 'boolean') {
    const box = document.createElement('input');
    box.type = 'checkbox';
    box.checked = value;
    box.disabled = isReadOnly;
    box.addEventListener('change', () => take(box.checked));
    return labeled(label, box);
  }
  const text = value === null ? '' : String(value);
  const isLong =
    typeof value === 'string' && (text.length > 70 || text.startsWith('=') || text.includes('\n'));
  const field = document.createElement(isLong ? 'textarea' : 'input');
  field.value = text;
  field.readOnly = isReadOnly;
  field.spellcheck = false;
  if (text.startsWith('=') || shape.isCode(path)) field.classList.add('mono');
  if (field instanceof HTMLTextAreaElement) field.rows = 1;
  else if (typeof value === 'number') field.inputMode = 'decimal';
  field.addEventListener('input', () => take(typed(field.value, value)));
  return labeled(label, field);
}

/** A number stays one as long as what is typed is one. */
function typed(text: string, before: Json): Json {
  if (typeof before !== 'number') return before === null && text === '' ? null : text;
  return text.trim() !== '' && Number.isFinite(Number(text)) ? Number(text) : text;
}
