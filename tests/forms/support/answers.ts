// What a process holds before the form of all types, and the answers to it as JSON and as a browser posts them.
import type { Json, Variables } from '../../../engine/core/json.ts';

export function document(id: string, fileName: string): Json {
  const metadata = { fileName, contentType: 'application/pdf', size: 1000 };
  return {
    'camunda.document.type': 'camunda',
    storeId: 'cauce',
    documentId: id,
    contentHash: null,
    metadata,
  };
}

/** What the process holds before the task. */
export const stored: Variables = {
  requester: 'Ana María Peña',
  due: '12 de noviembre',
  attached: [document('d1', 'queja señora Peña.pdf')],
  past: [
    { number: 'PQRS-2026-000001', days: 12 },
    { number: 'PQRS-2026-000007', days: 1250 },
  ],
  kinds: [
    { label: 'Devolución', value: 'refund' },
    { label: 'Disculpa', value: 'apology' },
  ],
  person: { area: 'Servicio' },
  files: [document('d2', 'acta.pdf')],
};

/** A complete set of answers, as variables. */
export const answers: Variables = {
  contact: { mail: 'ana@correo.com.co', phone: '+57 300 123 4567' },
  causes: 'El pago se aplicó dos veces.\nSe corrigió al día siguiente.',
  amount: 1250000,
  tax: 237500,
  kind: 'refund',
  extension: false,
  channels: ['mail', 'letter'],
  topics: ['Salud'],
  day: '2026-11-20',
  hour: '14:45',
  sent: '2026-11-03T09:30-05:00',
  files: [document('d2', 'acta.pdf')],
  person: { name: 'Luis Ñáñez', area: 'Servicio' },
  witnesses: [
    { name: 'Marta', present: true },
    { name: 'Óscar', present: false },
  ],
  consent: true,
};

/** The same answers as a browser posts them. */
export const posted: { [name: string]: string | string[] } = {
  'contact.mail': 'ana@correo.com.co',
  'contact.phone': '+57 300 123 4567',
  causes: 'El pago se aplicó dos veces.\r\nSe corrigió al día siguiente.',
  amount: '1250000',
  kind: 'refund',
  extension: 'false',
  channels: ['mail', 'letter'],
  topics: 'Salud',
  day: '2026-11-20',
  hour: '14:45',
  sent: '2026-11-03T09:30',
  'files.keep': 'd2',
  'person.name': 'Luis Ñáñez',
  'witnesses.rows': '-,-',
  'witnesses.0.name': 'Marta',
  'witnesses.0.present': 'true',
  'witnesses.1.name': 'Óscar',
  consent: 'true',
};
