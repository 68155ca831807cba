// What people wrote, as the text of an attribute of XML.

export const escapedXml = (text: string): string =>
  text.replace(/[&<>"]/g, (each) => `&#${each.charCodeAt(0)};`).replace(/[^\P{Cc}\t\n]/gu, ' ');
