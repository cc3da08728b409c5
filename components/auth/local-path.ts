/** A path of our own to go to afterwards; an address of anybody else's counts as absent. */
export function localPath(value: string | undefined): string | undefined {
  if (value === undefined || !/^\/(?![/\\])/.test(value) || /[\u0000-\u001f\\]/.test(value)) return undefined;
  const base = "http://local.invalid";
  return URL.canParse(value, base) && new URL(value, base).origin === base ? value : undefined;
}
