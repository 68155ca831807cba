// What lies in the draft beside this drawing.

export interface ListedFile {
  name: string;
  kind: string;
  revision: number;
  /** Where it was asked for. */
  text?: string;
}

export interface DraftListing {
  draft: { key: string; name: string; flow?: string | null };
  files: ListedFile[];
}

export async function draftFiles(
  { base, draftKey }: { base: string; draftKey: string },
  withTexts = false,
): Promise<DraftListing> {
  const response = await fetch(`${base}/borradores/${draftKey}/archivos${withTexts ? '?textos=1' : ''}`, {
    credentials: 'same-origin',
    cache: 'no-store',
  });
  if (!response.ok)
    throw new Error(`Expected the draft's files, but the server answered ${response.status}.`);
  return (await response.json()) as DraftListing;
}
