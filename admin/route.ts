// How a page is declared: its address, who may see it, whether it takes files, and the handler.
import type { Action } from './engine.ts';
import type { Visit } from './visit.ts';

export interface PageRoute {
  method: 'get' | 'post';
  path: string;
  /** What the visitor must be allowed to do; the handler asks again about the very thing. */
  action: Action;
  /** The body may be multipart with files; in a `form`, one that is too large is an error of its field alone. */
  upload?: true | 'form';
  /** What is sent after the session ended comes back to its form, once its writer has signed in again. */
  keeps?: true;
  /** True where strangers could guess or flood: counted per address. */
  limited?: boolean;
  /** True where the page draws a diagram, whose library writes inline styles. */
  diagram?: boolean;
  handler(visit: Visit): Promise<void> | void;
}

type Declared = Omit<PageRoute, 'method' | 'path' | 'action' | 'handler'>;
type Handler = PageRoute['handler'];

/** Throws where an address says nothing of who may ask for it: the server does not start then. */
export function checkPages(routes: readonly PageRoute[]): void {
  const without = routes.find(({ action }) => !action);
  if (!without) return;
  const name = `${without.method} ${without.path}`;
  throw new Error(`Expected an action on ${name} but it names none. Say who may ask for it.`);
}

export function get(path: string, action: Action, handler: Handler, more: Declared = {}): PageRoute {
  return { method: 'get', path, action, handler, ...more };
}

export function post(path: string, action: Action, handler: Handler, more: Declared = {}): PageRoute {
  return { method: 'post', path, action, handler, ...more };
}
