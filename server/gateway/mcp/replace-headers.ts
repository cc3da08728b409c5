/** A flat list of headers with some of them said anew, or taken away (undefined), and those left out that `isDropped` names. */
export function replaceHeaders(list: readonly string[], values: Record<string, string | undefined>, isDropped: (name: string) => boolean = () => false): string[] {
  const kept: string[] = [];
  for (let at = 0; at < list.length; at += 2) {
    const name = list[at]!.toLowerCase();
    if (!(name in values) && !isDropped(name)) kept.push(list[at]!, list[at + 1]!);
  }
  for (const name in values) if (values[name] !== undefined) kept.push(name, values[name]);
  return kept;
}
