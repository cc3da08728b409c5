/** Addresses as people write them: one a line, or with commas between. */
export function addressLines(text: string): string[] {
  return text.split(/[\s,]+/).filter(Boolean);
}

/** Empty means no limit. */
export function readAddresses(text: string): string[] | undefined {
  const addresses = addressLines(text);
  return addresses.length === 0 ? undefined : addresses;
}

/** The text with one more line. */
export function addAddress(text: string, address: string): string {
  return text.trim() === "" ? address : `${text.trimEnd()}\n${address}`;
}

export function readLimit(text: string): number | undefined {
  return text.trim() === "" ? undefined : Number(text);
}
