// The drawer below the drawing: one tab for each tool, loaded when it is first opened; it is folded, opened and sized.

import { part } from '../elements/part.ts';
import type { Say } from '../words/speak.ts';
import { keepingWhole } from './showAll.ts';
import type { Desk, OpenTool } from './tool.ts';
import { type ListedTool, tools } from './tools.ts';

/** A tool is told of changes when they have paused. */
const PAUSE = 500;
/** The drawing comes first. */
const EAGER_AFTER = 1_000;

export interface Drawer {
  /** Opens a tool by its name. */
  show(name: string): void;
  changed(): void;
}

interface Opened {
  pane: HTMLElement;
  tool: Promise<OpenTool | undefined>;
  /** It missed changes while it was not shown. */
  isBehind: boolean;
}

export function fillDrawer(host: HTMLElement, desk: Desk, say: Say): Drawer {
  const tabs = host.appendChild(part('div', 'modeler-tabs'));
  tabs.setAttribute('role', 'group');
  const panes = host.appendChild(part('div', 'modeler-panes'));
  panes.hidden = true;
  const opened = new Map<string, Opened>();
  const buttons = new Map<string, HTMLButtonElement>();
  let current: string | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function select(name: string | undefined): void {
    const settle = keepingWhole(desk.modeler);
    const left = current === undefined ? undefined : opened.get(current);
    if (left) {
      left.pane.hidden = true;
      void left.tool.then((tool) => tool?.hidden?.());
    }
    current = name === current ? undefined : name;
    panes.hidden = current === undefined;
    for (const [each, tab] of buttons) tab.setAttribute('aria-expanded', String(each === current));
    if (current !== undefined) {
      const now = opened.get(current) ?? start(current);
      now.pane.hidden = false;
      void now.tool.then((tool) => {
        tool?.shown?.();
        if (now.isBehind) tool?.changed?.();
        now.isBehind = false;
        settle();
      });
    }
    settle();
  }

  function start(name: string): Opened {
    const pane = panes.appendChild(part('div', 'modeler-pane'));
    pane.id = `tool-${name}`;
    const listed = tools.find((each) => each.name === name);
    const tool = listed ? openTool(listed, desk, pane, say) : Promise.resolve(undefined);
    const made = { pane, tool, isBehind: false };
    opened.set(name, made);
    return made;
  }

  for (const { name, label } of tools) {
    const tab = document.createElement('button');
    tab.type = 'button';
    tab.className = 'modeler-tab';
    tab.textContent = say(label);
    tab.setAttribute('aria-expanded', 'false');
    tab.setAttribute('aria-controls', `tool-${name}`);
    tab.dataset.tool = name;
    tab.addEventListener('click', () => select(name));
    buttons.set(name, tab);
    tabs.append(tab);
  }
  sizeByHand(host, tabs, panes, () => desk.modeler.get('canvas').resized());
  host.hidden = tools.length === 0;
  const begin = setTimeout(() => {
    for (const { name, isEager } of tools) if (isEager && !opened.has(name)) start(name).pane.hidden = true;
  }, EAGER_AFTER);
  desk.modeler.on('diagram.destroy', () => clearTimeout(begin));
  return {
    show: (name) => {
      if (current !== name) select(name);
    },
    changed() {
      clearTimeout(timer);
      timer = setTimeout(() => {
        for (const [name, { tool }] of opened)
          if (name === current) void tool.then((each) => each?.changed?.());
        for (const [name, each] of opened) if (name !== current) each.isBehind = true;
      }, PAUSE);
    },
  };
}

async function openTool(listed: ListedTool, desk: Desk, pane: HTMLElement, say: Say) {
  try {
    const tool = await listed.load();
    return await tool.open(desk, pane);
  } catch (problem) {
    console.error(problem);
    pane.replaceChildren(part('p', 'quiet', say('modeler.toolFailed')));
    return undefined;
  }
}

/** The upper edge is dragged, or moved with the arrow keys. */
function sizeByHand(host: HTMLElement, tabs: HTMLElement, panes: HTMLElement, sized: () => void): void {
  const least = 120;
  const set = (height: number) => {
    const most = Math.max(least, (host.parentElement?.clientHeight ?? 800) - 200);
    panes.style.height = `${Math.min(most, Math.max(least, height))}px`;
    sized();
  };
  tabs.addEventListener('pointerdown', (down) => {
    if (panes.hidden || (down.target as Element).closest('button')) return;
    const from = panes.offsetHeight;
    tabs.setPointerCapture(down.pointerId);
    const move = ({ clientY }: PointerEvent) => set(from + down.clientY - clientY);
    tabs.addEventListener('pointermove', move);
    tabs.addEventListener('pointerup', () => tabs.removeEventListener('pointermove', move), { once: true });
  });
  tabs.addEventListener('keydown', (pressed) => {
    if (panes.hidden || !pressed.altKey || !/^Arrow(Up|Down)$/.test(pressed.key)) return;
    pressed.preventDefault();
    set(panes.offsetHeight + (pressed.key === 'ArrowUp' ? 40 : -40));
  });
}
