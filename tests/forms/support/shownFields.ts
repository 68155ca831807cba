// The parts of the form of all types that only show.
import type { Component } from '../../../forms/index.ts';

export const shownBefore: Component[] = [
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
];

export const shownAfter: Component[] = [
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
];
