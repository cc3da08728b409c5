/** The time, in one place, so that a test can move it. */
export const clock = { now: (): Date => new Date() };

export function secondsFromNow(seconds: number): Date {
  return secondsAfter(clock.now(), seconds);
}

export function secondsAfter(time: Date, seconds: number): Date {
  return new Date(time.getTime() + seconds * 1000);
}

/** RFC 3339 in UTC, to the second, as answers give it. */
export function toWireTime(time: Date): string;
export function toWireTime(time: Date | null | undefined): string | undefined;
export function toWireTime(time: Date | null | undefined): string | undefined {
  return time ? `${time.toISOString().slice(0, 19)}Z` : undefined;
}

/** Seconds since 1970, as JWT counts them. */
export function toEpochSeconds(time: Date): number {
  return Math.floor(time.getTime() / 1000);
}
