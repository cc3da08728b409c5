/** Addresses as people write them: one a line, or with commas between. Empty means no limit. */
export function readAddresses(text: string): string[] | undefined {
  const addresses = text.split(/[\s,]+/).filter(Boolean);
  return addresses.length === 0 ? undefined : addresses;
}

export function readLimit(text: string): number | undefined {
  return text.trim() === "" ? undefined : Number(text);
}
