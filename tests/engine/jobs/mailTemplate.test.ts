// Mail templates written with bad intent: refused or ended fast, and never more than text.
import { describe, expect, it } from 'vitest';
import type { Variables } from '../../../engine/core/json.ts';
import { readMailTemplate } from '../../../engine/jobs/index.ts';
import { renderMail } from '../../../engine/jobs/renderMail.ts';
import { withinTime } from '../../../engine/jobs/stopwatch.ts';

const many = Array.from({ length: 100 }, (_, index) => index);

function render(body: unknown, variables: Variables = {}) {
  const template = readMailTemplate(typeof body === 'string' ? `Subject: S\n\n${body}` : body);
  return 'problem' in template ? template : renderMail(template, variables, 'America/Bogota');
}

function codeOf(outcome: ReturnType<typeof render>): string | undefined {
  return 'problem' in outcome ? outcome.problem.code : undefined;
}

describe('the stopwatch', () => {
  it('ends a loop without end, and lets errors through', () => {
    expect(
      withinTime(20, () => {
        for (;;);
      }),
    ).toEqual({ done: false });
    expect(withinTime(1_000, () => 7)).toEqual({ done: true, value: 7 });
    expect(() =>
      withinTime(1_000, () => {
        throw new TypeError('mine');
      }),
    ).toThrow(TypeError);
  });
});

