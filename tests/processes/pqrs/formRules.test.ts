// The forms refuse what the law and the rules refuse, and nothing else.
import { describe, expect, test } from 'vitest';
import type { Json, Variables } from '../../../engine/core/json.ts';
import { messages, refused } from './formAnswers.ts';

describe('filing a request', () => {
  const filed: Variables = {
    channel: 'app',
    is_anonymous: false,
    requester_name: 'Marta Ríos',
    requester_id_type: 'CC',
    requester_id: '43123456',
    contact_email: 'marta@example.com',
    description: 'No recibí el subsidio de marzo.',
    privacy_consent: true,
  };

  test('takes a complete one', () => {
    expect(refused('p01_file_pqrs', filed)).toEqual([]);
  });

  test('asks who it is unless it is anonymous', () => {
    const { requester_name: _name, requester_id_type: _type, requester_id: _id, ...nobody } = filed;
    expect(refused('p01_file_pqrs', nobody)).toEqual(['requester_id', 'requester_id_type', 'requester_name']);
    expect(refused('p01_file_pqrs', { ...nobody, is_anonymous: true })).toEqual([]);
  });

  test('asks for an address or a telephone, one of the two', () => {
    const { contact_email: _email, ...unreachable } = filed;
    expect(refused('p01_file_pqrs', unreachable)).toEqual(['contact_email']);
    expect(refused('p01_file_pqrs', { ...unreachable, contact_phone: '300 123 4567' })).toEqual([]);
    expect(refused('p01_file_pqrs', { ...filed, contact_email: 'marta' })).toEqual(['contact_email']);
  });

  test('asks for ten characters and consent', () => {
    expect(refused('p01_file_pqrs', { ...filed, description: 'Corta' })).toEqual(['description']);
    expect(refused('p01_file_pqrs', { ...filed, privacy_consent: false })).toEqual(['privacy_consent']);
  });

  test('refuses a channel that is no option and a field that the form lacks', () => {
    expect(refused('p01_file_pqrs', { ...filed, channel: 'fax' })).toEqual(['channel']);
    expect(refused('p01_file_pqrs', { ...filed, verification_required: false })).toEqual([
      'verification_required',
    ]);
  });
});

