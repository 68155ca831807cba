// Speaks for the form editor, its fields and the panel inside it.
import { pageLanguage } from '../words/speak.ts';
import { sayWith } from './say.ts';

const texts = async () => {
  const [panel, forms] = await Promise.all([import('./es/panel.json'), import('./es/forms.json')]);
  return { ...panel.default, ...forms.default };
};

export const cauceSay = sayWith(pageLanguage() === 'en' ? {} : await texts());
