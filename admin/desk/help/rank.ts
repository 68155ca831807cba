// Which guides help most: those for the product and the typology of the case, then those that say the words that were asked.
import { wordsIn } from '../../engine.ts';
import type { Guide } from './guides.ts';

export interface Need {
  /** What was typed; empty: what the case itself says is asked for. */
  typed: string;
  processId?: string;
  /** Values of the case and their names, which a guide may be for. */
  values: readonly string[];
  /** What the client wrote. */
  told: string;
}

const WEIGHTS = { product: 4, typology: 5, process: 1, title: 3, body: 1, told: 0.25 };

/** The best first; guides that are for something else, or say nothing of what was typed, are left out. */
export function rankGuides(guides: readonly Guide[], need: Need, most: number): Guide[] {
  const asked = wordSet(need.typed);
  const told = wordSet(need.told);
  const values = new Set(need.values.map(plain));
  const rarity = rarityOf(guides);
  const scored = guides.map((guide) => ({ guide, score: scoreOf(guide) }));
  return scored
    .filter(({ score }) => score > 0)
    .sort((one, other) => other.score - one.score || (one.guide.title < other.guide.title ? -1 : 1))
    .slice(0, most)
    .map(({ guide }) => guide);

  function scoreOf(guide: Guide): number {
    const isFor = (list: readonly string[]) => list.some((item) => values.has(plain(item)));
    const product = isFor(guide.products) ? WEIGHTS.product : 0;
    const typology = isFor(guide.typologies) ? WEIGHTS.typology : 0;
    const process = need.processId !== undefined && guide.processes.has(need.processId) ? WEIGHTS.process : 0;
    if (asked.size > 0) {
      const said = overlap(guide, asked);
      return said === 0 ? 0 : said + product + typology + process;
    }
    // Nothing was typed: one that is for other products or typologies is not offered.
    const isForSome = guide.products.length > 0 || guide.typologies.length > 0;
    const isForOthers = isForSome && product === 0 && typology === 0;
    if (process === 0 || (isForOthers && !saysTitle(guide))) return 0;
    return product + typology + process + WEIGHTS.told * overlap(guide, told);
  }

  /** The case says nothing of it yet, but the client's own words do. */
  function saysTitle({ titleWords }: Guide): boolean {
    return [...told].filter((word) => titleWords.has(word)).length > 1;
  }

  function overlap({ titleWords, bodyWords }: Guide, words: ReadonlySet<string>): number {
    let sum = 0;
    for (const word of words) {
      const weight = titleWords.has(word) ? WEIGHTS.title : bodyWords.has(word) ? WEIGHTS.body : 0;
      sum += weight * (rarity.get(word) ?? 0);
    }
    return sum;
  }
}

/** A word that every guide has tells nothing apart. */
function rarityOf(guides: readonly Guide[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { titleWords, bodyWords } of guides)
    for (const word of new Set([...titleWords, ...bodyWords])) counts.set(word, (counts.get(word) ?? 0) + 1);
  return new Map([...counts].map(([word, count]) => [word, Math.log(1 + guides.length / count)]));
}

const wordSet = (text: string): Set<string> => new Set([...wordsIn(text)].map(({ word }) => word));

/** `canal_sucursal_digital` and "Canal Sucursal Digital" are the same. */
const plain = (text: string): string =>
  [...wordsIn(text.replaceAll('_', ' '))].map(({ word }) => word).join(' ');
