// Speaks for what the decision tables do not ask of `translate`.
import { pageLanguage } from '../words/speak.ts';
import { sayWith } from './say.ts';

export const cauceSay = sayWith(pageLanguage() === 'en' ? {} : (await import('./es/decision.json')).default);
