import { usageFailure } from "../failure";

const unitSeconds: Record<string, number> = { s: 1, m: 60, h: 3600, d: 86_400, w: 604_800 };

/** `90s`, `15m`, `12h`, `1d`, `2w`, several of them (`1d12h`), or plain seconds. Throws a usage failure that names the option. */
export function readDuration(option: string, text: string): number {
  if (/^\d{1,10}$/.test(text)) return Number(text);
  const parts = [...text.matchAll(/(\d{1,9})([smhdw])/g)];
  if (parts.length === 0 || parts.map(([whole]) => whole).join("") !== text) {
    throw usageFailure(`${option} must be a length of time such as 90s, 15m, 12h, 1d or 2w, not ${JSON.stringify(text)}`);
  }
  return parts.reduce((sum, [, count, unit]) => sum + Number(count) * unitSeconds[unit!]!, 0);
}

/** A time, or how long ago it was: `2026-11-22T09:30:00Z`, `2026-11-22`, `15m`. Returns RFC 3339 in UTC. */
export function readTime(option: string, text: string, now: Date): string {
  if (/^\d{4}-\d\d-\d\d/.test(text)) {
    const at = new Date(text);
    if (!Number.isNaN(at.getTime())) return at.toISOString();
  } else if (/^\d+[smhdw]/.test(text)) {
    return new Date(now.getTime() - readDuration(option, text) * 1000).toISOString();
  }
  throw usageFailure(`${option} must be a time such as 2026-11-22T09:30:00Z, or how long ago, such as 15m or 7d, not ${JSON.stringify(text)}`);
}
