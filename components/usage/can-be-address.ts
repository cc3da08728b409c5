/** Long enough and short enough to be an address; whether it is one shows in what is found. */
export function canBeAddress(text: string): boolean {
  return text.length >= 2 && text.length <= 64;
}
