// Every complaint of the connectors and the outbox: a code, its values, and the text in both languages.
import type { Json } from '../core/json.ts';

export const jobProblems = {
  MAIL_TEMPLATE_NOT_NAMED: {
    es: 'La tarea {element} no dice qué plantilla usar. Agregue el encabezado «template», p. ej. mails/acknowledgement.hbs.',
    en: 'Task {element} does not say which template to use. Add the header "template", e.g. mails/acknowledgement.hbs.',
  },
  MAIL_TEMPLATE_NOT_FOUND: {
    es: 'Se esperaba el archivo {template} en el despliegue pero no está. Agréguelo a la carpeta y despliegue de nuevo.',
    en: 'Expected the file {template} in the deployment but it is not there. Add it to the folder and deploy again.',
  },
  MAIL_TEMPLATE_TOO_LARGE: {
    es: 'La plantilla tiene {found} caracteres; el máximo es {most}. Acórtela.',
    en: 'The template has {found} characters; the most is {most}. Shorten it.',
  },
  MAIL_TEMPLATE_TOO_DEEP: {
    es: 'La plantilla anida bloques a más de {most} niveles. Simplifíquela.',
    en: 'The template nests blocks deeper than {most}. Simplify it.',
  },
  MAIL_TEMPLATE_SYNTAX: {
    es: 'La plantilla no se puede leer: {detail}. Corrija esa expresión.',
    en: 'The template cannot be read: {detail}. Correct that expression.',
  },
  MAIL_TEMPLATE_FORBIDDEN: {
    es: 'La plantilla usa {found} en la línea {line}, que no se permite. Use {{nombre}}, {{#if}}, {{#unless}}, {{#each}}, {{#with}}, {{date}} o {{dateTime}}.',
    en: 'The template uses {found} at line {line}, which is not allowed. Use {{name}}, {{#if}}, {{#unless}}, {{#each}}, {{#with}}, {{date}} or {{dateTime}}.',
  },
  MAIL_SUBJECT_MISSING: {
    es: 'Se esperaba «Subject: …» en la primera línea de la plantilla y luego una línea en blanco.',
    en: 'Expected "Subject: ..." on the first line of the template and then a blank line.',
  },
  MAIL_SUBJECT_EMPTY: {
    es: 'El asunto del correo quedó vacío. Revise la primera línea de la plantilla.',
    en: 'The subject of the mail came out empty. Look at the first line of the template.',
  },
  MAIL_RENDER_TOO_LONG: {
    es: 'La plantilla tardó más de {most} ms. Simplifique sus repeticiones.',
    en: 'The template took longer than {most} ms. Simplify its loops.',
  },
  MAIL_RENDER_TOO_LARGE: {
    es: 'El correo pasa de {most} caracteres o de {mostItems} repeticiones. Envíe menos.',
    en: 'The mail is over {most} characters or {mostItems} repetitions. Send less.',
  },
  MAIL_ADDRESS_INVALID: {
    es: 'Se esperaba una dirección de correo en cada entrada de «to» pero la número {position} no lo es. Varias direcciones se dan como lista.',
    en: 'Expected one e-mail address in each entry of "to" but number {position} is not. Give several addresses as a list.',
  },
  MAIL_TOO_MANY_ADDRESSES: {
    es: 'El correo tiene {found} destinatarios; el máximo es {most}.',
    en: 'The mail has {found} recipients; the most is {most}.',
  },
  MAIL_ATTACHMENTS_INVALID: {
    es: 'Se esperaban documentos del caso en la variable «{variable}» pero hay otra cosa.',
    en: 'Expected documents of the case in variable "{variable}" but found something else.',
  },
  MAIL_ATTACHMENT_NOT_FOUND: {
    es: 'Un documento adjunto ya no está en el caso. Adjúntelo de nuevo y reintente el envío.',
    en: 'An attached document is no longer in the case. Attach it again and retry the mail.',
  },
  MAIL_ATTACHMENTS_TOO_LARGE: {
    es: 'Los adjuntos pasan de {most} bytes. Envíe menos o más pequeños.',
    en: 'The attachments are over {most} bytes. Send fewer or smaller ones.',
  },
  MAIL_UNREADABLE: {
    es: 'El contenido del correo ya no se puede leer: los datos del caso se borraron.',
    en: 'The content of the mail can no longer be read: the data of the case was erased.',
  },
  SMTP_FAILED: {
    es: 'El servidor de correo no aceptó el mensaje ({reason}, respuesta {responseCode}). Revise la configuración SMTP y reintente.',
    en: 'The mail server did not accept the message ({reason}, response {responseCode}). Look at the SMTP settings and retry.',
  },
  CONNECTOR_FAILED: {
    es: 'El conector {connector} falló ({reason}). Se reintentará.',
    en: 'The connector {connector} failed ({reason}). It will be tried again.',
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

/** For logs and for the message of a failed job: the code first, then the English text. */
export function problemMessage({ code, values }: JobProblem): string {
  const text = jobProblems[code].en.replace(/(?<!\{)\{(\w+)\}(?!\})/g, (whole, name: string) => {
    return Object.hasOwn(values, name) ? String(values[name]) : whole;
  });
  return `${code}: ${text}`;
}
