// A citizen files a request without scripts: once, whole, and with files that are what they say.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { filedOn, fileRequest, request } from '../harness/pqrs.ts';
import { type Product, startProduct } from '../harness/product.ts';
import { createVisitor, formTo, pdf } from '../harness/visitor.ts';

let product: Product;
beforeAll(async () => {
  product = await startProduct({
    scanFile: async (_content, name) => {
      if (name === 'apagado.pdf') throw new Error('no scanner');
      return name === 'virus.pdf' ? 'Eicar-Test-Signature' : undefined;
    },
  });
});
afterAll(() => product.close());

const cases = async () => (await product.cauce.engine.store.search('cases', {})).total;

describe('filing a request', () => {
  test('gives a case number and a link of 128 bits, and keeps only the hash of the code', async () => {
    const filed = await fileRequest(createVisitor(product.url));
    expect(filed.number).toMatch(/^PQRS-\d{4}-\d{6}$/);
    expect(filed.tracking).toMatch(/^\/seguimiento\/[0-9a-hjkmnp-tv-z]{26}$/);
    const code = filed.tracking.split('/').at(-1) ?? '';
    const rows: { code_hash: string }[] = await product.cauce.engine.store
      .reader('cauce_case_codes')
      .select('code_hash');
    expect(rows.length).toBeGreaterThan(0);
    expect(JSON.stringify(rows)).not.toContain(code);
    expect(filed.page.headers.get('cache-control')).toBe('no-store');
  });

  test('does not ask through which channel it comes, and takes no other from a post', async () => {
    const citizen = createVisitor(product.url);
    const page = await citizen.get('/radicar/pqrs_tobe');
    expect(page.text).not.toContain('name="channel"');
    const forged = await citizen.post(page, '/radicar/pqrs_tobe', { ...request, channel: 'presencial' });
    expect(forged.status).toBe(422);
    const { number } = filedOn(await citizen.post(page, '/radicar/pqrs_tobe', request));
    const row = await product.cauce.engine.store.find('cases', { number });
    const { key } = row as { key: number };
    expect(await product.cauce.engine.visibleVariables(Number(key), Number(key))).toMatchObject({
      channel: 'pagina_web',
    });
  });

  test('names by when there is an answer, for each kind of request, before anybody has classified it', async () => {
    const citizen = createVisitor(product.url);
    const { page, tracking } = await fileRequest(citizen);
    for (const { text } of [page, await citizen.get(tracking)]) {
      const dates = [
        ...text.matchAll(/<li><time datetime="([^"]+)"[^>]*>[^<]+<\/time>\s*<span[^>]*>([^<]+)</g),
      ];
      expect(dates.map(([, , kind]) => kind)).toEqual([
        'Petición general, queja, reclamo o sugerencia',
        'Petición de documentos o de información',
        'Consulta',
      ]);
      const [general, documents, consultation] = dates.map(([, at]) => Date.parse(at ?? ''));
      expect(documents).toBeLessThan(general as number);
      expect(general).toBeLessThan(consultation as number);
    }
  });

  test('attaches the file to the case', async () => {
    const { number } = await fileRequest(createVisitor(product.url));
    const row = await product.cauce.engine.store.find('cases', { number });
    const documents = await product.cauce.engine.store.search('documents', {
      where: [{ column: 'case_key', op: 'eq', value: Number(row?.key) }],
    });
    expect(documents.rows.map((each) => [each.content_type, each.size])).toEqual([
      ['application/pdf', pdf.length],
    ]);
  });

  test.each([
    ['virus.pdf', 'El antivirus encontró algo dañino en «virus.pdf»'],
    ['apagado.pdf', 'no se pudo revisar «apagado.pdf» con el antivirus'],
  ])('refuses %s at its field, with the reason, and opens no case', async (name, words) => {
    const citizen = createVisitor(product.url);
    const before = await cases();
    const page = await citizen.get('/radicar/pqrs_tobe');
    const fields = { ...request, attachments: { name, content: pdf } };
    const answer = await citizen.post(page, '/radicar/pqrs_tobe', fields);
    expect(answer).toMatchObject({ status: 422, text: expect.stringContaining(words) });
    expect(await cases()).toBe(before);
  });

  test('sent twice at once is one case, with the same number and the same link', async () => {
    const before = await cases();
    const citizen = createVisitor(product.url);
    const page = await citizen.get('/radicar/pqrs_tobe');
    const send = () => citizen.post(page, '/radicar/pqrs_tobe', request);
    const [first, second] = (await Promise.all([send(), send()])).map(filedOn);
    const third = filedOn(await send());
    expect(first?.number).toMatch(/^PQRS-/);
    expect([second?.number, third.number]).toEqual([first?.number, first?.number]);
    expect([second?.tracking, third.tracking]).toEqual([first?.tracking, first?.tracking]);
    expect(await cases()).toBe(before + 1);
  });

  test('keeps what was typed and says at each field what is missing', async () => {
    const before = await cases();
    const citizen = createVisitor(product.url);
    const page = await citizen.get('/radicar/pqrs_tobe');
    const answer = await citizen.post(page, '/radicar/pqrs_tobe', {
      ...request,
      description: 'corto',
      requester_name: '',
    });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('role="alert"');
    expect(answer.text).toContain('corto</textarea>');
    expect(answer.text).toContain('1053800123');
    expect(await cases()).toBe(before);
  });

  test('keeps an uploaded file when another field is wrong', async () => {
    const citizen = createVisitor(product.url);
    const page = await citizen.get('/radicar/pqrs_tobe');
    const attachments = { name: 'factura ñandú.pdf', content: pdf };
    const wrong = await citizen.post(page, '/radicar/pqrs_tobe', {
      ...request,
      description: '',
      attachments,
    });
    expect(wrong.text).toContain('factura ñandú.pdf');
    const { number } = filedOn(await citizen.post(wrong, '/radicar/pqrs_tobe', request));
    const row = await product.cauce.engine.store.find('cases', { number });
    const where = [{ column: 'case_key', op: 'eq' as const, value: Number(row?.key) }];
    expect((await product.cauce.engine.store.search('documents', { where })).total).toBe(1);
  });

  test.each([
    [
      'a program that says it is a PDF',
      'factura.pdf',
      'MZ\u0090\u0000\u0003\u0000\u0000\u0000',
      'El contenido de «factura.pdf» no es un PDF. Adjunte otro archivo (PDF, JPG, JPEG, PNG',
    ],
    [
      'a page',
      'nota.html',
      '<!doctype html><script>alert(1)</script>',
      '«nota.html» no es de un tipo permitido (PDF, JPG, JPEG, PNG',
    ],
    [
      'a drawing with a script',
      'dibujo.svg',
      '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
      '«dibujo.svg» no es de un tipo permitido',
    ],
  ])('refuses %s', async (_, name, content, words) => {
    const before = await cases();
    const citizen = createVisitor(product.url);
    const page = await citizen.get('/radicar/pqrs_tobe');
    const answer = await citizen.post(page, '/radicar/pqrs_tobe', {
      ...request,
      attachments: { name, content },
    });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain(words);
    expect(await cases()).toBe(before);
  });

  test.each([
    ['unknown', 'role'],
    ['forbidden', '__proto__'],
    ['nested forbidden', 'x.constructor.y'],
  ])('refuses a form with a name that is %s', async (_, name) => {
    const before = await cases();
    const citizen = createVisitor(product.url);
    const page = await citizen.get('/radicar/pqrs_tobe');
    const fields = new Map<string, string>([
      ...Object.entries(request as { [name: string]: string }),
      [name, 'admin'],
    ]);
    const data = new FormData();
    const hidden = /name="_request" value="([^"]+)"/.exec(formTo(page, '/radicar/pqrs_tobe'))?.[1] ?? '';
    data.append('_request', hidden);
    for (const [field, value] of fields) data.append(field, value);
    const answer = await citizen.send('POST', '/radicar/pqrs_tobe', data);
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.status).toBeLessThan(500);
    expect(await cases()).toBe(before);
  });

  test('a form that was not ours, or that another site sent, is refused', async () => {
    const citizen = createVisitor(product.url);
    const noRequest = await citizen.send(
      'POST',
      '/radicar/pqrs_tobe',
      new URLSearchParams({ channel: 'app' }),
    );
    expect(noRequest.status).toBe(400);
    const page = await citizen.get('/radicar/pqrs_tobe');
    const hidden = /name="_request" value="([^"]+)"/.exec(page.text)?.[1] ?? '';
    const data = new URLSearchParams({ ...(request as Record<string, string>), _request: hidden });
    const forged = await citizen.send('POST', '/radicar/pqrs_tobe', data, { 'sec-fetch-site': 'cross-site' });
    expect(forged.status).toBe(400);
  });

  test('what the citizen wrote is escaped wherever it is shown', async () => {
    const citizen = createVisitor(product.url);
    const page = await citizen.get('/radicar/pqrs_tobe');
    const nasty = '"><script>alert(1)</script>';
    const answer = await citizen.post(page, '/radicar/pqrs_tobe', {
      ...request,
      requester_name: nasty,
      description: '',
    });
    expect(answer.text).not.toContain('<script>alert(1)');
    expect(answer.text).toContain('&lt;script&gt;');
  });

  test('a process without a public lane cannot be started from outside', async () => {
    expect((await createVisitor(product.url).get('/radicar/otro')).status).toBe(404);
  });

  test('speaks English when asked, and remembers it', async () => {
    const citizen = createVisitor(product.url);
    expect((await citizen.get('/')).text).toContain('lang="es"');
    expect((await citizen.get('/?lang=en')).text).toContain('File a request');
    expect((await citizen.get('/seguimiento')).text).toContain('Follow your request');
  });
});
