// What an import says that was refused as a whole.
import type { Problem } from '../runtime/engine.ts';
import type { Terminal } from './command.ts';
import { problemLines, withMessages } from './problemLines.ts';

/** Gives the exit code, 1. */
export function nothingImported(problems: Problem[], { print, locale }: Terminal, asJson: boolean): number {
  if (asJson) {
    print(JSON.stringify({ ok: false, problems: withMessages(problems) }, null, 2));
    return 1;
  }
  for (const each of problemLines(problems, locale)) print(each);
  print(locale === 'es' ? 'No se importó nada.' : 'Nothing was imported.');
  return 1;
}
