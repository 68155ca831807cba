// Every mail template that the shipped processes carry can be read, and fills without leaving a name behind.
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readMailTemplate } from '../../../engine/jobs/index.ts';
import { renderMail } from '../../../engine/jobs/renderMail.ts';

const folder = new URL('../../../processes/', import.meta.url);
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
  /mails[\\/].*\.hbs$/.test(file),
);

/** Those that go to people who have no case. */
const withoutCase = ['relationship/mails/survey-invitation.hbs'];

describe('the mails of the shipped processes', () => {
  it('are there', () => {
    expect(files.length).toBeGreaterThan(0);
  });

  it.each(files)('%s', (file) => {
    const template = readMailTemplate(readFileSync(new URL(file, folder), 'utf8'));
    if ('problem' in template) throw new Error(JSON.stringify(template.problem));
    const values = Object.fromEntries([...template.names].map((name) => [name, `[${name}]`]));
    const mail = renderMail(template, values, 'America/Bogota');
    if ('problem' in mail) throw new Error(JSON.stringify(mail.problem));
    expect([file, mail.subject.includes('[case_number]')]).toEqual([file, !withoutCase.includes(file)]);
    expect(mail.text.trim()).not.toBe('');
    expect(mail.subject + mail.text).not.toMatch(/[{}]/);
  });

  it.each(files)('%s asks for an answer only where one is read', (file) => {
    const template = readMailTemplate(readFileSync(new URL(file, folder), 'utf8'));
    if ('problem' in template) throw new Error(JSON.stringify(template.problem));
    const [unread, read] = [false, true].map((replies_are_read) => {
      const mail = renderMail(template, { replies_are_read, case_number: 'C-1' }, 'America/Bogota');
      return 'problem' in mail ? '' : mail.text;
    });
    expect(unread).not.toMatch(/(?<!No )responda (a )?este correo|Si responde a/);
    expect(read).not.toContain('No responda');
  });
});
