// Who goes back from the receipt finds the form as it was: they are told that it is filed, and nothing is filed twice.
import { askReceipt, filedHere, forgetFiled } from './receiptAgain.ts';
import type { StateLine } from './stateLine.ts';

/** Asks at once, and whenever the browser brings the page back as it left it. */
export function stay(form: HTMLFormElement, place: string, line: StateLine): void {
  const look = (isBack: boolean) => {
    const filed = filedHere(place);
    if (filed === undefined || !isBack) return;
    const fields = form.querySelector<HTMLElement>('cauce-form');
    const send = form.querySelector<HTMLElement>('[data-send]');
    for (const part of [fields, send]) if (part) part.hidden = true;
    const another = () => {
      forgetFiled(place);
      location.assign(form.action);
    };
    line.already(() => askReceipt(form, place, filed), another);
    line.element.scrollIntoView({ block: 'center' });
  };
  const [navigation] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
  look(navigation?.type === 'back_forward');
  window.addEventListener('pageshow', ({ persisted }) => look(persisted));
}
