// Hands each change of the drawing to the draft's file, soon, and never while somebody is still typing or dragging.
import type Modeler from 'bpmn-js/lib/Modeler';

/** Writing the file takes tens of milliseconds: it waits for a pause, but not for longer than the second number. */
const PAUSE = 250;
const LONGEST = 900;

export interface KeepsSaved {
  /** Writes now what is not yet written. */
  flush(): Promise<void>;
}

export function keepSaved(modeler: Modeler, changed: (xml: string) => void): KeepsSaved {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let since = 0;
  async function write(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    if (since === 0) return;
    since = 0;
    const { xml } = await modeler.saveXML({ format: true });
    changed(xml);
  }
  modeler.on('commandStack.changed', () => {
    since ||= performance.now();
    clearTimeout(timer);
    const left = since + LONGEST - performance.now();
    timer = setTimeout(() => void write(), Math.max(0, Math.min(PAUSE, left)));
  });
  // Before the file itself hears that the page goes away, and sends what it was given.
  addEventListener('pagehide', () => void write(), { capture: true });
  const hidden = () => {
    if (document.visibilityState === 'hidden') void write();
  };
  document.addEventListener('visibilitychange', hidden, { capture: true });
  return { flush: write };
}
