const minute = 60_000;
const shortest = 5 * minute;
const usual = 60 * minute;
const longest = 24 * 60 * minute;

/** Until when a fetched document counts: as its cache headers say (RFC 9111), not under five minutes and not over a day. */
export function freshUntil(cacheControl: string | undefined, expires: string | undefined, now: Date): Date {
  return new Date(now.getTime() + Math.min(longest, Math.max(shortest, lifetime(cacheControl?.toLowerCase() ?? "", expires, now))));
}

function lifetime(cacheControl: string, expires: string | undefined, now: Date): number {
  if (/\bno-(store|cache)\b/.test(cacheControl)) return 0;
  const seconds = /\bs-maxage\s*=\s*"?(\d+)/.exec(cacheControl)?.[1] ?? /\bmax-age\s*=\s*"?(\d+)/.exec(cacheControl)?.[1];
  if (seconds !== undefined) return Number(seconds) * 1000;
  if (expires === undefined) return usual;
  // one that is no date, "0" above all, lies in the past (RFC 9111, section 5.3)
  return (Date.parse(expires) || 0) - now.getTime();
}
