// A list of settings: each item folded under what it is called, with ways to move it, copy it and take it out.
import { button } from './controls.ts';
import { drawValue, folded, type Json, nameOf, type SettingsForm } from './settingsValue.ts';

export function drawList(form: SettingsForm, list: Json[], path: string): HTMLElement {
  const { say, shape, isReadOnly } = form;
  const box = document.createElement('div');
  box.className = 'settings-list';
  const inner = `${path}[]`;
  const moved = (act: () => void) => () => {
    act();
    form.changed();
    form.redraw();
  };
  for (const [at, item] of list.entries()) {
    const line = document.createElement('div');
    line.className = 'settings-line';
    const drawn = drawValue(form, item, inner, (next) => {
      list[at] = next;
    });
    const title = titleOf(item, at, say('content.item', { number: at + 1 }));
    line.append(typeof item === 'object' && item !== null ? folded(form, inner, title, item, drawn) : drawn);
    if (!isReadOnly) line.append(actions(at));
    box.append(line);
  }
  if (!isReadOnly) {
    const blank = shape.itemBlank(path) ?? blankLike(list[0] ?? '');
    const name = shape.itemLabel(path) ?? nameOf(path);
    const add = button(
      name === '' ? say('content.add') : say('content.addItem', { name }),
      moved(() => void list.push(structuredClone(blank))),
    );
    const bar = document.createElement('div');
    bar.className = 'content-bar settings-adding';
    bar.append(add);
    box.append(bar);
  }
  return box;

  function actions(at: number): HTMLElement {
    const span = document.createElement('span');
    span.className = 'settings-actions';
    const act = (text: string, key: string, run: () => void, isOff = false) => {
      const made = button(text, moved(run));
      made.className = 'button link';
      made.title = say(key, { number: at + 1 });
      made.setAttribute('aria-label', made.title);
      made.disabled = isOff;
      span.append(made);
    };
    act('↑', 'content.up', () => list.splice(at - 1, 0, ...list.splice(at, 1)), at === 0);
    act('↓', 'content.down', () => list.splice(at + 1, 0, ...list.splice(at, 1)), at === list.length - 1);
    act(say('content.copyShort'), 'content.copy', () =>
      list.splice(at + 1, 0, structuredClone(list[at] ?? null)),
    );
    act('×', 'content.removeItem', () => list.splice(at, 1));
    return span;
  }
}

/** What people call it: its name, in their language where it has several, or its id. */
function titleOf(item: Json, at: number, otherwise: string): string {
  if (typeof item !== 'object' || item === null || Array.isArray(item)) return String(item);
  const { id, name } = item;
  const words =
    typeof name === 'object' && name !== null && !Array.isArray(name) ? (name.es ?? name.en) : name;
  const said = [id, words].filter((each): each is string => typeof each === 'string' && each !== '');
  const distinct = [...new Set(said)];
  return distinct.length > 0 ? distinct.join(' · ') : otherwise || String(at + 1);
}

/** The same fields, with nothing in them. */
function blankLike(value: Json): Json {
  if (Array.isArray(value)) return [];
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, blankLike(inner)]));
  return typeof value === 'boolean' ? false : typeof value === 'number' ? 0 : '';
}
