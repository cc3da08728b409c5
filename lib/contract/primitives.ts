import { z } from "zod";

/** RFC 3339 in UTC, ending in `Z`. */
export const Timestamp = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/).refine((text) => !Number.isNaN(Date.parse(text)), "must be a time that exists").meta({ format: "date-time", examples: ["2026-11-22T09:30:00Z"] });

export const Email = z.string().trim().max(254).pipe(z.email({ error: "must be an email address" })).meta({ examples: ["ada@example.com"] });

export const Username = z.string().regex(/^[A-Za-z0-9-]{3,50}$/, { error: "must be 3 to 50 letters, digits or hyphens" }).meta({ examples: ["ada"] });

/** Length only: whether it is a common one is for the domain to say. */
export const Password = z.string().refine((value) => [...value].length >= 8, { error: "must have at least 8 characters" }).refine((value) => [...value].length <= 128, { error: "must have at most 128 characters" }).meta({ minLength: 8, maxLength: 128 });

/** What somebody presents as a password: any string, so that a bad one is a bad one and not a bad request. */
export const PresentedPassword = z.string().max(1024);

export const ScopeName = z.string().regex(/^[a-z][a-z0-9_.-]{0,40}(:[a-z][a-z0-9_.-]{0,40})?$/, { error: "must be a scope name like agents:read" });
export const ScopeList = z.array(ScopeName).min(1, { error: "must name at least one scope; leave the field out for the default set" }).max(100);

/** One address or CIDR block; the domain checks that it is one. */
export const AddressList = z.array(z.string().min(2).max(49)).min(1, { error: "must name at least one address; leave the field out for no limit" }).max(100);

export const LifetimeSeconds = z.int().min(1).max(315_360_000).meta({ description: "Lifetime in seconds" });
export const RateLimitPerMinute = z.int().min(1).max(1_000_000);
export const QuotaPerDay = z.int().min(1).max(1_000_000_000).meta({ description: "Calls a day (UTC)" });

/** A name that people give: one line of text, shown as text. */
export const DisplayName = z.string().trim().min(1, { error: "must not be empty" }).max(100).refine((value) => !/[\u0000-\u001f\u007f]/.test(value), { error: "must be one line of text" });

export const Environment = z.enum(["live", "test"]);

const idOf = (prefix: string) => z.string().regex(new RegExp(`^${prefix}_[a-z0-9]{26}$`));
export const OrganizationId = idOf("org").meta({ examples: ["org_01kah2v1x0f8m9v7q3s5t6w8ye"] });

/** A path parameter that names a record: any short string is asked for, so that a malformed id is as unknown as a foreign one. */
export const IdParam = z.object({ id: z.string().min(1).max(200) });
