import { z } from "zod";
import { defineRoute } from "./define-route";
import { pageOf, PageQuery } from "./pagination";
import { IdParam, Timestamp } from "./primitives";

const mailStatuses = ["waiting", "kept", "sent", "failed"] as const;

export const MailView = z.strictObject({
  id: z.string(),
  kind: z.string(),
  to: z.string(),
  subject: z.string(),
  status: z.enum(mailStatuses).meta({ description: "`kept`: there is no mail server, so it waits here to be read" }),
  readable: z.boolean().meta({ description: "What it says is still here: a mail that was sent is forgotten" }),
  attempts: z.int(),
  last_error: z.string().optional(),
  created_at: Timestamp,
  sent_at: Timestamp.optional(),
  next_attempt_at: Timestamp.optional(),
});
export type MailView = z.infer<typeof MailView>;

export const ListMailsQuery = PageQuery.extend({ status: z.enum(mailStatuses).optional() });

export const listMails = defineRoute({
  method: "GET",
  path: "/api/v1/mails",
  summary: "List mails",
  description: "For administrators: what was sent, what waits, and what could not be sent. The newest first; kept for `MAIL_RETENTION_DAYS`.",
  tag: "Administration",
  auth: "session",
  scope: "admin",
  query: ListMailsQuery,
  status: 200,
  response: pageOf(MailView),
});

export const MailText = z.strictObject({ id: z.string(), to: z.string(), subject: z.string(), text: z.string(), link: z.string().optional() });

export const readMail = defineRoute({
  method: "POST",
  path: "/api/v1/mails/{id}/read",
  summary: "Read a mail that was not sent",
  description: "For administrators, within 10 minutes of signing in: its link may let its reader in as somebody else. That somebody read it is in the audit log.",
  tag: "Administration",
  auth: "session",
  scope: "admin",
  params: IdParam,
  status: 200,
  response: MailText,
  errors: ["REAUTHENTICATION_REQUIRED"],
});
