import { withAudit } from "@/lib/audit/with-audit";
import { clock, toWireTime } from "@/lib/clock";
import type { UserContext } from "@/lib/context";
import type { AccountExport } from "@/lib/contract/account";
import { leakMarks } from "@/lib/credentials/leaked";
import { db } from "@/lib/db/client";
import type { AuditEvent, Credential, CredentialNetwork, User } from "@/lib/db/generated/client";
import { notFound, Refusal } from "@/lib/errors";
import { limiter } from "@/lib/rate-limit/limiter";
import { listRequests, type LogEntry } from "@/lib/usage/read/list";
import { toLoggedRequest } from "@/lib/usage/read/view";

const eventsAtMost = 10_000;
const requestsAtMost = 10_000;
const perHour = 10;

/** Everything that is kept about the caller, without any secret. It takes a while to gather: ten times an hour. Throws RATE_LIMITED. */
export async function exportAccount(ctx: UserContext): Promise<AccountExport> {
  const { id } = ctx.principal.user;
  const budget = limiter().take(`export ${id}`, perHour, 3_600_000);
  if (!budget.allowed) throw new Refusal("RATE_LIMITED", { retry_after: Math.max(1, Math.ceil((budget.resetsAt - clock.now().getTime()) / 1000)) });
  const user = await db().user.findUnique({ where: { id } });
  if (!user) throw notFound();
  const exported = { exported_at: toWireTime(clock.now()), profile: profileOf(user), ...(await gatherMemberships(user)), ...(await gatherAccess(id)), ...(await gatherTraces(id)), ...(await gatherRequests(ctx)) };
  return withAudit(ctx, async () => ({ result: exported, entry: { action: "user.exported", target: { type: "user", id, name: user.username } } }));
}

function profileOf(user: User): AccountExport["profile"] {
  return {
    id: user.id,
    email: user.email ?? undefined,
    email_verified_at: toWireTime(user.emailVerifiedAt),
    username: user.username,
    name: user.name ?? undefined,
    role: user.role,
    groups: user.groups,
    has_password: user.passwordHash !== null,
    suspended_at: toWireTime(user.suspendedAt),
    last_sign_in_at: toWireTime(user.lastSignInAt),
    created_at: toWireTime(user.createdAt),
  };
}

async function gatherMemberships({ id, email }: User): Promise<Pick<AccountExport, "organizations" | "invitations">> {
  const memberships = await db().membership.findMany({ where: { userId: id }, include: { organization: true }, orderBy: { organizationId: "asc" } });
  const invitations = email === null ? [] : await db().invitation.findMany({ where: { email }, include: { organization: true }, orderBy: { id: "asc" } });
  return {
    organizations: memberships.map(({ organization, role, createdAt }) => ({ id: organization.id, name: organization.name, role, personal: organization.personalUserId !== null, joined_at: toWireTime(createdAt) })),
    invitations: invitations.map(({ organization, role, createdAt, expiresAt }) => ({ organization_id: organization.id, organization: organization.name, role, created_at: toWireTime(createdAt), expires_at: toWireTime(expiresAt) })),
  };
}

async function gatherAccess(userId: string): Promise<Pick<AccountExport, "ways_to_sign_in" | "credentials" | "oauth_apps">> {
  const where = { where: { userId }, orderBy: { id: "asc" } } as const;
  const identities = await db().identity.findMany(where);
  const passkeys = await db().passkey.findMany(where);
  const totp = await db().totp.findUnique({ where: { userId } });
  const credentials = await db().credential.findMany({ ...where, include: { client: { select: { name: true } }, networks: { orderBy: { firstSeenAt: "asc" } } } });
  const apps = await db().oauthClient.findMany({ where: { ownerId: userId }, orderBy: { id: "asc" } });
  return {
    ways_to_sign_in: {
      identities: identities.map(({ provider, issuer, subject, email, name, createdAt, lastUsedAt }) => ({ provider, issuer, subject, email: email ?? undefined, name: name ?? undefined, created_at: toWireTime(createdAt), last_used_at: toWireTime(lastUsedAt) })),
      passkeys: passkeys.map(({ id, name, createdAt, lastUsedAt }) => ({ id, name, created_at: toWireTime(createdAt), last_used_at: toWireTime(lastUsedAt) })),
      one_time_passwords: Boolean(totp?.confirmedAt),
    },
    credentials: credentials.map((row) => toExportedCredential(row, row.client?.name)),
    oauth_apps: apps.map(({ id, clientId, name, redirectUris, createdAt }) => ({ id, client_id: clientId, name, redirect_uris: redirectUris, created_at: toWireTime(createdAt) })),
  };
}

