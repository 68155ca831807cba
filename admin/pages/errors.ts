// The pages that say that something is missing, forbidden, too much, or broken, and what to do next.
import { hasText } from '../render/locale.ts';
import type { Visit } from '../visit.ts';

export function showError(visit: Visit, status: number, reference?: string): void {
  const known = hasText(visit.lang, `error.${status}.title`) ? status : status >= 500 ? 500 : 400;
  visit.show(
    'message',
    {
      title: visit.t(`error.${known}.title`),
      hidden: true,
      heading: visit.t(`error.${known}.heading`),
      lead: visit.t(`error.${known}.lead`),
      reference,
      link: { href: `${visit.base}/`, label: visit.t('error.home') },
    },
    status,
  );
}
