import { Prisma } from "@/lib/db/generated/client";

/** How many days before its end the owner of a credential is first reminded. */
export const firstReminderDays = 30;

/** The reminder whose time it is when so much is left: the last of those that have come due, so that a pause of the house brings one and not three. */
export const daysDue = (left: Prisma.Sql): Prisma.Sql => Prisma.sql`CASE WHEN ${left} <= interval '1 day' THEN 1 WHEN ${left} <= interval '7 days' THEN 7 ELSE 30 END`;

/**
 * The reminder that counts as written when an end is set so far ahead; only smaller ones follow. Somebody who has just chosen a month need
 * not be told that it ends in a month: each is written where half of the time, or more, has gone by until then.
 */
export const daysSkipped = (ahead: Prisma.Sql): Prisma.Sql => Prisma.sql`CASE WHEN ${ahead} >= interval '60 days' - interval '1 minute' THEN 1000 WHEN ${ahead} >= interval '14 days' - interval '1 minute' THEN 30 WHEN ${ahead} >= interval '2 days' - interval '1 minute' THEN 7 ELSE 0 END`;
