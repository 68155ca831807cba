// Follows what changes on the server while the page is looked at. A hidden page holds no connection and looks again when
// it is seen; a browser allows few of them. Nothing is told but that something changed.

export type Topic = 'tasks' | { caseKey: string };

/** Between two looks; a page that takes long to answer is asked less often. */
const SHORTEST_PAUSE = 3_000;
const PAUSE_PER_LOOK = 20;

/**
 * Calls `look` when the topic changed: soon, never twice at once, and rarely where looking is slow. `base` is the path
 * that the pages are mounted under. The answer ends it.
 */
export function onChanges(base: string, topic: Topic, look: () => Promise<unknown>): () => void {
  const event = topic === 'tasks' ? 'tasks' : 'case';
  const asked = topic === 'tasks' ? 'tasks=1' : `case=${encodeURIComponent(topic.caseKey)}`;
  const calm = calmly(look);
  let source: EventSource | undefined;
  let wasHidden = false;

  const seen = (): void => {
    if (document.hidden) {
      source?.close();
      source = undefined;
      wasHidden = true;
      return;
    }
    if (wasHidden) calm.ask();
    wasHidden = false;
    source ??= open();
  };

  function open(): EventSource {
    const opened = new EventSource(`${base}/cambios?${asked}`);
    let first = true;
    opened.addEventListener(event, () => calm.ask());
    // What changed while there was no connection was not told.
    opened.addEventListener('open', () => {
      if (!first) calm.ask();
      first = false;
    });
    return opened;
  }

  document.addEventListener('visibilitychange', seen);
  seen();
  return () => {
    document.removeEventListener('visibilitychange', seen);
    source?.close();
    calm.stop();
  };
}

function calmly(look: () => Promise<unknown>) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isLooking = false;
  let isAsked = false;
  let notBefore = 0;

  async function run(): Promise<void> {
    timer = undefined;
    isLooking = true;
    isAsked = false;
    const began = performance.now();
    await look().catch(() => undefined);
    isLooking = false;
    const took = performance.now() - began;
    notBefore = performance.now() + Math.max(SHORTEST_PAUSE, PAUSE_PER_LOOK * took);
    if (isAsked) plan();
  }

  function plan(): void {
    timer ??= setTimeout(() => void run(), Math.max(0, notBefore - performance.now()));
  }

  return {
    ask(): void {
      isAsked = true;
      if (!isLooking) plan();
    },
    stop: () => clearTimeout(timer),
  };
}
