// Every complaint of the connectors and the outbox: a code, its values, and the text in both languages.
import type { Json } from '../core/json.ts';
import { httpTexts } from './http/problems.ts';
import { inboundTexts } from './inbound/problems.ts';

export const jobProblems = {
  ...inboundTexts,
  ...httpTexts,
  MAIL_TEMPLATE_NOT_NAMED: {
    es: 'Se esperaba que la tarea {element} dijera qué plantilla usar, pero no lo dice. Agregue el encabezado «template», p. ej. mails/acknowledgement.hbs.',
    en: 'Expected task {element} to say which template to use, but it does not. Add the header "template", e.g. mails/acknowledgement.hbs.',
  },
  MAIL_TEMPLATE_NOT_FOUND: {
    es: 'Se esperaba el archivo {template} en el despliegue, pero no está. Agréguelo a la carpeta y despliegue de nuevo.',
    en: 'Expected the file {template} in the deployment, but it is not there. Add it to the folder and deploy again.',
  },
  MAIL_TEMPLATE_TOO_LARGE: {
    es: 'Se esperaba una plantilla de hasta {most} caracteres, pero tiene {found}. Acórtela.',
    en: 'Expected a template of at most {most} characters, but it has {found}. Shorten it.',
  },
  MAIL_TEMPLATE_TOO_DEEP: {
    es: 'Se esperaban hasta {most} niveles de bloques en la plantilla, pero tiene más en la línea {line}. Simplifíquela.',
    en: 'Expected at most {most} levels of blocks in the template, but it has more at line {line}. Simplify it.',
  },
  MAIL_TEMPLATE_SYNTAX: {
    es: 'Se esperaba una plantilla de Handlebars, pero no se puede leer: {detail}. Corrija esa expresión.',
    en: 'Expected a template of Handlebars, but it cannot be read: {detail}. Correct that expression.',
  },
  MAIL_TEMPLATE_FORBIDDEN: {
    es: 'Se esperaban solo expresiones permitidas en la plantilla, pero usa {found} en la línea {line}. Use {{nombre}}, {{#if}}, {{#unless}}, {{#each}}, {{#with}}, {{date}} o {{dateTime}}.',
    en: 'Expected only what is allowed in the template, but it uses {found} at line {line}. Use {{name}}, {{#if}}, {{#unless}}, {{#each}}, {{#with}}, {{date}} or {{dateTime}}.',
  },
  MAIL_SUBJECT_MISSING: {
    es: 'Se esperaba «Subject: …» en la primera línea de la plantilla, pero no está. Escríbalo y deje después una línea en blanco.',
    en: 'Expected "Subject: ..." on the first line of the template, but it is not there. Write it and leave a blank line after it.',
  },
  MAIL_SUBJECT_EMPTY: {
    es: 'Se esperaba un asunto para el correo, pero quedó vacío. Revise la primera línea de la plantilla.',
    en: 'Expected a subject for the mail, but it came out empty. Look at the first line of the template.',
  },
  MAIL_RENDER_TOO_LONG: {
    es: 'Se esperaba el correo en {most} ms, pero la plantilla tardó más. Simplifique sus repeticiones.',
    en: 'Expected the mail within {most} ms, but the template took longer. Simplify its loops.',
  },
  MAIL_RENDER_TOO_LARGE: {
    es: 'Se esperaba un correo de hasta {most} caracteres y {mostItems} repeticiones, pero tiene más. Envíe menos.',
    en: 'Expected a mail of at most {most} characters and {mostItems} repetitions, but it has more. Send less.',
  },
  MAIL_ADDRESS_INVALID: {
    es: 'Se esperaba una dirección de correo en cada entrada de «to», pero la número {position} no lo es. Varias direcciones se dan como lista.',
    en: 'Expected one e-mail address in each entry of "to", but number {position} is not. Give several addresses as a list.',
  },
  MAIL_TOO_MANY_ADDRESSES: {
    es: 'Se esperaban hasta {most} destinatarios, pero el correo tiene {found}. Repártalos en varios correos.',
    en: 'Expected at most {most} recipients, but the mail has {found}. Split them over several mails.',
  },
  MAIL_ATTACHMENTS_INVALID: {
    es: 'Se esperaban documentos del caso en la variable «{variable}», pero hay otra cosa; adjunte documentos con un campo de archivos.',
    en: 'Expected documents of the case in variable "{variable}", but found something else; attach documents with a field of files.',
  },
  MAIL_ATTACHMENT_NOT_FOUND: {
    es: 'Se esperaba un documento adjunto, pero ya no está en el caso. Adjúntelo de nuevo y reintente el envío.',
    en: 'Expected an attached document, but it is no longer in the case. Attach it again and retry the mail.',
  },
  MAIL_ATTACHMENTS_TOO_LARGE: {
    es: 'Se esperaban adjuntos de hasta {most} bytes, pero suman más. Envíe menos o más pequeños.',
    en: 'Expected attachments of at most {most} bytes, but they have more. Send fewer or smaller ones.',
  },
  MAIL_UNREADABLE: {
    es: 'Se esperaba el contenido del correo, pero los datos del caso se borraron y ya no se puede leer. No hay nada que reintentar.',
    en: 'Expected the content of the mail, but the data of the case was erased and it can no longer be read. There is nothing to retry.',
  },
  SMTP_FAILED: {
    es: 'Se esperaba que el servidor de correo aceptara el mensaje, pero no lo hizo ({reason}, respuesta {responseCode}). Revise la configuración SMTP y reintente.',
    en: 'Expected the mail server to accept the message, but it did not ({reason}, response {responseCode}). Look at the SMTP settings and retry.',
  },
  CONNECTOR_TIMED_OUT: {
    es: 'Se esperaba una respuesta del conector {connector} en {seconds} segundos, pero no llegó. Revise el sistema al que llama y vuelva a intentar.',
    en: 'Expected an answer of connector {connector} within {seconds} seconds, but none came. Look at the system that it calls, and retry.',
  },
  CONNECTOR_FAILED: {
    es: 'Se esperaba que el conector {connector} respondiera, pero falló ({reason}). Se reintentará; no hay nada que hacer por ahora.',
    en: 'Expected the connector {connector} to answer, but it failed ({reason}). It will be tried again; there is nothing to do for now.',
  },
} as const satisfies Record<string, { es: string; en: string }>;

export type JobProblemCode = keyof typeof jobProblems;

export interface JobProblem {
  code: JobProblemCode;
  values: { [name: string]: Json };
}

/** A busy machine may be to blame for time that ran out. */
export function mayPass({ code }: JobProblem): boolean {
  return code === 'MAIL_RENDER_TOO_LONG';
}

export function jobProblem(code: JobProblemCode, values: { [name: string]: Json } = {}): JobProblem {
  return { code, values };
}
