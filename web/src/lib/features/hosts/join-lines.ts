/** What makes a machine a host, line by line, to be run in a folder of Rollcall there. */
export function joinLines({ url, code }: { readonly url: string; readonly code: string }): string {
  return `npm run rollcall -- host join --server ${url} --code ${code} --policy policy.json\nnpm run rollcall -- host run --policy policy.json`;
}
