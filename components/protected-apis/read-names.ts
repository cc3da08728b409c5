/** Names with commas between, each once. */
export function readNames(text: string): string[] {
  return [...new Set(text.split(",").map((name) => name.trim()).filter(Boolean))];
}
