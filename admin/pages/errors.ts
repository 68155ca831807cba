// The pages that say that something is missing, forbidden, too much, or broken, and what to do next.
import { authorize } from '../engine.ts';
import { hasText } from '../render/locale.ts';
import type { Visit } from '../visit.ts';

/** Who is signed in keeps the frame of their work, and goes on where it is. */
function wayOn(visit: Visit): { href: string; label: string } {
  const { base, identity, principal, t } = visit;
  return identity && authorize(principal, 'task:list')
    ? { href: `${base}/tareas`, label: t('start.work') }
    : { href: `${base}/`, label: t('error.home') };
}

export function showError(visit: Visit, status: number, reference?: string): void {
  const known = hasText(visit.lang, `error.${status}.title`) ? status : status >= 500 ? 500 : 400;
  const isAtWork = visit.identity !== null && !visit.identity.mustChangePassword;
  visit.show(
    isAtWork ? 'staffMessage' : 'message',
    {
      title: visit.t(`error.${known}.title`),
      hidden: true,
      heading: visit.t(`error.${known}.heading`),
      lead: visit.t(`error.${known}.lead`, { max: Math.floor(visit.options.fileLimit / 1_000_000) }),
      reference,
      link: wayOn(visit),
    },
    status,
  );
}
