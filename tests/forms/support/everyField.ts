// A form with every field type, in the words of a real one, and answers to it.
import type { Json, Variables } from '../../../engine/core/json.ts';
import type { FormSchema } from '../../../forms/index.ts';

const yesNo = [
  { label: 'Sí', value: true },
  { label: 'No', value: false },
];

export const everyField: FormSchema = {
  type: 'default',
  id: 'every_field',
  schemaVersion: 19,
  components: [
    {
      type: 'text',
      id: 'intro',
      text: '# Analizar el caso de {{requester}}\n\nRevise los **soportes** y responda. [Ayuda](https://example.org/ayuda)',
    },
    { type: 'html', id: 'notice', content: '<p>El término vence el <strong>{{due}}</strong>.</p>' },
    { type: 'documentPreview', id: 'supports', label: 'Soportes de la solicitud', dataSource: '=attached' },
    {
      type: 'table',
      id: 'past',
      label: 'Solicitudes anteriores',
      dataSource: '=past',
      columns: [
        { key: 'number', label: 'Radicado' },
        { key: 'days', label: 'Días' },
      ],
    },
    { type: 'separator', id: 'line' },
    {
      type: 'textfield',
      id: 'mail',
      key: 'contact.mail',
      label: 'Correo electrónico',
      description: 'Por ahí le responderemos.',
      validate: { required: true, validationType: 'email' },
      layout: { row: 'r1', columns: 8 },
    },
    {
      type: 'textfield',
      id: 'phone',
      key: 'contact.phone',
      label: 'Teléfono',
      validate: { validationType: 'phone' },
      layout: { row: 'r1', columns: 8 },
    },
    {
      type: 'textarea',
      id: 'causes',
      key: 'causes',
      label: 'Análisis de causas',
      validate: { required: true, minLength: 10, maxLength: 2000 },
    },
    {
      type: 'number',
      id: 'amount',
      key: 'amount',
      label: 'Valor de la devolución',
      appearance: { prefixAdorner: '$', suffixAdorner: 'COP' },
      decimalDigits: 0,
      increment: 50,
      validate: { min: 0, max: 5000000 },
      layout: { row: 'r2', columns: 8 },
    },
    {
      type: 'expression',
      id: 'tax',
      key: 'tax',
      label: 'Impuesto',
      expression: '=if amount = null then null else amount * 0.19',
      layout: { row: 'r2', columns: 8 },
    },
    {
      type: 'select',
      id: 'kind',
      key: 'kind',
      label: 'Tipo de resarcimiento',
      validate: { required: true },
      valuesKey: 'kinds',
    },
    {
      type: 'radio',
      id: 'extension',
      key: 'extension',
      label: '¿Solicita ampliación?',
      values: yesNo,
      validate: { required: true },
    },
    {
      type: 'textarea',
      id: 'reason',
      key: 'reason',
      label: 'Motivos de la demora',
      conditional: { hide: '=extension != true' },
      properties: { requiredIf: '=extension = true' },
    },
    {
      type: 'checklist',
      id: 'channels',
      key: 'channels',
      label: 'Avisar por',
      values: [
        { label: 'Correo', value: 'mail' },
        { label: 'WhatsApp', value: 'whatsapp' },
        { label: 'Carta', value: 'letter' },
      ],
    },
    {
      type: 'taglist',
      id: 'topics',
      key: 'topics',
      label: 'Temas',
      valuesExpression: '=["Subsidio", "Salud", "Vivienda", "Recreación"]',
    },
    {
      type: 'datetime',
      id: 'day',
      key: 'day',
      subtype: 'date',
      dateLabel: 'Nueva fecha',
      disallowPassedDates: true,
      layout: { row: 'r3' },
    },
    {
      type: 'datetime',
      id: 'hour',
      key: 'hour',
      subtype: 'time',
      timeLabel: 'Hora de la cita',
      timeInterval: 15,
      timeSerializingFormat: 'no_timezone',
      layout: { row: 'r3' },
    },
    {
      type: 'datetime',
      id: 'sent',
      key: 'sent',
      subtype: 'datetime',
      dateLabel: 'Enviada',
      layout: { row: 'r3' },
    },
    {
      type: 'filepicker',
      id: 'files',
      key: 'files',
      label: 'Documentación',
      accept: '.pdf,.png,image/png',
      multiple: true,
      validate: { required: true },
    },
    {
      type: 'group',
      id: 'person',
      path: 'person',
      label: 'Responsable',
      showOutline: true,
      components: [
        {
          type: 'textfield',
          id: 'person_name',
          key: 'name',
          label: 'Nombre',
          properties: { autocomplete: 'name' },
          layout: { row: 'g', columns: 10 },
        },
        {
          type: 'textfield',
          id: 'person_area',
          key: 'area',
          label: 'Área',
          readonly: true,
          layout: { row: 'g', columns: 6 },
        },
      ],
    },
    {
      type: 'dynamiclist',
      id: 'witnesses',
      path: 'witnesses',
      label: 'Testigos',
      allowAddRemove: true,
      defaultRepetitions: 1,
      components: [
        {
          type: 'textfield',
          id: 'witness',
          key: 'name',
          label: 'Nombre del testigo',
          validate: { required: true },
        },
        { type: 'checkbox', id: 'witness_present', key: 'present', label: 'Estuvo presente' },
      ],
    },
    {
      type: 'checkbox',
      id: 'consent',
      key: 'consent',
      label: 'Confirmo que revisé los soportes',
      validate: { required: true },
    },
    { type: 'image', id: 'logo', source: 'https://example.org/logo.png', alt: 'Escudo de la entidad' },
    {
      type: 'iframe',
      id: 'map',
      label: 'Mapa de la sede',
      url: 'https://example.org/map',
      height: 120,
      security: { allowScripts: true },
    },
    { type: 'spacer', id: 'room', height: 20 },
    { type: 'button', id: 'clear', action: 'reset', label: 'Limpiar' },
  ],
};

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
