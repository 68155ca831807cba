// Speaks for what the properties panel and its FEEL editor do not ask of `translate`.
import { pageLanguage } from '../words/speak.ts';
import { sayWith } from './say.ts';

export const cauceSay = sayWith(pageLanguage() === 'en' ? {} : (await import('./es/panel.json')).default);
