import type { CredentialKind } from "./contract/auth";
import type { Role } from "./contract/scopes";

/** Where a request came from. */
export type Caller = {
  requestId: string;
  /** The client's address in canonical form; absent where it is not known. */
  ip: string | undefined;
  userAgent: string | undefined;
  /** Through the bot, which answers in the person's own chat. */
  channel?: "telegram";
};

/** Who acts, by which credential, and what that allows at this request. */
export type Principal = {
  readonly kind: CredentialKind;
  readonly credentialId: string;
  readonly credentialName: string;
  readonly user: {
    readonly id: string;
    readonly email: string | undefined;
    readonly username: string;
    readonly name: string | undefined;
    readonly role: Role;
    readonly groups: readonly string[];
  };
  /** The organization that the credential is bound to. */
  readonly organizationId: string | undefined;
  /** Credential AND role: what is left of the credential's scopes for the person's role today. */
  readonly scopes: readonly string[];
  readonly environment: "live" | "test" | undefined;
  /** The end of the credential, or of the presented token if that comes first. */
  readonly expiresAt: Date | undefined;
  /** The end of the credential itself, however soon the presented token ends: what it makes may live as long. */
  readonly credentialExpiresAt: Date | undefined;
  /** Absent: from anywhere. Empty: from nowhere. */
  readonly allowedIps: readonly string[] | undefined;
  readonly rateLimitPerMinute: number | undefined;
  /** Calls a day (UTC); absent: as many as the minute allows. */
  readonly quotaPerDay: number | undefined;
  /** When the person last proved who they are; sessions only. */
  readonly authenticatedAt: Date | undefined;
  /** Sessions: the person's role needs a second factor that they do not have. Such a session can do nothing but set one up. */
  readonly secondFactorMissing: boolean;
  /** The presented token's `jti`, where it is a signed one. */
  readonly tokenId: string | undefined;
  /** The one resource that the presented access token is for, in canonical form; keys and session tokens name none. */
  readonly audience: string | undefined;
  /** The app that acts for the person, where one does. */
  readonly client: { readonly id: string; readonly clientId: string; readonly name: string } | undefined;
  /** Whose minute its calls are taken from: its own, or that of the credential which it was made from or is bound to. */
  readonly budgetId: string;
};

/** What a verb needs to know of a request by somebody. */
export type UserContext = Caller & { principal: Principal };
