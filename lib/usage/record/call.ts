import { clock } from "@/lib/clock";
import type { Principal } from "@/lib/context";

/** Where a credential was checked. */
export type Channel = "rest" | "verify" | "introspect" | "mcp" | "forward_auth" | "gateway";

/** A credential that was recognised, whether or not it was let in. */
export type Recognised = { principal: Principal; secretHash: string | undefined; revoked: boolean; paused: boolean; revokesAt: number };

/** `requestId`, address and agent as the edge knows them. */
type Begun = {
  channel: Channel;
  requestId: string;
  ip: string | undefined;
  userAgent: string | undefined;
  method?: string | undefined;
  /** Path without query, or the resource that was asked for. */
  target?: string | undefined;
  scopes?: readonly string[] | undefined;
  /** Whoever asks on behalf of another API. */
  askedBy?: string | undefined;
};

/**
 * One use of a credential, from the moment it is presented. It is handed to `authenticate` as the origin, which notes in it
 * whose credential that is, also where it refuses; without that it is nobody's call, and is not kept.
 */
export class Call implements Begun {
  readonly channel: Channel;
  readonly requestId: string;
  readonly ip: string | undefined;
  readonly userAgent: string | undefined;
  readonly askedBy: string | undefined;
  method: string | undefined;
  target: string | undefined;
  scopes: readonly string[] | undefined;
  /** The route is open to a session that still has to set up its second factor. */
  whileEnrolling = false;
  recognised: Recognised | undefined;
  /** Why it was refused. */
  reason: string | undefined;
  status: number | undefined;
  at = 0;
  latencyMicros = 0;
  private readonly startedAt = performance.now();

  constructor({ channel, requestId, ip, userAgent, method, target, scopes, askedBy }: Begun) {
    this.channel = channel;
    this.requestId = requestId;
    this.ip = ip;
    this.userAgent = userAgent;
    this.method = method;
    this.target = target;
    this.scopes = scopes;
    this.askedBy = askedBy;
  }

  recognise(credential: Recognised): void {
    this.recognised = credential;
  }

  /** It was answered. */
  end(status: number | undefined): void {
    this.status = status;
    this.at = clock.now().getTime();
    this.latencyMicros = Math.round((performance.now() - this.startedAt) * 1000);
    if (this.reason === "INVALID_TOKEN") this.reason = this.whyInvalid();
  }

  /** A caller is not told why a credential is no good; its owner is. */
  private whyInvalid(): string {
    const { revoked, paused, revokesAt } = this.recognised!;
    if (revoked || revokesAt <= this.at) return "REVOKED";
    return paused ? "PAUSED" : "INVALID_TOKEN";
  }
}

/** Enough of a secret's hash to tell a credential's secrets apart, and far too little to find one by. */
export function secretIdOf(hash: string): string {
  return hash.slice(0, 12);
}
