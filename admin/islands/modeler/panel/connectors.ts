// The connectors that a service step may choose, and what each is told by headers.

export interface ConnectorHeader {
  key: string;
  /** How it is asked for: as text, as one of the draft's mails, as one of some words. */
  as: 'text' | 'mail' | readonly string[];
}

const text = (key: string): ConnectorHeader => ({ key, as: 'text' });

const mailHeaders: ConnectorHeader[] = [{ key: 'template', as: 'mail' }, text('to'), text('attachments')];

const httpHeaders: ConnectorHeader[] = [
  { key: 'method', as: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] },
  ...['url', 'path', 'queryParameters', 'headers', 'body', 'authentication'].map(text),
  ...['timeout', 'resultVariable', 'resultExpression', 'errorExpression'].map(text),
];

export const connectorHeaders: { readonly [type: string]: readonly ConnectorHeader[] } = {
  'cauce:mail': mailHeaders,
  'cauce:survey': [text('question'), ...mailHeaders.slice(0, 2)],
  'cauce:http': httpHeaders,
  'io.camunda:http-json:1': httpHeaders,
  'cauce:set': [],
  'cauce:almera': [],
};
