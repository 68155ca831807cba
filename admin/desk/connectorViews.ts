// The automatic work that a draft's drawings ask for, type by type, and whether it can be done here.
import { type ConnectorUse, connectorUses } from '../engine.ts';
import type { Visit } from '../visit.ts';

/** Types of the product itself, by the name of their words. */
const KNOWN: { readonly [type: string]: string } = {
  'cauce:mail': 'mail',
  'cauce:survey': 'survey',
  'cauce:almera': 'almera',
  'cauce:set': 'set',
  'cauce:http': 'http',
  'io.camunda:http-json:1': 'httpJson',
};

export async function connectorViews(visit: Visit, draftKey: number) {
  const files = await visit.engine.drafts.contents(draftKey);
  const uses = await connectorUses(files);
  const types = [...new Set(uses.map(({ type }) => type))].sort();
  return types.map((type) => {
    const own = uses.filter((use) => use.type === type);
    const known = Object.hasOwn(KNOWN, type) ? KNOWN[type] : undefined;
    return {
      type,
      hasAddress: own.some(({ address }) => address !== undefined),
      what: visit.t(known === undefined ? 'connectors.what.worker' : `connectors.what.${known}`),
      ...stateOf(visit, type, own, known !== undefined),
      steps: own.map(({ resource, elementId, elementName, address = '' }) => ({
        name: elementName,
        file: resource,
        address,
        isMissing: known !== undefined && !visit.engine.connects(type, address),
        href: `${visit.base}/borradores/${draftKey}/dibujo?nombre=${encodeURIComponent(resource)}&elemento=${encodeURIComponent(elementId)}`,
      })),
    };
  });
}

function stateOf(visit: Visit, type: string, uses: readonly ConnectorUse[], isKnown: boolean) {
  if (!isKnown) return { state: 'none', words: visit.t('connectors.state.worker') };
  const works = uses.filter(({ address }) => visit.engine.connects(type, address)).length;
  const sendsMail = type === 'cauce:mail' || type === 'cauce:survey';
  if (works === 0) return { state: 'atRisk', words: visit.t('connectors.state.people') };
  if (works < uses.length) return { state: 'atRisk', words: visit.t('connectors.state.some') };
  if (sendsMail && !visit.retryMail) return { state: 'atRisk', words: visit.t('connectors.state.outbox') };
  return { state: 'onTime', words: visit.t('connectors.state.works') };
}
