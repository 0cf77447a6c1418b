// A text file as its program wrote it: UTF-8, UTF-16 with its mark, or else what Windows writes in the west of
// Europe and in America, which older spreadsheets still do.
export async function decoded(file) {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const wide = { 'fffe': 'utf-16le', 'feff': 'utf-16be' }[[...bytes.subarray(0, 2)].map((byte) => byte.toString(16)).join('')];
  if (wide) {
    return new TextDecoder(wide).decode(bytes);
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}
