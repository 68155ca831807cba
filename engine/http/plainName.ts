// Names of files from outside, made harmless: no folders where there are none, no way out, no characters that lie.

/** Format and control characters: the right-to-left override makes `gpj.exe` look like `exe.jpg`. */
const lying = /[\p{Cc}\p{Cf}\p{Cs}]/gu;

/** The last part of a path, at most 200 characters, never empty. */
export function fileName(given: string): string {
  const last = given.split(/[\\/]/).at(-1) ?? '';
  const plain = last.replace(lying, '').replace(/^\.+/, '').trim();
  return plain.slice(0, 200) || 'documento';
}

/** A relative path such as `forms/register.form`; undefined for anything else. */
export function resourceName(given: string): string | undefined {
  const parts = given.split('/');
  const isPlain = (part: string) => part !== '' && part !== '.' && part !== '..' && !/[\\:]/.test(part);
  if (given.length > 400 || given.search(lying) >= 0 || !parts.every(isPlain)) return undefined;
  return given;
}
