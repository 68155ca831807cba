// Hostile texts, and a form that has one of them in every place where a text can stand.
import type { Json } from '../../../engine/core/json.ts';
import type { Component, FormSchema } from '../../../forms/index.ts';

export const payloads = [
  '<script>window.__xss=1</script>',
  '<img src=x onerror="window.__xss=1">',
  '"><svg/onload=window.__xss=1>',
  "'><svg/onload=window.__xss=1>",
  '</textarea><script>window.__xss=1</script>',
  '</select><img src=x onerror=window.__xss=1>',
  '" autofocus onfocus="window.__xss=1" x="',
  '&#60;script&#62;window.__xss=1&#60;/script&#62;',
  '[x](javascript:window.__xss=1)',
  '[x](data:text/html,<script>window.__xss=1</script>)',
  '[x](jAvAsCrIpT\\:window.__xss=1)',
  '[x](https://a"onmouseover="window.__xss=1)',
  '<a href="javascript:window.__xss=1">x</a>',
  '<a href="java&#115;cript:window.__xss=1">x</a>',
  '<iframe srcdoc="<script>parent.__xss=1</script>"></iframe>',
  '<math><mtext><table><mglyph><style><img src=x onerror=window.__xss=1>',
  '<form action=//evil.example><button>Enviar</button></form>',
  '<base href=//evil.example>',
  '<meta http-equiv=refresh content="0;url=//evil.example">',
  '<style>*{display:none}</style>',
  '<p style="position:fixed;inset:0">x</p>',
  '<b>unclosed',
  '</div></form><h1>x</h1>',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is one of the notations to try.
  '{{7*7}}${7*7}#{7*7}<%= 7*7 %>',
  '\u202Egpj.exe',
];

/** The payload in every text that a form author or a citizen can write. */
export function hostile(text: string): { schema: FormSchema; data: { [name: string]: Json } } {
  const values = [{ label: text, value: text }];
  const words = { label: text, description: text };
  const file = { documentId: text, metadata: { fileName: text } };
  const components: Component[] = [
    { type: 'text', text },
    { type: 'text', text: 'Dice: {{said}}' },
    { type: 'html', content: text },
    { type: 'html', content: '<p>{{said}}</p>' },
    {
      type: 'textfield',
      key: 'a',
      ...words,
      appearance: { prefixAdorner: text, suffixAdorner: text },
      properties: { autocomplete: text },
    },
    { type: 'textarea', key: 'b', ...words },
    { type: 'number', key: 'c', ...words },
    { type: 'datetime', key: 'd', dateLabel: text },
    { type: 'select', key: 'e', ...words, values },
    { type: 'radio', key: 'f', ...words, values },
    { type: 'checklist', key: 'g', ...words, valuesKey: 'list' },
    { type: 'taglist', key: 'h', ...words, values },
    { type: 'checkbox', key: 'i', ...words },
    { type: 'filepicker', key: 'j', ...words, accept: text },
    { type: 'expression', key: 'k', label: text, expression: '=said' },
    { type: 'table', label: text, dataSource: '=rows', columns: [{ key: 'x', label: text }] },
    { type: 'documentPreview', label: text, dataSource: '=j' },
    { type: 'image', source: text, alt: text },
    { type: 'image', source: `https://example.invalid/${text}`, alt: text },
    { type: 'iframe', url: text, label: text },
    { type: 'group', label: text, components: [{ type: 'textfield', key: 'l', readonly: true, ...words }] },
    { type: 'dynamiclist', path: 'm', label: text, components: [{ type: 'textfield', key: 'n', ...words }] },
    { type: 'button', action: 'submit', label: text },
  ];
  const data = {
    said: text,
    a: text,
    b: text,
    c: text,
    d: text,
    e: text,
    f: text,
    g: [text],
    h: [text],
    j: [file],
    l: text,
    list: values,
    rows: [{ x: text }],
    m: [{ n: text }],
  };
  return { schema: { type: 'default', id: 'hostile', components }, data };
}
