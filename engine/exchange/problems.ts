// What is said of files that come from other tools, in Spanish and English, each with what to do.

export const exchangeTexts = {
  ARCHIVE_MALFORMED: {
    es: 'Se esperaba un archivo ZIP completo, pero está dañado o dice de sí mismo algo que no es; vuelva a comprimir la carpeta.',
    en: 'Expected a whole ZIP file, but it is damaged or says of itself what is not so; compress the folder again.',
  },
  ARCHIVE_TOO_MANY: {
    es: 'Se esperaban hasta {limit} archivos en el ZIP, pero trae {found}; comprima solo la carpeta del proceso.',
    en: 'Expected up to {limit} files in the ZIP, but it holds {found}; compress the folder of the process alone.',
  },
  ARCHIVE_TOO_LARGE: {
    es: 'Se esperaba que los archivos del ZIP sumaran hasta {limit} bytes, pero son más; comprima solo la carpeta del proceso.',
    en: 'Expected the files of the ZIP to be up to {limit} bytes together, but they are more; compress the folder of the process alone.',
  },
  ARCHIVE_FILE_TOO_LARGE: {
    es: 'Se esperaban archivos de hasta {limit} bytes en el ZIP, pero «{file}» es mayor; quítelo o divídalo.',
    en: 'Expected files of up to {limit} bytes in the ZIP, but "{file}" is larger; remove it or split it.',
  },
  ARCHIVE_PATH: {
    es: 'Se esperaban nombres dentro de la carpeta del ZIP, pero «{file}» sale de ella; vuelva a comprimir la carpeta.',
    en: 'Expected names within the folder of the ZIP, but "{file}" leads out of it; compress the folder again.',
  },
  ARCHIVE_LINK: {
    es: 'Se esperaban archivos en el ZIP, pero «{file}» es un enlace a otro lugar; ponga el archivo mismo.',
    en: 'Expected files in the ZIP, but "{file}" is a link to another place; put the file itself there.',
  },
  ARCHIVE_ENCRYPTED: {
    es: 'Se esperaba un ZIP sin clave, pero «{file}» está cifrado; comprima la carpeta sin clave.',
    en: 'Expected a ZIP without a password, but "{file}" is encrypted; compress the folder without one.',
  },
  ARCHIVE_METHOD: {
    es: 'Se esperaba un ZIP común, pero «{file}» está comprimido de otra manera; use la compresión normal.',
    en: 'Expected a plain ZIP, but "{file}" is compressed in another way; use the normal compression.',
  },
  IMPORT_FORMAT: {
    es: 'Se esperaba BPMN 2.0, pero «{file}» está en el formato propio de {tool}; en esa herramienta elija «Exportar» y luego «BPMN 2.0».',
    en: 'Expected BPMN 2.0, but "{file}" is in the own format of {tool}; in that tool choose "Export" and then "BPMN 2.0".',
  },
  IMPORT_NOTHING: {
    es: 'Se esperaba al menos un archivo de proceso (.bpmn, .dmn, .form, .json, .csv, .hbs o un ZIP con ellos), pero no hay ninguno; elija otros archivos.',
    en: 'Expected at least one file of a process (.bpmn, .dmn, .form, .json, .csv, .hbs or a ZIP with them), but there is none; choose other files.',
  },
} as const satisfies Record<string, { es: string; en: string }>;
