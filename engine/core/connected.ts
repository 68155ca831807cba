// Whether a connector of the product can do here what a drawing asks of it, which is asked and journaled.
import { answerTo, type Step } from './step.ts';

/** Job types of the product's own connectors begin so. */
const CONNECTOR = 'cauce:';
const NAMES_A_SECRET = /\{\{\s*secrets\./;

/** True for the work of others, too. An address that is a secret is configured where that secret is. */
export function isConnected(step: Step, type: string, { url }: { [name: string]: string }): boolean {
  if (!type.startsWith(CONNECTOR)) return true;
  const address = url !== undefined && NAMES_A_SECRET.test(url) ? { address: url } : {};
  return answerTo(step, { kind: 'connector', type, ...address }) === true;
}

/** A listener that calls an address is passed over where that is not configured: nobody's work waits for it. */
export function isPassedOver(step: Step, type: string, headers: { [name: string]: string }): boolean {
  return headers.url !== undefined && !isConnected(step, type, headers);
}
