import { z } from "zod";
import { Timestamp } from "./primitives";

/** One scope as a person is asked about it. */
export const OfferedScope = z.strictObject({
  name: z.string(),
  description: z.string(),
  required: z.boolean().meta({ description: "The app cannot do without it: it cannot be switched off" }),
  granted: z.boolean().meta({ description: "The app has it already, through another connection of yours" }),
  sensitive: z.boolean().meta({ description: "One of those that are only given when asked for by name" }),
  selected: z.boolean().meta({ description: "Switched on to begin with" }),
});
export type OfferedScope = z.infer<typeof OfferedScope>;

/** An app as people are shown it. */
export const ShownClient = z.strictObject({
  id: z.string(),
  client_id: z.string(),
  name: z.string(),
  kind: z.enum(["registered", "dynamic", "document", "built_in"]),
  verified: z.boolean(),
  verified_domain: z.string().optional(),
  client_uri: z.string().optional(),
  policy_uri: z.string().optional(),
  tos_uri: z.string().optional(),
  registered_at: Timestamp,
});
export type ShownClient = z.infer<typeof ShownClient>;

/** What a person can grant, and within which limits: the same for consent in the browser and for devices. */
export const Offer = z.strictObject({
  scopes: z.array(OfferedScope),
  organizations: z.array(z.strictObject({ id: z.string(), name: z.string(), personal: z.boolean() })),
  lifetimes: z.array(z.strictObject({ seconds: z.int() })).meta({ description: "Time limits to choose from; the longest is the usual one" }),
  keys: z.array(z.strictObject({ id: z.string(), name: z.string(), hint: z.string(), scopes: z.array(z.string()), allowed_ips: z.array(z.string()).optional(), rate_limit_per_minute: z.int().optional(), expires_at: Timestamp.optional() })),
});
export type Offer = z.infer<typeof Offer>;

export const ShownAccount = z.strictObject({ id: z.uuid(), username: z.string(), email: z.string().optional(), name: z.string().optional() });

/** Where the browser goes with the answer. */
export const ShownRedirect = z.strictObject({
  uri: z.string(),
  host: z.string().meta({ description: "Host, or scheme of an app on this device" }),
  kind: z.enum(["web", "loopback", "app"]),
});

/** What access is asked for: Keyhouse itself, or a protected API or MCP server behind its gateway. */
export const ShownResource = z.strictObject({
  uri: z.string(),
  own: z.boolean(),
  name: z.string().optional().meta({ description: "What an administrator calls it; absent for Keyhouse itself" }),
});
export type ShownResource = z.infer<typeof ShownResource>;

/** Everything that a consent page shows. */
export const ConsentRequestView = z.strictObject({
  request: z.string().meta({ description: "Handle, for the form" }),
  client: ShownClient,
  redirect: ShownRedirect,
  loopback_warning: z.boolean().meta({ description: "Any program on this machine could have asked in this app's name" }),
  resource: ShownResource,
  offer: Offer,
  remember_needs_asking: z.boolean().meta({ description: "Not remembered unless the person says so" }),
  account: ShownAccount,
  expires_at: Timestamp,
});
export type ConsentRequestView = z.infer<typeof ConsentRequestView>;

/** What a device asks for, found by the code that it shows. */
export const DeviceRequestView = z.strictObject({
  user_code: z.string(),
  client: ShownClient,
  resource: ShownResource,
  offer: Offer,
  account: ShownAccount,
  asked_from: z.strictObject({ ip: z.string().optional(), user_agent: z.string().optional() }),
  asked_at: Timestamp,
  expires_at: Timestamp,
});
export type DeviceRequestView = z.infer<typeof DeviceRequestView>;
