import { z } from "zod";
import { defineRoute } from "./define-route";
import { membershipRoles, OrganizationView } from "./organizations";
import { pageOf, PageQuery } from "./pagination";
import { Email, IdParam, Timestamp } from "./primitives";

export const InvitationView = z.strictObject({
  id: z.string(),
  organization_id: z.string(),
  email: z.string(),
  role: z.enum(membershipRoles),
  status: z.enum(["pending", "accepted", "declined", "revoked", "expired"]),
  invited_by: z.strictObject({ id: z.uuid(), username: z.string() }).optional(),
  created_at: Timestamp,
  expires_at: Timestamp,
});
export type InvitationView = z.infer<typeof InvitationView>;

export const createInvitation = defineRoute({
  method: "POST",
  path: "/api/v1/organizations/{id}/invitations",
  summary: "Invite somebody by mail",
  description: "For owners and admins. The address gets a link that works once, for 7 days. The answer is the same whether or not the address has an account. An older invitation to the same address ends.",
  tag: "Organizations",
  auth: "user",
  scope: "organizations:write",
  params: IdParam,
  body: z.strictObject({ email: Email, role: z.enum(membershipRoles).default("member") }),
  idempotent: true,
  status: 201,
  response: InvitationView,
  errors: ["CONFLICT"],
});

export const listInvitations = defineRoute({
  method: "GET",
  path: "/api/v1/organizations/{id}/invitations",
  summary: "List an organization's invitations",
  description: "For owners and admins. Newest first.",
  tag: "Organizations",
  auth: "credential",
  scope: "organizations:read",
  params: IdParam,
  query: PageQuery.extend({ status: z.enum(["pending"]).optional().meta({ description: "`pending`: those that can still be accepted" }) }),
  status: 200,
  response: pageOf(InvitationView),
});

export const revokeInvitation = defineRoute({
  method: "DELETE",
  path: "/api/v1/organizations/{id}/invitations/{invitation_id}",
  summary: "Withdraw an invitation",
  description: "Its link is dead from now on.",
  tag: "Organizations",
  auth: "user",
  scope: "organizations:write",
  params: IdParam.extend({ invitation_id: z.string().min(1).max(200) }),
  status: 200,
  response: z.strictObject({ success: z.literal(true) }),
});

const TokenBody = z.strictObject({ token: z.string().min(1).max(200).meta({ description: "The secret at the end of the link" }) });

export const acceptInvitation = defineRoute({
  method: "POST",
  path: "/api/v1/invitations/accept",
  summary: "Accept an invitation",
  description: "Only the account with the invited address can. Holding the link proves the address: it counts as confirmed from then on.",
  tag: "Organizations",
  auth: "session",
  scope: null,
  body: TokenBody,
  status: 200,
  response: OrganizationView,
  errors: ["NOT_FOUND", "FORBIDDEN"],
});

export const declineInvitation = defineRoute({
  method: "POST",
  path: "/api/v1/invitations/decline",
  summary: "Decline an invitation",
  description: "Whoever holds the link may; no account is needed.",
  tag: "Organizations",
  auth: "anonymous",
  body: TokenBody,
  status: 200,
  response: z.strictObject({ success: z.literal(true) }),
  errors: ["NOT_FOUND"],
});