describe('the work of staff', () => {
  const classified: Variables = {
    request_type: 'queja',
    service: 'subsidio',
    quality_attribute: 'resolutividad',
    superintendence_type: 'queja',
    topic: 'otro',
    is_ssf: false,
    is_subsidio: true,
    is_competent: true,
    is_complete: false,
  };

  test('classifies with catalogs, and takes no for an answer', () => {
    expect(refused('p03_classify', classified)).toEqual([]);
    expect(refused('p03_classify', { ...classified, service: 'ventas' })).toEqual(['service']);
    const { is_competent: _competent, ...open } = classified;
    expect(refused('p03_classify', open)).toEqual(['is_competent']);
  });

  test('copies the requester on a transfer', () => {
    const file = { documentId: 'a', fileName: 'oficio.pdf' };
    const others = refused('p06_transfer', { transferred_to: 'Alcaldía', requester_copied: false }, {}, [
      file as Json,
    ]);
    expect(others).toContain('requester_copied');
  });

  test('gives reasons for an extension that it asks for', () => {
    const work = { action_plan: 'Pagar.', causes: 'Novedad.', redress_required: false };
    expect(refused('p16_service_analysis', { ...work, extension_requested: false })).toEqual([
      'support_documents',
    ]);
    expect(refused('p16_service_analysis', { ...work, extension_requested: true })).toEqual([
      'extension_reason',
      'support_documents',
    ]);
  });

  test('extends beyond the due date and up to twice the term', () => {
    const stored = { due_date: '2026-04-09T23:59:59-05:00', max_due_date: '2026-04-30T23:59:59-05:00' };
    const answers = (new_due_date: string) => ({
      extension_reason: 'Falta un dato.',
      new_due_date,
      sent_before_due: true,
    });
    expect(refused('p16x_inform_extension', answers('2026-04-10'), stored)).toEqual([]);
    expect(refused('p16x_inform_extension', answers('2026-04-30'), stored)).toEqual([]);
    expect(refused('p16x_inform_extension', answers('2026-04-09'), stored)).toEqual(['new_due_date']);
    expect(refused('p16x_inform_extension', answers('2026-05-04'), stored)).toEqual(['new_due_date']);
    expect(
      refused('p16x_inform_extension', { ...answers('2026-04-10'), sent_before_due: false }, stored),
    ).toEqual(['sent_before_due']);
  });

  test('lets nobody approve the redress that they ask for', () => {
    const redress = { redress_type: 'devolucion', redress_value: 120000, redress_requested_by: 'servicio' };
    expect(refused('p20_manage_redress', { ...redress, redress_approved_by: 'responsable' })).toEqual([]);
    expect(refused('p20_manage_redress', { ...redress, redress_approved_by: 'Servicio' })).toEqual([
      'redress_approved_by',
    ]);
  });

  const filed = { filed_at: '2026-03-16T09:30:40-05:00', contact_email: 'marta@example.com' };

  test('scans what it sends on paper', () => {
    const sent = { sent_at: '2026-03-16T09:45:00-05:00' };
    expect(refused('p22_send_response', { ...sent, delivery_medium: 'electronica' }, filed)).toEqual([]);
    expect(refused('p22_send_response', { ...sent, delivery_medium: 'fisica' }, filed)).toEqual([
      'scanned_copy',
    ]);
  });

  test('mails an answer only to who left an address', () => {
    const sent = { sent_at: '2026-03-16T09:45:00-05:00', delivery_medium: 'electronica' };
    expect(refused('p22_send_response', sent, { ...filed, contact_email: '' })).toEqual(['delivery_medium']);
    expect(refused('p22_send_response', sent, { filed_at: filed.filed_at })).toEqual(['delivery_medium']);
    const whatsapp = { ...sent, delivery_medium: 'whatsapp' };
    expect(refused('p22_send_response', whatsapp, { filed_at: filed.filed_at })).toEqual([]);
  });

  test('sends neither tomorrow nor before the request was filed', () => {
    const sent = (sent_at: string) => ({ sent_at, delivery_medium: 'electronica' });
    const said = (at: string) => messages('p22_send_response', sent(at), filed).sent_at;
    expect(said('2026-03-16T10:00:00-05:00')).toBeUndefined();
    // The field knows minutes, the filing date seconds.
    expect(said('2026-03-16T09:30:00-05:00')).toBeUndefined();
    expect(said('2026-03-16T10:01:00-05:00')).toBe('Escriba una fecha y hora que ya pasaron.');
    expect(said('2026-03-16T09:29:00-05:00')).toBe(
      'La respuesta no pudo salir antes de radicar la solicitud.',
    );
  });

  test('uploads for the superintendence neither tomorrow nor before the request was filed', () => {
    const file = { documentId: 'a', fileName: 'constancia.pdf' };
    const uploaded = (ssf_uploaded_at: string) =>
      messages('p24_upload_ssf', { ssf_uploaded_at }, filed, [file as Json]).ssf_uploaded_at;
    expect(uploaded('2026-03-16T09:50:00-05:00')).toBeUndefined();
    expect(uploaded('2026-03-17T09:50:00-05:00')).toBe('Escriba una fecha y hora que ya pasaron.');
    expect(uploaded('2026-03-15T09:50:00-05:00')).toBe(
      'La respuesta no se pudo cargar antes de radicar la solicitud.',
    );
  });

  test('notes the outcome of every call', () => {
    const call = { attempt_at: '2026-03-16T09:07:00-05:00', observations: 'Sin respuesta.' };
    expect(refused('p28_verify', { ...call, contact_result: 'no_contactado' })).toEqual([]);
    expect(refused('p28_verify', { ...call, contact_result: 'contactado' })).toEqual(['satisfaction']);
    const unhappy = { ...call, contact_result: 'contactado', satisfaction: 'no_satisfecho' };
    expect(refused('p28_verify', unhappy)).toEqual(['reopen']);
    expect(refused('p28_verify', { ...unhappy, reopen: false })).toEqual([]);
  });

  test('calls neither tomorrow nor before the answer was sent', () => {
    const stored = { sent_at: '2026-03-16T09:00:00-05:00' };
    const call = (attempt_at: string) =>
      messages(
        'p28_verify',
        { attempt_at, contact_result: 'no_contactado', observations: 'Sin respuesta.' },
        stored,
      ).attempt_at;
    expect(call('2026-03-16T09:07:00-05:00')).toBeUndefined();
    expect(call('2026-03-17T09:07:00-05:00')).toBe('Escriba una fecha y hora que ya pasaron.');
    expect(call('2026-03-16T08:59:00-05:00')).toBe('El intento no pudo ser antes de enviar la respuesta.');
  });
});