function toExportedCredential(row: Credential & { networks: CredentialNetwork[] }, app: string | undefined): AccountExport["credentials"][number] {
  return {
    id: row.id,
    kind: row.kind,
    name: row.name,
    hint: row.hint ?? undefined,
    scopes: row.scopes,
    ...(row.ipRestricted && { allowed_ips: row.allowedIps }),
    organization_id: row.organizationId ?? undefined,
    app,
    created_at: toWireTime(row.createdAt),
    created_ip: row.createdIp ?? undefined,
    created_user_agent: row.createdUserAgent ?? undefined,
    expires_at: toWireTime(row.expiresAt),
    last_used_at: toWireTime(row.lastUsedAt),
    last_used_ip: row.lastUsedIp ?? undefined,
    last_used_user_agent: row.lastUsedUserAgent ?? undefined,
    calls: Number(row.callCount),
    networks: row.networks.map(({ network, firstSeenAt, lastSeenAt }) => ({ network, first_seen_at: toWireTime(firstSeenAt), last_seen_at: toWireTime(lastSeenAt) })),
    ...leakMarks(row),
    revoked_at: toWireTime(row.revokedAt),
  };
}

async function gatherTraces(userId: string): Promise<Pick<AccountExport, "sign_in_places" | "mails" | "audit_events" | "audit_events_left_out">> {
  const places = await db().signInPlace.findMany({ where: { userId }, orderBy: { firstSeenAt: "asc" } });
  const mails = await db().mail.findMany({ where: { userId }, orderBy: { id: "desc" } });
  const events = await db().auditEvent.findMany({ where: { actorUserId: userId }, orderBy: { sequence: "desc" }, take: eventsAtMost });
  const total = events.length < eventsAtMost ? events.length : await db().auditEvent.count({ where: { actorUserId: userId } });
  return {
    sign_in_places: places.map(({ firstSeenAt, lastSeenAt }) => ({ first_seen_at: toWireTime(firstSeenAt), last_seen_at: toWireTime(lastSeenAt) })),
    mails: mails.map(({ kind, toAddress, subject, status, createdAt }) => ({ kind, to: toAddress, subject, status, created_at: toWireTime(createdAt) })),
    audit_events: events.map(toExportedEvent),
    audit_events_left_out: total - events.length,
  };
}

function toExportedEvent(event: AuditEvent): AccountExport["audit_events"][number] {
  return {
    id: event.id,
    occurred_at: toWireTime(event.occurredAt),
    action: event.action,
    target_type: event.targetType,
    target_id: event.targetId,
    target_name: event.targetName ?? undefined,
    ip: event.ip ?? undefined,
    user_agent: event.userAgent ?? undefined,
    detail: event.detail,
  };
}

async function gatherRequests(ctx: UserContext): Promise<Pick<AccountExport, "requests" | "requests_are_cut">> {
  const { rows, nextCursor } = await listRequests(ctx, { user_id: ctx.principal.user.id, limit: requestsAtMost });
  return { requests: rows.map(toExportedRequest), requests_are_cut: nextCursor !== undefined };
}

function toExportedRequest(row: LogEntry): AccountExport["requests"][number] {
  const { user: _, ...request } = toLoggedRequest(row);
  return request;
}
