import { verifyPresented } from "@/lib/access/verify-presented";
import { listAuditEvents, toAuditEventView } from "@/lib/audit/list";
import { contract } from "@/lib/contract";
import { defineTool } from "../define-tool";

export const oversightTools = [
  defineTool(contract.listAuditEvents, {
    name: "search_audit_log",
    title: "Search the audit log",
    description: "What happened to accounts, keys and connections, newest first: who did what, when, from where. Filter by action (`api_key.created`, or `api_key.` for all of a kind), person, target and time. Administrators see all, others their own and that of organizations that they administer.",
    verb: async ({ ctx, query }) => {
      const { rows, nextCursor } = await listAuditEvents(ctx, query);
      return { data: rows.map(toAuditEventView), next_cursor: nextCursor };
    },
  }),
  defineTool(contract.verifyApiKey, {
    name: "verify_credential",
    title: "Check a key or token",
    description: "Says whether a key or token is good, whose it is and what it may do, or why it is refused. Give `scopes` and `ip` to ask whether it may do a certain call from a certain address. Counts as one call of the checked credential.",
    annotations: { readOnlyHint: true, destructiveHint: false },
    verb: ({ ctx, body }) => verifyPresented(ctx, body),
  }),
];
