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
  const until = expires === undefined ? Number.NaN : Date.parse(expires);
  return Number.isNaN(until) ? usual : until - now.getTime();
}
