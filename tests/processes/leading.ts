// Some paths take for granted what a rule of the shipped folder decides: the facts that lead the rule there. And people
// whom mails can reach, so that each mail on the way is written.
import type { Leading } from './pathTests.ts';

const requester = { requester_name: 'Marta Ríos', contact_email: 'marta@example.com', service: 'subsidio' };
const commenting = {
  area: 'Subsidio',
  topic: 'cobros_pagos',
  requester: 'compras@example.com',
  comment_text: 'Nos cobraron dos veces.',
};

export const leading: { [test: string]: Leading } = {
  PT09: { variables: commenting },
  PT10: { variables: commenting },
  PT11: { variables: requester, visits: { p22_send_response: [{ delivery_medium: 'electronica' }] } },
  PT12: { variables: requester, visits: { p06_transfer: [{ transferred_to: 'Alcaldía' }] } },
  PT13: { variables: requester },
  PT14: { variables: requester },
  PT15: { variables: requester },
  // The class of an answer is decided by its score.
  PT21: { visits: { c01_capture_response: [{ nps_score: 3 }] } },
  PT22: { visits: { c01_capture_response: [{ nps_score: 10 }] } },
};
