// Says at its field that a chosen file is too large, before it is sent for nothing.
function megabytes(size: number): string {
  const format = new Intl.NumberFormat(document.documentElement.lang, { maximumFractionDigits: 1 });
  return `${format.format(size / 1_000_000)} MB`;
}

/** Shows or takes away the message of one field; true where a file is too large. */
export function judgeFiles(field: HTMLInputElement): boolean {
  const id = `${field.id}-size`;
  document.getElementById(id)?.remove();
  const described = (field.getAttribute('aria-describedby') ?? '')
    .split(' ')
    .filter((each) => each && each !== id);
  const most = Number(field.dataset.most ?? Number.POSITIVE_INFINITY);
  const heavy = [...(field.files ?? [])].find((file) => file.size > most);
  const frame = field.closest('.cf-field');
  if (heavy) {
    const message = document.createElement('p');
    message.id = id;
    message.className = 'cf-error';
    message.setAttribute('role', 'alert');
    message.textContent = (field.dataset.tooLarge ?? '')
      .replace('{name}', () => heavy.name)
      .replace('{size}', () => megabytes(heavy.size));
    field.before(message);
    described.push(id);
    field.setAttribute('aria-invalid', 'true');
    frame?.classList.add('cf-bad');
  } else if (!document.getElementById(`${field.id}-error`)) {
    field.removeAttribute('aria-invalid');
    frame?.classList.remove('cf-bad');
  }
  if (described.length > 0) field.setAttribute('aria-describedby', described.join(' '));
  else field.removeAttribute('aria-describedby');
  return heavy !== undefined;
}

/** Judges every field of files; the first that is wrong gets the focus. */
export function hasTooLarge(form: Element): boolean {
  const fields = [...form.querySelectorAll<HTMLInputElement>('input[type="file"]')];
  const wrong = fields.filter(judgeFiles);
  wrong[0]?.focus();
  return wrong.length > 0;
}
