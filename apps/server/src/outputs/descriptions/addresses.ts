/** Where the parts of a published output are found, whole, for those who read a description elsewhere. */
export interface OutputAddresses {
  /** The page of this very version: its identifier, for ever. */
  page: string;
  /** Leads to the newest version. */
  newest: string;
  api: string;
  dcat: string;
  dataPackage: string;
  file: (fileId: string) => string;
  /** The rows of one of its tables as CSV. */
  rows: (table: string) => string;
}

const pagesOf = (publicUrl: string) => `${publicUrl}/shared-database`;

/** `publicUrl` is the site's, without a slash at its end; empty for addresses within the site. */
export function addressesOf(
  publicUrl: string,
  { id, originalId }: { id: string; originalId: string },
): OutputAddresses {
  const api = `${apiOf(publicUrl)}/outputs/${id}`;
  return {
    page: `${pagesOf(publicUrl)}/${id}`,
    newest: `${pagesOf(publicUrl)}/${originalId}/newest`,
    api,
    dcat: `${api}/dcat.jsonld`,
    dataPackage: `${api}/datapackage.json`,
    file: (fileId) => `${api}/files/${fileId}`,
    rows: (table) => `${api}/rows.csv?table=${table}`,
  };
}

export const apiOf = (publicUrl: string): string => `${publicUrl}/api/v1/shared-database`;

export const catalogueAddress = pagesOf;
