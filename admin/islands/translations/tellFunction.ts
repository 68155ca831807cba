// What FEEL's functions do, beside the list that offers them: our sentence in Spanish, their own signature and examples.
import { pageLanguage } from '../words/speak.ts';

const functions: { readonly [name: string]: string } =
  pageLanguage() === 'en' ? {} : (await import('./es/functions.json')).default;

/** `described` is the library's own HTML: what it does, its signature, examples. */
export function cauceTell(name: string, described: string): string {
  const sentence = Object.hasOwn(functions, name) ? functions[name] : undefined;
  if (sentence === undefined) return described;
  const signature = described.indexOf('<p><strong>Function signature');
  const rest = signature < 0 ? '' : described.slice(signature);
  return `<p>${sentence}</p>\n${rest}`
    .replace('<strong>Function signature</strong>', '<strong>Cómo se escribe</strong>')
    .replace(/<strong>Examples?<\/strong>/, '<strong>Ejemplos</strong>');
}