describe('a mail template', () => {
  it('fills names, conditions, loops and dates as plain text', () => {
    const body = `{{a.b}} {{#if yes}}sí{{else}}no{{/if}} {{#unless yes}}no{{/unless}}{{#each list}}[{{@index}}:{{this}}]{{/each}} {{#with a}}{{b}}{{/with}} {{date day}} {{dateTime at}} {{date nothing}}{{date word}}`;
    const variables: Variables = {
      a: { b: '<b>&"' },
      yes: true,
      list: ['x', 'y'],
      day: '2026-04-01',
      at: '2026-04-02T03:30:00Z',
      word: 'mañana',
    };
    const mail = render(body, variables);
    expect('text' in mail && mail.text).toMatch(
      /^<b>&" sí \[0:x\]\[1:y\] <b>&" 1 de abril de 2026 1 de abril de 2026.* 10:30 p\. m\. mañana$/,
    );
  });

  it('reads line ends of any system and a subject with names', () => {
    const template = readMailTemplate('\uFEFFSubject: Caso {{n}}\r\n\r\nUno\r\nDos\r\n');
    if ('problem' in template) throw new Error(template.problem.code);
    expect(renderMail(template, { n: 7 }, 'UTC')).toEqual({ subject: 'Caso 7', text: 'Uno\nDos\n' });
    expect([...template.names]).toEqual(['n']);
  });

  it.each([
    ['without a subject', 'Hola\n\nx', 'MAIL_SUBJECT_MISSING'],
    ['without a blank line', 'Subject: x\nHola', 'MAIL_SUBJECT_MISSING'],
    ['that is a syntax tree', { type: 'Program', body: [] }, 'MAIL_TEMPLATE_SYNTAX'],
    ['that is a list', ['Subject: x'], 'MAIL_TEMPLATE_SYNTAX'],
    ['over 16 KB', `Subject: x\n\n${'a'.repeat(16_384)}`, 'MAIL_TEMPLATE_TOO_LARGE'],
  ])('%s is refused', (_, text, code) => {
    const template = readMailTemplate(text);
    expect('problem' in template && template.problem.code).toBe(code);
  });

  it.each([
    ['{{{x}}}', 'MAIL_TEMPLATE_FORBIDDEN'],
    ['{{&x}}', 'MAIL_TEMPLATE_FORBIDDEN'],
    ['{{> x}}', 'MAIL_TEMPLATE_FORBIDDEN'],
    ['{{> (lookup . "p")}}', 'MAIL_TEMPLATE_FORBIDDEN'],
    ['{{#> x}}{{/x}}', 'MAIL_TEMPLATE_FORBIDDEN'],
    ['{{#*inline "a"}}x{{/inline}}{{> a}}', 'MAIL_TEMPLATE_FORBIDDEN'],
    ['{{*decorator}}', 'MAIL_TEMPLATE_FORBIDDEN'],
    ['{{lookup this "constructor"}}', 'MAIL_TEMPLATE_FORBIDDEN'],
    ['{{#with (lookup "" "constructor")}}{{this}}{{/with}}', 'MAIL_TEMPLATE_FORBIDDEN'],
    ['{{log "x"}}', 'MAIL_TEMPLATE_FORBIDDEN'],
    ['{{helperMissing "x"}}', 'MAIL_TEMPLATE_FORBIDDEN'],
    ['{{#blockHelperMissing x}}y{{/blockHelperMissing}}', 'MAIL_TEMPLATE_FORBIDDEN'],
    ['{{#names}}x{{/names}}', 'MAIL_TEMPLATE_FORBIDDEN'],
    ['{{__proto__}}', 'MAIL_TEMPLATE_FORBIDDEN'],
    ['{{x.constructor.name}}', 'MAIL_TEMPLATE_FORBIDDEN'],
    ['{{[__proto__].x}}', 'MAIL_TEMPLATE_FORBIDDEN'],
    ['{{#if a}}', 'MAIL_TEMPLATE_SYNTAX'],
    ['{{#if a}}{{/each}}', 'MAIL_TEMPLATE_SYNTAX'],
    ['{{unknown "x"}}', 'MAIL_TEMPLATE_FORBIDDEN'],
    ['{{"constructor"}}', 'MAIL_TEMPLATE_FORBIDDEN'],
    [`${'{{#if a}}'.repeat(21)}${'{{/if}}'.repeat(21)}`, 'MAIL_TEMPLATE_TOO_DEEP'],
    [`{{date ${'(date '.repeat(100)}x${')'.repeat(100)}}}`, 'MAIL_TEMPLATE_TOO_DEEP'],
    [`${'{{#if a}}'.repeat(100)}${'{{/if}}'.repeat(100)}`, 'MAIL_TEMPLATE_TOO_DEEP'],
  ])('%.60s is refused', (body, code) => {
    expect(codeOf(render(body))).toBe(code);
  });

  it('says the line of what is not allowed', () => {
    expect(render('uno\n{{{dos}}}')).toEqual({
      problem: { code: 'MAIL_TEMPLATE_FORBIDDEN', values: { found: '{{{ }}}', line: 4 } },
    });
  });

  it.each([
    ['uno\n{{#if', /^Parse error on line 4:/],
    ['uno\ndos\n{{#if a}}{{/each}}', /^if doesn't match each - 5:/],
  ])('says the line of the file where %j cannot be read', (body, detail) => {
    expect(render(body)).toMatchObject({ problem: { values: { detail: expect.stringMatching(detail) } } });
  });

  it('says the line where blocks go too deep', () => {
    const rendered = render(`uno\n${'{{#if a}}\n'.repeat(30)}${'{{/if}}'.repeat(30)}`);
    expect(rendered).toEqual({ problem: { code: 'MAIL_TEMPLATE_TOO_DEEP', values: { most: 20, line: 24 } } });
  });

  it('gives nothing for what objects inherit', () => {
    const body = '[{{toString}}{{a.toString}}{{__defineGetter__}}{{a.hasOwnProperty}}{{list.length}}]';
    expect(render(body, { a: {}, list: [1, 2] })).toEqual({ subject: 'S', text: '[2]' });
  });

  it('ends four nested loops over a hundred items', () => {
    // Long enough that its size ends it long before its time does, on a busy machine too.
    const body = `${'{{#each @root.a}}'.repeat(4)}${'x'.repeat(5_000)}${'{{/each}}'.repeat(4)}`;
    expect(codeOf(render(body, { a: many }))).toBe('MAIL_RENDER_TOO_LARGE');
  });

  it('ends nesting so deep that reading it is the attack', () => {
    for (const body of [
      `${'{{#if a}}'.repeat(1_000)}${'{{/if}}'.repeat(1_000)}`,
      `{{date ${'(date '.repeat(2_000)}x${')'.repeat(2_000)}}}`,
    ]) {
      expect(codeOf(render(body))).toMatch(/^MAIL_(TEMPLATE_TOO_DEEP|RENDER_TOO_LONG)$/);
    }
  });

  it('ends a large value repeated', () => {
    const body = '{{#each a}}{{@root.big}}{{/each}}';
    expect(codeOf(render(body, { a: many, big: 'x'.repeat(100_000) }))).toBe('MAIL_RENDER_TOO_LARGE');
    const all = Array.from({ length: 9_999 }, () => 0);
    expect(codeOf(render(body, { a: all, big: 'x'.repeat(1_000_000) }))).toBe('MAIL_RENDER_TOO_LARGE');
  });

  it('ends what takes too long within the limit of loops', () => {
    const body = `{{#each a}}${'{{dateTime @root.at}}'.repeat(50)}{{/each}}`;
    const a = Array.from({ length: 9_999 }, () => 0);
    expect(codeOf(render(body, { a, at: '2026-01-01T00:00Z' }))).toBe('MAIL_RENDER_TOO_LONG');
  });

  it('refuses a subject that comes out empty', () => {
    const template = readMailTemplate('Subject: {{x}}\n\nHola');
    if ('problem' in template) throw new Error(template.problem.code);
    expect(renderMail(template, { x: ' \r\n ' }, 'UTC')).toEqual({
      problem: { code: 'MAIL_SUBJECT_EMPTY', values: {} },
    });
  });

  it('leaves the prototype of objects as it was', () => {
    const before = Object.getOwnPropertyNames(Object.prototype).length;
    render(
      '{{#each this}}{{@key}}{{this}}{{/each}}',
      JSON.parse('{"__proto__":{"admin":true},"a":1}') as Variables,
    );
    expect(Object.getOwnPropertyNames(Object.prototype)).toHaveLength(before);
    expect(({} as { admin?: boolean }).admin).toBeUndefined();
  });
});
